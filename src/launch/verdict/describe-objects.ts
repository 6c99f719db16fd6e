import type { RunObject } from '../engine';
import { countOf } from './quantities';

const KINDS = ['container', 'service', 'secret', 'volume'] as const;

/** What of ours is on an engine, counted: `1 container and 2 volumes`. */
export function describeObjects(objects: readonly Pick<RunObject, 'kind'>[]): string {
  const counts = KINDS.flatMap((kind) => {
    const count = objects.filter((object) => object.kind === kind).length;
    return count === 0 ? [] : [countOf(count, kind)];
  });
  return new Intl.ListFormat('en').format(counts);
}
