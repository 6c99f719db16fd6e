/** The signals that another one stands for, for as long as that one is in use. */
const sources = new WeakMap<AbortSignal, readonly AbortSignal[]>();

/**
 * A signal that fires with the first of several, as `AbortSignal.any` does. That one does not hold on to its sources in
 * Node 20, so that a time-out which nobody else holds is collected and never fires.
 */
export function anySignal(signals: readonly AbortSignal[]): AbortSignal {
  const any = AbortSignal.any([...signals]);
  sources.set(any, signals);
  return any;
}
