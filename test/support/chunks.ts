/**
 * Cuts bytes into chunks of the given lengths; what is left over is the last chunk.
 *
 * @param lengths of the chunks in bytes; 0 gives an empty chunk
 */
export function chunked(bytes: Uint8Array, lengths: readonly number[]): readonly Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (const length of lengths) {
    if (at >= bytes.length) break;
    chunks.push(bytes.subarray(at, at + length));
    at += length;
  }
  chunks.push(bytes.subarray(at));
  return chunks;
}
