import * as vscode from 'vscode';
import { registryOf, type ImageHost } from '../../docker/registry/image-host';
import { askForHost } from './edit-host';
import type { ImageHosts } from './host-store';
import type { HostRow, HostsView, TestResult } from './hosts-view';
import { showKubernetesText } from './kubernetes-text';
import { loginOfHost } from './login-for';

/** Registers what can be done to image hosts, from their view or from the palette. */
export function registerHostCommands(
  hosts: ImageHosts,
  view: HostsView,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const onHost = (id: string, title: string, run: (host: ImageHost) => Promise<void>) =>
    vscode.commands.registerCommand(id, async (row?: HostRow) => {
      const host = row?.kind === 'host' ? row.host : await chooseHost(hosts, title);
      if (host !== undefined) await guarded(log, () => run(host));
    });
  const test = (host: ImageHost) => testHost(host, hosts, view);

  return vscode.Disposable.from(
    vscode.commands.registerCommand('xnatCommands.addImageHost', () =>
      guarded(log, async () => {
        const { hosts: list } = hosts.read();
        const edited = await askForHost(undefined, list, 'not stored');
        if (edited === undefined) return;
        const { host, token } = edited;
        if (token !== undefined) await hosts.setToken(host, token);
        await hosts.save([...list, host]);
        await test(host);
      }),
    ),
    onHost('xnatCommands.editImageHost', 'Edit image host', async (before) => {
      const list = hosts.read().hosts;
      const others = list.filter(({ name }) => name !== before.name);
      const stored = (await hosts.token(before)) === undefined ? 'not stored' : 'stored';
      const edited = await askForHost(before, others, stored);
      if (edited === undefined) return;
      const { host, token } = edited;
      if (host.url !== before.url || host.username !== before.username) await hosts.clearToken(before);
      if (token !== undefined) await hosts.setToken(host, token);
      await hosts.save(list.map((each) => (each.name === before.name ? host : each)));
      await test(host);
    }),
    onHost('xnatCommands.testImageHost', 'Test image host', test),
    onHost('xnatCommands.setDefaultImageHost', 'Set default image host', async (chosen) => {
      const list = hosts.read().hosts;
      await hosts.save(list.map((host) => ({ ...host, role: host.name === chosen.name ? 'default' : 'further' })));
    }),
    onHost('xnatCommands.removeImageHost', 'Remove image host', (host) => removeHost(host, hosts)),
    onHost('xnatCommands.imageHostForKubernetes', 'Pull secret for Kubernetes', (host) =>
      showKubernetesText(host, hosts),
    ),
  );
}

async function guarded(log: vscode.LogOutputChannel, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    log.error('The image hosts could not be changed.', error);
    void vscode.window.showErrorMessage(`The image hosts could not be changed: ${(error as Error).message}.`);
  }
}

async function chooseHost(hosts: ImageHosts, title: string): Promise<ImageHost | undefined> {
  const { hosts: list } = hosts.read();
  if (list.length === 0) {
    void vscode.window.showInformationMessage('There is no image host yet.');
    return undefined;
  }
  const items = list.map((host) => ({ label: host.name, description: host.url, host }));
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.host;
}

async function testHost(host: ImageHost, hosts: ImageHosts, view: HostsView): Promise<void> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Signing in to ${host.name}`,
    cancellable: true,
  };
  const result = await vscode.window.withProgress(options, async (_, cancellation): Promise<TestResult | undefined> => {
    const stop = new AbortController();
    cancellation.onCancellationRequested(() => {
      stop.abort();
    });
    const registry = registryOf(host.url);
    if (registry === undefined) return { state: 'bad', message: `${host.url} is not the URL of a registry.` };
    const { testLogin } = await import('../../docker');
    const answer = await testLogin(registry, await loginOfHost(host, hosts), stop.signal);
    if (answer.ok) return { state: 'good', message: answer.value.message };
    return answer.failure.kind === 'cancelled' ? undefined : { state: 'bad', message: answer.failure.message };
  });
  if (result === undefined) return;
  view.showResult(host, result);
  if (result.state === 'good') void vscode.window.showInformationMessage(result.message);
  else void showFailure(host, result.message);
}

async function showFailure(host: ImageHost, message: string): Promise<void> {
  const edit = 'Edit image host';
  if ((await vscode.window.showErrorMessage(message, edit)) !== edit) return;
  await vscode.commands.executeCommand('xnatCommands.editImageHost', { kind: 'host', host, tokenBytes: undefined });
}

async function removeHost(host: ImageHost, hosts: ImageHosts): Promise<void> {
  const list = hosts.read().hosts;
  if (host.role === 'default' && list.length > 1) {
    void vscode.window.showWarningMessage(
      `“${host.name}” is the default image host, which XNAT does not let go. Set another as default first.`,
    );
    return;
  }
  const remove = 'Remove';
  const question = `Remove the image host “${host.name}”?`;
  const detail = `Its token is cleared from the editor’s secret storage. ${host.url} itself is left alone.`;
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, remove)) !== remove) return;
  await hosts.clearToken(host);
  await hosts.save(list.filter(({ name }) => name !== host.name));
}
