/**
 * The order in which a `HashSet` (or the keys of a `HashMap`) is read back after these texts were put in one by one. The
 * server lists known names in that order.
 *
 * @param keys in the order they are put in; equal ones count once
 * @param expected the size that the set was created for; 16 where Java chooses
 */
export function inHashOrder(keys: Iterable<string>, expected = 16): readonly string[] {
  const distinct = [...new Set(keys)];
  let capacity = 1;
  while (capacity < expected || distinct.length > capacity * 0.75) capacity *= 2;
  return distinct
    .map((key) => ({ key, bucket: bucketOf(key, capacity) }))
    .sort((a, b) => a.bucket - b.bucket)
    .map((entry) => entry.key);
}

/** The size that Java gives to a `HashMap` which is made as a copy of a map with so many entries. */
export function sizeOfCopy(entries: number): number {
  return Math.floor(entries / 0.75 + 1);
}

function bucketOf(key: string, capacity: number): number {
  const hash = hashCode(key);
  return (hash ^ (hash >>> 16)) & (capacity - 1);
}

/** `String.hashCode`. */
function hashCode(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}
