import { SERVICE_VARIABLES } from '../command/model/service-variables';
import { outcomeMask, shownArguments } from '../resolution/mask-sensitive';
import type { LaunchOutcome, ResolvedLaunch, ResolvedSpecialContainer } from '../resolution/resolved-launch';

/** Properties that hold words of the Command or of ours, and no values. */
const WORDS = /^(kind|name|key|type|code|stage|template|exception|workflowStatus|.*[pP]ointer)$/;

/**
 * A launch as JSON for other programs: `launch`, or `error` and the `inputs` resolved so far. Objects of the archive are
 * told by type, id and URI alone; a session's files would fill the screen. Values of sensitive inputs never show.
 *
 * @param environment variables that a launch file sets; those that the service adds and it sets no value for are null
 */
export function launchJson(
  outcome: LaunchOutcome,
  notes: readonly string[],
  environment: ReadonlyMap<string, string>,
): string {
  const told = outcome.ok
    ? { ok: true, launch: withShownArguments(outcome.launch) }
    : { ok: false, error: outcome.error, inputs: outcome.inputs };
  const mask = outcomeMask(outcome);
  const serviceVariables = Object.fromEntries(SERVICE_VARIABLES.map((name) => [name, environment.get(name) ?? null]));
  return JSON.stringify(
    { ...told, serviceVariables, notes },
    (key, value: unknown) => (typeof value === 'string' && !WORDS.test(key) ? mask(value) : plain(key, value)),
    2,
  );
}

function withShownArguments(launch: ResolvedLaunch): ResolvedLaunch {
  const shown = <T extends Pick<ResolvedSpecialContainer, 'container'>>(of: T): T => ({
    ...of,
    container: { ...of.container, cmd: shownArguments(of.container, launch.inputs) },
  });
  return {
    ...shown(launch),
    setupContainers: launch.setupContainers.map(shown),
    wrapupContainers: launch.wrapupContainers.map(shown),
  };
}

function plain(key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Map) return Object.fromEntries(value);
  if (key !== 'object' || typeof value !== 'object' || value === null) return value;
  const { type, id, label, uri, directory } = value as Readonly<Record<string, unknown>>;
  return { type, id, label, uri, directory };
}
