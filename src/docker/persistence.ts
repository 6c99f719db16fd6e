import type { EngineFailure, Outcome } from '../launch/engine';

/** A connection that breaks sooner, in milliseconds, did not break because it was silent. */
const SOON = 1_000;

/** So often in a row it may break soon. */
const TRIES = 3;

/**
 * Does something again when its connection breaks off, as what is between us and an engine does to a connection that is
 * silent for long. Only for what may be done twice.
 *
 * @returns when the engine is gone altogether, the failure with which that began
 */
export async function persistently<T>(action: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  let broken: { readonly ok: false; readonly failure: EngineFailure } | undefined;
  for (let tries = 0; ;) {
    const began = Date.now();
    const outcome = await action();
    if (outcome.ok) return outcome;
    if (outcome.failure.kind !== 'lost') {
      const isGone = outcome.failure.kind === 'unreachable' && outcome.failure.cause === 'not-running';
      return isGone ? (broken ?? outcome) : outcome;
    }
    broken = { ok: false, failure: outcome.failure };
    tries = Date.now() - began < SOON ? tries + 1 : 0;
    if (tries === TRIES) return broken;
  }
}
