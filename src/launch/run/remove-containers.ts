import { anySignal } from '../any-signal';
import { isOutOfReach, type EngineFailure, type RunObject } from '../engine';
import { delayed } from '../patience';
import type { LaunchRun } from './launch-run';

/** How long the removal may take when nobody is waiting for it, and once the launch is stopped; in milliseconds. */
const PATIENCE = { quiet: 30_000, stopped: 2_000 } as const;

/** Something that could not be removed. */
export interface Remainder {
  readonly object: Pick<RunObject, 'kind' | 'id'>;
  readonly failure: EngineFailure;
}

/** What is on the engine when a launch is over. */
export interface Removal {
  /** Ids of containers that were to be kept. */
  readonly kept: readonly string[];
  /** Sentences that say what may still be there although it should not. */
  readonly leftBehind: readonly string[];
}

/** Removes the containers of a launch, and all else that it has made or a broken creation may have made. */
export async function removeContainers(run: LaunchRun): Promise<Removal> {
  const isKept = run.plan.afterwards === 'keep' && !run.isStopped() && run.created.length > 0;
  if (!isKept) return { kept: [], leftBehind: await removeAll(run) };
  const kept = run.created.map(({ containerId }) => containerId);
  run.note(keptSentence(run, kept));
  return { kept, leftBehind: [] };
}

function keptSentence({ plan }: LaunchRun, kept: readonly string[]): string {
  const ids = kept.map((id) => id.slice(0, 12));
  const variables = plan.main.spec.secrets.flatMap(({ destination, delivery }) =>
    delivery === 'environment' ? [destination] : [],
  );
  const what = ids.length === 1 ? 'The container is kept' : 'The containers are kept';
  const warning =
    variables.length === 0
      ? ''
      : ` Until then “docker inspect” shows the values of ${variables.join(', ')} to whoever may use the engine.`;
  return `${what}: remove with “docker rm -v ${ids.join(' ')}”.${warning}`;
}

async function removeAll(run: LaunchRun): Promise<readonly string[]> {
  if (run.created.length === 0 && !run.hasMore) return [];
  const step = run.begin({ kind: 'remove', id: 'remove', title: 'Remove what the launch has made' });
  const patience = anySignal([AbortSignal.timeout(PATIENCE.quiet), delayed(run.signal, PATIENCE.stopped)]);
  const { engine } = run.tools;
  const left: Remainder[] = [];
  await Promise.all(
    run.created.map(async ({ containerId }) => {
      const removed = await engine.remove(containerId, patience);
      if (!removed.ok) left.push({ object: { kind: 'container', id: containerId }, failure: removed.failure });
    }),
  );
  const sentences = describeRemainders(left);
  if (run.hasMore && !left.some(isBeyondReach)) sentences.push(...(await removeAllOf(run, patience)));
  const [message] = sentences;
  step.end({ result: message === undefined ? 'done' : 'failed', message, container: undefined });
  return sentences;
}

async function removeAllOf(run: LaunchRun, patience: AbortSignal): Promise<readonly string[]> {
  const { plan, tools } = run;
  const name = plan.folder.run;
  const listed = await tools.engine.listRunObjects(name, patience);
  if (!listed.ok) {
    const reason = isGone(listed.failure) ? 'it no longer answers. Remove it once it does.' : listed.failure.message;
    return [`Something labelled with the run ${name} may be left on the engine: ${reason}`];
  }
  const left: Remainder[] = [];
  for (const object of listed.value) {
    const removed = await tools.engine.removeObject(object, patience);
    if (!removed.ok) left.push({ object, failure: removed.failure });
  }
  const late = run.unanswered.filter((step) => !listed.value.some((object) => object.step === step));
  return [...describeRemainders(left), ...(late.length > 0 ? [mayAppear(name)] : [])];
}

const mayAppear = (name: string) =>
  `The engine was still creating a container when it was given up on: one labelled with the run ${name} may yet appear.`;

/** Its time was over, or it is away altogether. */
const isGone = (failure: EngineFailure) => failure.kind === 'cancelled' || isOutOfReach(failure);

const isBeyondReach = ({ failure }: Remainder) => isGone(failure);

/** What may still be there, in sentences: one for all that an engine which is gone may still hold. */
export function describeRemainders(left: readonly Remainder[]): string[] {
  const beyond = left.filter(isBeyondReach).map(({ object }) => nameOf(object));
  const refused = left
    .filter((each) => !isBeyondReach(each))
    .map(({ object, failure }) => `The ${nameOf(object)} could not be removed: ${failure.message}`);
  if (beyond.length === 0) return refused;
  const [verb, pronoun] = beyond.length === 1 ? ['is', 'it'] : ['are', 'them'];
  const names = new Intl.ListFormat('en').format(beyond);
  return [
    `The ${names} ${verb} still on the engine, which no longer answers: remove ${pronoun} once it does.`,
    ...refused,
  ];
}

const nameOf = ({ kind, id }: Pick<RunObject, 'kind' | 'id'>) =>
  `${kind} ${kind === 'container' ? id.slice(0, 12) : id}`;
