import type { EngineFailure } from '../engine';
import { delayed } from '../patience';
import type { LaunchRun } from './launch-run';

/** How long the removal may take when nobody is waiting for it, and once the launch is stopped; in milliseconds. */
const PATIENCE = { quiet: 30_000, stopped: 2_000 } as const;

/**
 * Removes the containers of a launch, and those that a broken creation may have made.
 *
 * @returns a sentence for each that may still be there
 */
export async function removeContainers(run: LaunchRun): Promise<readonly string[]> {
  if (run.created.length === 0 && !run.mayHaveMore) return [];
  const step = run.begin({ kind: 'remove', id: 'remove', title: 'Remove what the launch has made' });
  const patience = AbortSignal.any([AbortSignal.timeout(PATIENCE.quiet), delayed(run.signal, PATIENCE.stopped)]);
  const { engine } = run.tools;
  const left: string[] = [];
  const ids = new Set(run.created.map(({ containerId }) => containerId));
  if (run.mayHaveMore) {
    const name = run.plan.folder.run;
    const listed = await engine.listRunContainers(name, patience);
    if (listed.ok) for (const { containerId } of listed.value) ids.add(containerId);
    else left.push(`A container labelled with the run ${name} may be left: ${listed.failure.message}`);
  }
  await Promise.all(
    [...ids].map(async (containerId) => {
      const removed = await engine.remove(containerId, patience);
      if (!removed.ok) left.push(notRemoved(containerId, removed.failure));
    }),
  );
  const [message] = left;
  step.end({ result: message === undefined ? 'done' : 'failed', message, container: undefined });
  return left;
}

const notRemoved = (containerId: string, { message }: EngineFailure) =>
  `The container ${containerId.slice(0, 12)} could not be removed: ${message}`;
