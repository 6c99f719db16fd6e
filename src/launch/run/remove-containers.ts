import type { EngineFailure, RunObject } from '../engine';
import { delayed } from '../patience';
import type { LaunchRun } from './launch-run';

/** How long the removal may take when nobody is waiting for it, and once the launch is stopped; in milliseconds. */
const PATIENCE = { quiet: 30_000, stopped: 2_000 } as const;

/**
 * Removes the containers of a launch, and all else that it has made or a broken creation may have made.
 *
 * @returns a sentence for each that may still be there
 */
export async function removeContainers(run: LaunchRun): Promise<readonly string[]> {
  if (run.created.length === 0 && !run.hasMore) return [];
  const step = run.begin({ kind: 'remove', id: 'remove', title: 'Remove what the launch has made' });
  const patience = AbortSignal.any([AbortSignal.timeout(PATIENCE.quiet), delayed(run.signal, PATIENCE.stopped)]);
  const { engine } = run.tools;
  const left: string[] = [];
  await Promise.all(
    run.created.map(async ({ containerId }) => {
      const removed = await engine.remove(containerId, patience);
      if (!removed.ok) left.push(notRemoved({ kind: 'container', id: containerId }, removed.failure));
    }),
  );
  if (run.hasMore) left.push(...(await removeAllOf(run, patience)));
  const [message] = left;
  step.end({ result: message === undefined ? 'done' : 'failed', message, container: undefined });
  return left;
}

async function removeAllOf({ plan, tools }: LaunchRun, patience: AbortSignal): Promise<readonly string[]> {
  const name = plan.folder.run;
  const listed = await tools.engine.listRunObjects(name, patience);
  if (!listed.ok)
    return [`Something labelled with the run ${name} may be left on the engine: ${listed.failure.message}`];
  const left: string[] = [];
  for (const object of listed.value) {
    const removed = await tools.engine.removeObject(object, patience);
    if (!removed.ok) left.push(notRemoved(object, removed.failure));
  }
  return left;
}

const notRemoved = ({ kind, id }: Pick<RunObject, 'kind' | 'id'>, { message }: EngineFailure) =>
  `The ${kind} ${kind === 'container' ? id.slice(0, 12) : id} could not be removed: ${message}`;
