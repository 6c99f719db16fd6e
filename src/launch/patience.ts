/** A signal that fires a while after another has, so that what is under way gets the chance to end by itself. */
export function delayed(signal: AbortSignal, milliseconds: number): AbortSignal {
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
