import type { RunContainer, RunObject } from '../engine';
import type { RunRecord } from '../history/run-record';

/** What runs have left on an engine. */
export interface LeftRuns {
  /** Runs that nobody is at any more, with their main container, which was started: to be followed to their end. */
  readonly toTakeUp: readonly { readonly record: RunRecord; readonly containerId: string }[];
  /** What runs that are over have left, and those that cannot be followed. */
  readonly toRemove: readonly RunObject[];
  /** What was to be kept. */
  readonly kept: readonly RunObject[];
}

/** What is known of the runs, and of an engine. */
export interface RunsAndEngine {
  readonly records: readonly RunRecord[];
  /** Containers or services, as the records have their backend. */
  readonly containers: readonly RunContainer[];
  readonly objects: readonly RunObject[];
  /** Whether somebody is at the run of that name, by who owns it. */
  readonly isAtWork: (run: string, owner: string) => boolean;
}

/** States of a container that was started: its log and its end can still be had. */
const STARTED = new Set(['running', 'paused', 'exited', 'restarting']);

/** Sorts out what carries our labels on an engine. Nothing that somebody may still be at is among it. */
export function sortOutLeftRuns({ records, containers, objects, isAtWork }: RunsAndEngine): LeftRuns {
  const recordOf = new Map(records.map((record) => [record.run, record]));
  const toTakeUp = records.flatMap((record) => {
    if (record.report !== undefined || isAtWork(record.run, record.owner)) return [];
    const main = containers.find(({ run, step, state }) => run === record.run && step === 'main' && STARTED.has(state));
    return main === undefined ? [] : [{ record, containerId: main.containerId }];
  });
  const isTaken = new Set(toTakeUp.map(({ record }) => record.run));
  const left = objects.filter(({ run, owner }) => {
    const record = recordOf.get(run);
    if (isTaken.has(run)) return false;
    return record?.report !== undefined || !isAtWork(run, record?.owner ?? owner);
  });
  const isKept = ({ run }: RunObject) => (recordOf.get(run)?.report?.kept.length ?? 0) > 0;
  return { toTakeUp, toRemove: left.filter((each) => !isKept(each)), kept: left.filter(isKept) };
}
