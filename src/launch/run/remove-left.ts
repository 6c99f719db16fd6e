import type { ContainerEngine, RunObject } from '../engine';
import { describeRemainders, type Remainder } from './remove-containers';

/** What came of cleaning up. */
export interface CleanedUp {
  /** Runs of which nothing is left. */
  readonly cleared: readonly string[];
  /** Sentences that say what is still there. */
  readonly faults: readonly string[];
}

/** Removes what runs have left on an engine, one after the other: what is in use goes after what uses it. */
export async function removeLeft(
  engine: Pick<ContainerEngine, 'removeObject'>,
  objects: readonly RunObject[],
  signal: AbortSignal,
): Promise<CleanedUp> {
  const left: (Remainder & { readonly run: string })[] = [];
  for (const object of objects) {
    const removed = await engine.removeObject(object, signal);
    if (!removed.ok) left.push({ object, run: object.run, failure: removed.failure });
  }
  const withRest = new Set(left.map(({ run }) => run));
  const runs = new Set(objects.map(({ run }) => run));
  return { cleared: [...runs].filter((run) => !withRest.has(run)), faults: describeRemainders(left) };
}
