import { stat } from 'node:fs/promises';
import type { Bind } from '../container-spec';
import { delayed } from '../patience';
import { REQUEST_PATIENCE, type Conclusion, type LaunchRun } from './launch-run';

/** How long a probe or a preparation of the engine may take once the launch is stopped, in milliseconds. */
const patience = (run: LaunchRun) => delayed(run.signal, REQUEST_PATIENCE);

/**
 * Sends the data to an engine that does not see the folders of this machine: one on another machine, or one that this
 * machine's containers share. Found out by trying, with a folder of the launch.
 */
export async function sendData(run: LaunchRun): Promise<Conclusion | undefined> {
  const binds = allBinds(run);
  const [first] = binds;
  if (first === undefined) return undefined;
  const owner = { spec: run.plan.main.spec, labels: run.labels('probe') };
  const seen = await run.tools.engine.sees(first.source, owner, patience(run));
  if (!seen.ok) run.noteFailedCreation('probe', seen.failure);
  if (run.isStopped()) return run.stopped();
  if (!seen.ok) {
    const message = run.wordsOf(seen.failure, 'Docker could not say whether it sees the folders of this machine');
    return run.failed('Failed (Container launch)', seen.failure, message);
  }
  return seen.value ? undefined : send(run, binds);
}

async function send(run: LaunchRun, binds: readonly Bind[]): Promise<Conclusion | undefined> {
  run.note('The engine does not see the folders of this machine: data are copied to it, and outputs back.');
  const step = run.begin({ kind: 'send', id: 'send', title: 'Copy data to the engine' });
  const sources = [...new Set(binds.map(({ source }) => source))];
  const folders: string[] = [];
  for (const source of sources) if ((await stat(source)).isDirectory()) folders.push(source);
  const conclude = (failure: Parameters<LaunchRun['wordsOf']>[0], what: string) => {
    if (run.isStopped()) {
      step.end({ result: 'stopped', message: undefined, container: undefined });
      return run.stopped();
    }
    const message = run.wordsOf(failure, what);
    step.end({ result: 'failed', message, container: undefined });
    return run.failed('Failed (Container launch)', failure, message);
  };
  run.hasMore = true;
  const owner = { spec: run.plan.main.spec, labels: run.labels('store') };
  const store = await run.tools.engine.createStore(folders.length, owner, patience(run));
  if (!store.ok) return conclude(store.failure, 'Docker could not make volumes for the data');
  for (const [index, folder] of folders.entries()) {
    step.progress(`${index + 1} of ${folders.length}`);
    const put = await store.value.put(index, folder, run.signal);
    if (!put.ok) return conclude(put.failure, `The folder ${folder} could not be copied to the engine`);
  }
  run.remote = { store: store.value, folders };
  const written = writtenFolders(run);
  run.tell({
    kind: 'sent',
    folders: folders.map((path) => ({ path, mode: written.has(path) ? 'rw' : 'ro' })),
  });
  step.end({ result: 'done', message: undefined, container: undefined });
  return undefined;
}

/** Copies back what containers could write to, from an engine that does not see the folders of this machine. */
export async function fetchData(run: LaunchRun): Promise<Conclusion | undefined> {
  const { remote } = run;
  if (remote === undefined || run.isStopped()) return undefined;
  const written = writtenFolders(run);
  const step = run.begin({ kind: 'fetch', id: 'fetch', title: 'Copy outputs from the engine' });
  for (const [index, folder] of remote.folders.entries()) {
    if (!written.has(folder)) continue;
    const got = await remote.store.get(index, folder, run.signal);
    if (got.ok) continue;
    if (run.isStopped()) {
      step.end({ result: 'stopped', message: undefined, container: undefined });
      return run.stopped();
    }
    const message = run.wordsOf(got.failure, `The outputs could not be copied from the engine to ${folder}`);
    step.end({ result: 'failed', message, container: undefined });
    return run.failed('Failed', got.failure, message);
  }
  step.end({ result: 'done', message: undefined, container: undefined });
  return undefined;
}

const writtenFolders = (run: LaunchRun): ReadonlySet<string> =>
  new Set(allBinds(run).flatMap(({ source, mode }) => (mode === 'rw' ? [source] : [])));

const allBinds = ({ plan }: LaunchRun): readonly Bind[] =>
  [plan.main, ...plan.setups, ...plan.wrapups].flatMap(({ spec }) => spec.binds);
