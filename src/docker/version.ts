/** Who an engine is, and what is spoken with it. */
export interface EngineVersion {
  /** Of the engine, such as 20.10.24. */
  readonly engine: string;
  /** What it calls itself: Docker, or Podman. */
  readonly product: 'Docker' | 'Podman';
  /** Of the API that is spoken with it, such as 1.41. */
  readonly api: string;
  /** The newest it speaks. */
  readonly newestApi: string;
  /** Such as linux/amd64. */
  readonly platform: string;
}

/** The newest API this code was written against. */
const NEWEST_API = '1.47';

/** The oldest it was written against: that of Docker 20.10 and Podman 4. */
const OLDEST_API = '1.41';

/**
 * Reads an engine's answer to `/version` and agrees on an API: the newest that both know. An engine that no longer speaks
 * ours gets the oldest it still does, which is nearest to what we were written for.
 *
 * @returns undefined when the answer is not a Docker engine's
 */
export function readVersion(answer: unknown): EngineVersion | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const text = (name: string) => {
    const value = (answer as Readonly<Record<string, unknown>>)[name];
    return typeof value === 'string' ? value : undefined;
  };
  const newest = text('ApiVersion');
  if (newest === undefined || !/^\d+\.\d+$/.test(newest)) return undefined;
  const wanted = compare(NEWEST_API, newest) < 0 ? NEWEST_API : newest;
  const oldest = text('MinAPIVersion') ?? wanted;
  return {
    engine: text('Version') ?? 'unknown',
    product: isPodman(answer) ? 'Podman' : 'Docker',
    api: compare(wanted, oldest) < 0 ? oldest : wanted,
    newestApi: newest,
    platform: `${text('Os') ?? 'unknown'}/${text('Arch') ?? 'unknown'}`,
  };
}

/** Whether an engine is too old for what is asked of it. */
export const isTooOld = ({ newestApi }: EngineVersion): boolean => compare(newestApi, OLDEST_API) < 0;

const isPodman = (answer: object) =>
  'Components' in answer &&
  Array.isArray(answer.Components) &&
  answer.Components.some((part: { readonly Name?: unknown } | null) => /podman/i.test(String(part?.Name)));

/** Of two versions `major.minor`: negative when the first is older. */
function compare(first: string, second: string): number {
  return first.localeCompare(second, 'en', { numeric: true });
}
