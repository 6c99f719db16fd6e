/** What waits for a signal that has not fired, by the time it waits then. */
const waiting = new WeakMap<AbortSignal, Map<number, AbortSignal>>();

/**
 * A signal that fires a while after another has, so that what is under way gets the chance to end by itself. As long as that
 * has not fired it is the same one for all who ask: one signal may stand for many launches, and would gather listeners.
 */
export function delayed(signal: AbortSignal, milliseconds: number): AbortSignal {
  if (signal.aborted) return startedDelay(signal, milliseconds);
  const known = waiting.get(signal) ?? new Map<number, AbortSignal>();
  waiting.set(signal, known);
  const delay = known.get(milliseconds) ?? startedDelay(signal, milliseconds);
  known.set(milliseconds, delay);
  return delay;
}

function startedDelay(signal: AbortSignal, milliseconds: number): AbortSignal {
  const controller = new AbortController();
  const start = () => {
    setTimeout(() => {
      controller.abort();
    }, milliseconds).unref();
  };
  if (signal.aborted) start();
  else signal.addEventListener('abort', start, { once: true });
  return controller.signal;
}

/** Waits until a promise settles or a signal fires; says which was first. */
export async function settledOrAborted(promise: Promise<unknown>, signal: AbortSignal): Promise<'settled' | 'aborted'> {
  if (signal.aborted) return 'aborted';
  const over = new AbortController();
  const aborted = new Promise<'aborted'>((resolve) => {
    const listener = () => {
      resolve('aborted');
    };
    signal.addEventListener('abort', listener, { once: true, signal: over.signal });
  });
  const first = await Promise.race([promise.then(() => 'settled' as const), aborted]);
  over.abort();
  return first;
}
