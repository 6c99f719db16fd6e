import * as vscode from 'vscode';
import { openHistory, type RunHistory } from '../../launch/history/run-history';
import type { RunRecord } from '../../launch/history/run-record';

/** The runs that a person sees: those on disk, and those this window is at. */
export interface RunRegistry {
  /** Newest first. */
  records(): readonly RunRecord[];
  record(run: string): RunRecord | undefined;
  /** Fires with the run that has changed; with undefined when runs have come or gone. */
  readonly onDidChange: vscode.Event<string | undefined>;
  /** Whether this window is at a run, and can stop it. */
  isOurs(run: string): boolean;
  /** Reads what is on disk again. */
  reload(): Promise<void>;
  /** Takes over a run. From then on its record is what `update` says. */
  begin(record: RunRecord, stop: () => void): RunHandle;
  /** Changes the record of a run that is over. Rejects with the file system's error. */
  amend(run: string, change: (record: RunRecord) => RunRecord): Promise<void>;
  stop(run: string): void;
  /** Forgets a run and removes its folder. Rejects with the file system's error. */
  remove(run: string): Promise<void>;
  /** Where runs are kept. */
  readonly storage: string;
  dispose(): void;
}

/** A run that this window is at. */
export interface RunHandle {
  update(change: (record: RunRecord) => RunRecord): void;
  /** The run is over; settles once its record is on disk. */
  end(): Promise<void>;
}

export function createRunRegistry(storage: string, log: vscode.LogOutputChannel): RunRegistry {
  const history: RunHistory = openHistory(storage);
  const changed = new vscode.EventEmitter<string | undefined>();
  const ours = new Map<string, () => void>();
  let records = new Map<string, RunRecord>();
  let loading: Promise<void> | undefined;

  const newestFirst = () => [...records.values()].sort((a, b) => b.started.localeCompare(a.started));

  const load = async () => {
    const found = await history.list();
    const before = records;
    const own = [...before.values()].filter(({ run }) => ours.has(run));
    records = new Map([...found, ...own].map((record) => [record.run, record]));
    const isSame = records.size === before.size && [...records.keys()].every((run) => before.has(run));
    if (!isSame) changed.fire(undefined);
    else
      for (const { run, steps, report, status } of found) {
        const known = before.get(run);
        const hasChanged =
          known?.steps.length !== steps.length || known.status !== status || known.report?.run !== report?.run;
        if (hasChanged && !ours.has(run)) changed.fire(run);
      }
  };

  return {
    storage,
    records: newestFirst,
    record: (run) => records.get(run),
    onDidChange: changed.event,
    isOurs: (run) => ours.has(run),
    reload() {
      loading = (loading ?? Promise.resolve()).then(load);
      return loading;
    },
    begin(record, stop) {
      const { run } = record;
      let writing = Promise.resolve();
      const keep = (current: RunRecord) => {
        records.set(run, current);
        writing = writing
          .then(() => history.write(current))
          .catch((error: unknown) => log.error('The record of a run cannot be written.', error));
      };
      ours.set(run, stop);
      keep(record);
      changed.fire(undefined);
      return {
        update(change) {
          keep(change(records.get(run) ?? record));
          changed.fire(run);
        },
        async end() {
          ours.delete(run);
          changed.fire(run);
          await writing;
        },
      };
    },
    async amend(run, change) {
      const record = records.get(run);
      if (record === undefined || ours.has(run)) return;
      const changedRecord = change(record);
      records.set(run, changedRecord);
      await history.write(changedRecord);
      changed.fire(run);
    },
    stop: (run) => ours.get(run)?.(),
    async remove(run) {
      await history.remove(run);
      records.delete(run);
      changed.fire(undefined);
    },
    dispose: () => changed.dispose(),
  };
}
