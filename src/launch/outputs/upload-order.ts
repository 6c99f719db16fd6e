import type { ResolvedOutput } from '../../resolution/resolved-launch';

/** The outputs in the order in which they are uploaded: one that is stored under what another handler makes comes after it. */
export function uploadOrder(outputs: readonly ResolvedOutput[]): readonly ResolvedOutput[] {
  const ordered: ResolvedOutput[] = [];
  let waiting = outputs;
  while (waiting.length > 0) {
    const ready = waiting.filter((output) => !waiting.some((other) => other.handler === output.handledBy));
    // A ring of handlers, which a Command cannot have: it would not have been resolved.
    if (ready.length === 0) return [...ordered, ...waiting];
    ordered.push(...ready);
    waiting = waiting.filter((output) => !ready.includes(output));
  }
  return ordered;
}
