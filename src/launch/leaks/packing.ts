/** How content is packed, as its first bytes tell; `unknown`: in a way that is not looked into. */
export type Packing =
  | { readonly kind: 'none' }
  | { readonly kind: 'gzip' | 'tar' | 'zip' }
  | { readonly kind: 'unknown'; readonly name: string };

/** So many first bytes tell. */
export const HEAD = 512;

const TAR_MAGIC = { offset: 257, text: 'ustar' } as const;

const NOT_LOOKED_INTO: readonly (readonly [magic: readonly number[], name: string])[] = [
  [[0x42, 0x5a, 0x68], 'bzip2'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], 'xz'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'Zstandard'],
  [[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], '7-Zip'],
  [[0x52, 0x61, 0x72, 0x21, 0x1a, 0x07], 'RAR'],
];

/** @param head the first bytes of some content, at most `HEAD` of them are looked at */
export function packingOf(head: Buffer): Packing {
  if (startsWith(head, [0x1f, 0x8b, 0x08])) return { kind: 'gzip' };
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06])) return { kind: 'zip' };
  if (head.toString('latin1', TAR_MAGIC.offset, TAR_MAGIC.offset + TAR_MAGIC.text.length) === TAR_MAGIC.text) {
    return { kind: 'tar' };
  }
  const unknown = NOT_LOOKED_INTO.find(([magic]) => startsWith(head, magic));
  return unknown === undefined ? { kind: 'none' } : { kind: 'unknown', name: unknown[1] };
}

const startsWith = (head: Buffer, magic: readonly number[]) => magic.every((byte, index) => head[index] === byte);
