import * as vscode from 'vscode';
import type { DockerConnection, DockerHost, HostInfo } from '../../docker';
import { anySignal } from '../../launch/any-signal';
import type { DockerAccess } from '../docker-access';
import { sizeText } from '../images/wording';

/** How long a host may take to answer a test, in milliseconds. */
const PATIENCE = 20_000;

/** Connects to a host and tells what answered, or why nothing did. */
export async function testHost(docker: DockerAccess, given: DockerHost | undefined): Promise<void> {
  const host = given ?? (await docker.hosts()).current;
  const outcome = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: `Testing ${host.name}`, cancellable: true },
    async (_, cancellation) => {
      const cancelled = new AbortController();
      cancellation.onCancellationRequested(() => cancelled.abort());
      const signal = anySignal([cancelled.signal, AbortSignal.timeout(PATIENCE)]);
      const connected = await docker.connect(signal, host);
      if (!connected.ok) return connected;
      const info = await connected.value.hostInfo(signal);
      return info.ok ? { ok: true as const, connection: connected.value, info: info.value } : info;
    },
  );
  if (!outcome.ok) {
    if (outcome.failure.kind === 'cancelled') return;
    const [again, choose] = ['Try again', 'Choose Docker host…'];
    const choice = await vscode.window.showErrorMessage(outcome.failure.message, again, choose);
    if (choice === again) await testHost(docker, host);
    if (choice === choose) await vscode.commands.executeCommand('xnatCommands.chooseDockerHost');
    return;
  }
  const detail = await describeHost(outcome.connection, outcome.info);
  await vscode.window.showInformationMessage(`${host.name} answers.`, { modal: true, detail });
}

async function describeHost({ endpoint, version }: DockerConnection, info: HostInfo): Promise<string> {
  const { isOpenToAll, OPEN_TO_ALL } = await import('../../docker');
  const machine = [
    version.platform,
    info.operatingSystem,
    info.cpus === undefined ? '' : `${info.cpus} CPUs`,
    info.memory === undefined ? '' : `${sizeText(info.memory)} of memory`,
  ].filter((text) => text !== '');
  const swarm = {
    none: 'Not part of a swarm',
    manager: 'Manager of a swarm',
    worker: 'Worker of a swarm: services cannot be started from here',
  }[info.swarm];
  return [
    `Address: ${endpoint.address}`,
    `Engine: ${version.product} ${version.engine}, API ${version.newestApi}${version.api === version.newestApi ? '' : `, spoken ${version.api}`}`,
    `Machine: ${machine.join(', ')}`,
    `Swarm: ${swarm}`,
    ...(info.images === undefined ? [] : [`Images: ${info.images}, containers: ${info.containers ?? 'unknown'}`]),
    ...(isOpenToAll(endpoint.transport) ? ['', `Warning: ${OPEN_TO_ALL}`] : []),
  ].join('\n');
}
