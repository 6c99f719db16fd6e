import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { DockerConnection } from '../../docker';
import type { RunRecord } from '../../launch/history/run-record';
import type { RunContainer } from '../../launch/engine';
import { adoptRun } from '../../launch/run/adopt-run';
import { launchChecker } from '../../launch/run/check-launch';
import { runFolder } from '../../launch/run-folder';
import { describeVerdict } from '../../launch/verdict/describe-verdict';
import { countOf } from '../../launch/verdict/quantities';
import { isOwnerAlive, windowOwner } from '../runs/run-owner';
import { recorderOf } from './record-run';
import type { LaunchServices } from './launch-services';
import { secretResolver } from './secret-sources';
import { showVerdict } from './show-verdict';

/** States of a container that was started: its log and its end can still be had. */
const STARTED = new Set(['running', 'paused', 'exited', 'restarting']);

/**
 * Takes up the runs whose window has gone: a main container that was started is followed to its end; what cannot be taken
 * up is offered to be removed. Only what carries our labels is touched, and nothing of a window that is still there.
 */
export async function adoptLostRuns(services: LaunchServices): Promise<void> {
  const { docker, runs } = services;
  const isLost = ({ run, owner, report }: RunRecord) =>
    report === undefined && !runs.isOurs(run) && (owner === windowOwner() || !isOwnerAlive(owner));
  const lost = runs.records().filter(isLost);
  const patience = AbortSignal.timeout(10_000);
  const connected = await docker.connect(patience);
  if (!connected.ok) return;
  const listed = await connected.value.containers.listRunContainers(undefined, patience);
  if (!listed.ok) return;

  const taken = new Set<string>();
  for (const record of lost) {
    const containers = listed.value.filter(({ run }) => run === record.run);
    const main = containers.find(({ step, state }) => step === 'main' && STARTED.has(state));
    if (main !== undefined && (await claim(services, record.run))) {
      taken.add(record.run);
      void follow(services, connected.value, record, main).catch((error: unknown) => {
        services.log.error('A run could not be taken up again.', error);
      });
    }
  }
  const left = listed.value.filter(({ run, owner }) => {
    const record = runs.record(run);
    const current = record?.owner ?? owner;
    const isTaken = taken.has(run) || runs.isOurs(run);
    return !isTaken && (record?.report !== undefined || current === windowOwner() || !isOwnerAlive(current));
  });
  if (left.length > 0) await offerToClean(services, connected.value, left);
}

/** Makes sure that no other window takes up the run too. */
async function claim({ runs }: LaunchServices, run: string): Promise<boolean> {
  const file = join(runFolder(runs.storage, run).path, 'taken-up-by');
  const owner = windowOwner();
  try {
    await writeFile(file, owner, { flag: 'wx' });
    return true;
  } catch {
    const other = await readFile(file, 'utf8').catch(() => '');
    if (other !== owner && isOwnerAlive(other)) return false;
    return writeFile(file, owner).then(
      () => true,
      () => false,
    );
  }
}

async function follow(
  { runs, secrets }: LaunchServices,
  connection: DockerConnection,
  lost: RunRecord,
  { containerId }: RunContainer,
): Promise<void> {
  const stopping = new AbortController();
  const record: RunRecord = { ...lost, owner: windowOwner() };
  const recorder = recorderOf(
    runs.begin(record, () => stopping.abort()),
    (text) => text,
  );
  const report = await adoptRun(
    { record, folder: runFolder(runs.storage, record.run), containerId },
    {
      engine: connection.containers,
      resolveSecret: secretResolver(secrets),
      check: launchChecker((image, signal) => connection.readImageTexts(image, signal)),
      onEvent: (event) => recorder.onEvent(event),
    },
    stopping.signal,
  );
  const verdict = describeVerdict(report, record.title, record.secrets.length);
  await recorder.end(report, verdict);
  await showVerdict(verdict, record.run);
}

async function offerToClean(
  { log }: LaunchServices,
  { containers }: DockerConnection,
  left: readonly RunContainer[],
): Promise<void> {
  const [clean, show] = ['Clean up', 'Show'];
  const count = countOf(left.length, 'container');
  const message = `${count} of earlier test launches ${left.length === 1 ? 'was' : 'were'} left when the editor closed.`;
  const choice = await vscode.window.showInformationMessage(message, clean, show);
  if (choice === show) {
    await vscode.commands.executeCommand('xnatCommands.runs.focus');
    for (const { containerId, run, state, started } of left)
      log.info(`Left: container ${containerId.slice(0, 12)} of run ${run}, ${state}, started ${started}`);
    log.show();
  }
  if (choice !== clean) return;
  const patience = AbortSignal.timeout(30_000);
  for (const run of new Set(left.map((container) => container.run))) {
    const objects = await containers.listRunObjects(run, patience);
    for (const object of objects.ok ? objects.value : []) {
      const removed = await containers.removeObject(object, patience);
      if (removed.ok) continue;
      void vscode.window.showErrorMessage(`A ${object.kind} could not be removed: ${removed.failure.message}`);
      return;
    }
  }
}
