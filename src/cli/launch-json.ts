import type { LaunchOutcome } from '../resolution/resolved-launch';

/**
 * A launch as JSON for other programs: `launch`, or `error` and the `inputs` resolved so far. Objects of the archive are
 * told by type, id and URI alone; a session's files would fill the screen.
 */
export function launchJson(outcome: LaunchOutcome, notes: readonly string[]): string {
  const { ok, ...rest } = outcome;
  return JSON.stringify({ ok, ...rest, notes }, plain, 2);
}

function plain(key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Map) return Object.fromEntries(value);
  if (key !== 'object' || typeof value !== 'object' || value === null) return value;
  const { type, id, label, uri, directory } = value as Readonly<Record<string, unknown>>;
  return { type, id, label, uri, directory };
}
