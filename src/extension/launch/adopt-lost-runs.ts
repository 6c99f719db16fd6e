import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DockerConnection } from '../../docker';
import type { RunObject } from '../../launch/engine';
import type { RunRecord } from '../../launch/history/run-record';
import { adoptRun } from '../../launch/run/adopt-run';
import { launchChecker } from '../../launch/run/check-launch';
import { sortOutLeftRuns } from '../../launch/run/left-runs';
import { runFolder } from '../../launch/run-folder-names';
import { describeVerdict } from '../../launch/verdict/describe-verdict';
import { isOwnerAlive, windowOwner } from '../runs/run-owner';
import { recorderOf } from './record-run';
import type { LaunchServices } from './launch-services';
import { secretResolver } from './secret-sources';
import { showVerdict } from './show-verdict';

/** How long the engines may take to say what they have of ours, in milliseconds. */
const PATIENCE = 10_000;

/** What is left of runs on an engine that answers. */
export interface LeftOnEngine {
  readonly connection: DockerConnection;
  readonly toRemove: readonly RunObject[];
  readonly kept: readonly RunObject[];
}

/**
 * Takes up the runs whose window has gone, on every engine that runs are known to have been on: a main container, or
 * service, that was started is followed to its end. Only what carries our labels is looked at, and nothing of a window that
 * is still there.
 *
 * @returns what else they have left
 */
export async function adoptLostRuns(services: LaunchServices): Promise<readonly LeftOnEngine[]> {
  const { docker, runs } = services;
  await runs.reload();
  const addresses = new Set([
    undefined,
    ...runs
      .records()
      .filter(mayHaveLeft)
      .map(({ host }) => host.engine),
  ]);
  const left: LeftOnEngine[] = [];
  const seen = new Set<string>();
  for (const address of addresses) {
    const patience = AbortSignal.timeout(PATIENCE);
    const host = address === undefined ? undefined : await docker.hostAt(address, 'run');
    const connected = await docker.connect(patience, host);
    if (!connected.ok || seen.has(connected.value.endpoint.address)) continue;
    seen.add(connected.value.endpoint.address);
    const found = await adoptOn(services, connected.value, patience);
    if (found !== undefined) left.push(found);
  }
  return left;
}

const mayHaveLeft = ({ report }: RunRecord) => report === undefined || report.leftBehind.length > 0;

async function adoptOn(
  services: LaunchServices,
  connection: DockerConnection,
  patience: AbortSignal,
): Promise<LeftOnEngine | undefined> {
  const { runs, log } = services;
  const objects = await connection.containers.listRunObjects(undefined, patience);
  const containers = await connection.containers.listRunContainers(undefined, patience);
  const hasServices = objects.ok && objects.value.some(({ kind }) => kind === 'service');
  const ofSwarm = hasServices ? await connection.services.listRunContainers(undefined, patience) : undefined;
  if (!objects.ok || !containers.ok || ofSwarm?.ok === false) return undefined;
  const { toTakeUp, toRemove, kept } = sortOutLeftRuns({
    records: runs.records(),
    containers: [...containers.value, ...(ofSwarm?.value ?? [])],
    objects: objects.value,
    isAtWork: (run, owner) => runs.isOurs(run) || (owner !== windowOwner() && isOwnerAlive(owner)),
  });
  for (const { record, containerId } of toTakeUp) {
    if (!(await claim(services, record.run))) continue;
    void follow(services, connection, record, containerId).catch((error: unknown) => {
      log.error('A run could not be taken up again.', error);
    });
  }
  return { connection, toRemove, kept };
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
  containerId: string,
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
      engine: record.host.backend === 'swarm' ? connection.services : connection.containers,
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
