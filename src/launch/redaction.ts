import type { SecretValue } from '../secrets/secret-value';
import { secretForms } from './secret-forms';

/** What takes the place of a secret; the first that no form of a secret shares a character with. */
const COVERS = ['•••', '***', '###', '___'];

/** Forms are kept by their first four bytes; none is shorter. */
const PREFIX = 4;

/** Bytes that are looked at together to pass over text that no form can lie in. */
const GRAM = 3;

/** What there is to mask, prepared for a quick search. Holds values: it goes to no file, log or message. */
export interface Mask {
  readonly cover: Buffer;
  /** Forms by their first four bytes, read as a number. */
  readonly byPrefix: ReadonlyMap<number, readonly Uint8Array[]>;
  /** The first one, two and three bytes of forms, by their number, each read as a number. */
  readonly beginnings: readonly ReadonlySet<number>[];
  /** Length of the shortest form. */
  readonly shortest: number;
  /** By the hash of three bytes: how far the next place lies that can be the last of a form's first `shortest` bytes. */
  readonly skips: Uint8Array;
}

/** Prepares the values of a run's secrets for masking. One mask serves all streams and texts of the run. */
export function createMask(values: readonly SecretValue[]): Mask {
  const forms = [...new Set(values.flatMap(secretForms).map((form) => form.toString('latin1')))].map((form) =>
    Buffer.from(form, 'latin1'),
  );
  const byPrefix = new Map<number, Uint8Array[]>();
  const beginnings = [new Set<number>(), new Set<number>(), new Set<number>()];
  for (const form of forms) {
    const prefix = form.readInt32BE(0);
    const sharing = byPrefix.get(prefix);
    if (sharing === undefined) byPrefix.set(prefix, [form]);
    else sharing.push(form);
    for (const [index, set] of beginnings.entries()) set.add(form.readUIntBE(0, index + 1));
  }
  // Not spread into Math.min: a long value of many lines has more forms than a call takes arguments.
  const shortest = forms.reduce((least, { length }) => Math.min(least, length), 255);
  const cover = Buffer.from(COVERS.find((text) => !forms.some((form) => form.includes(text.charAt(0)))) ?? '');
  return { cover, byPrefix, beginnings, shortest, skips: skipTable(forms, shortest) };
}

/** The table of Wu and Manber's search for many words at once. */
function skipTable(forms: readonly Buffer[], shortest: number): Uint8Array {
  const grams = forms.length * (shortest - GRAM + 1);
  const skips = new Uint8Array(2 ** Math.min(18, Math.max(12, Math.ceil(Math.log2(grams + 1)) + 3)));
  skips.fill(shortest - GRAM + 1);
  for (const form of forms) {
    for (let last = GRAM - 1; last < shortest; last++) {
      const place = hash(form.readUIntBE(last - 2, GRAM), skips.length);
      skips[place] = Math.min(skips[place] ?? 0, shortest - 1 - last);
    }
  }
  return skips;
}

/** @param size a power of two */
const hash = (gram: number, size: number) => (gram ^ (gram >>> 7)) & (size - 1);

/** Masks one stream of bytes. */
export interface Redactor {
  /**
   * Takes the next bytes. Those that may be the beginning of a secret are kept back until it is known: never more than the
   * longest form has.
   *
   * @returns bytes to show, in order; they may be views of what was given
   */
  push(bytes: Uint8Array): readonly Uint8Array[];
  /** Says that nothing more comes, and gives what was kept back. */
  end(): readonly Uint8Array[];
}

/** Makes a redactor for a stream. Whatever chunks it comes in, no form of a secret is in what goes out. */
export function createRedactor(mask: Mask): Redactor {
  let kept = Buffer.alloc(0);
  /** How many of the kept bytes are under a cover that is shown already. */
  let covered = 0;

  function take(bytes: Uint8Array, more: 'expected' | 'over'): readonly Uint8Array[] {
    const text = kept.length === 0 ? bufferOver(bytes) : Buffer.concat([kept, bytes]);
    const shown: Uint8Array[] = [];
    let coveredTo = covered;
    const end = search(mask, text, more, (start, length) => {
      if (start >= coveredTo) {
        if (start > coveredTo) shown.push(text.subarray(coveredTo, start));
        shown.push(mask.cover);
      }
      coveredTo = Math.max(coveredTo, start + length);
    });
    if (end > coveredTo) shown.push(text.subarray(coveredTo, end));
    // A copy, or a few kept bytes would keep a whole chunk alive.
    kept = Buffer.from(text.subarray(end));
    covered = Math.max(0, coveredTo - end);
    return shown;
  }

  return {
    push: (bytes) => (mask.byPrefix.size === 0 ? [bytes] : take(bytes, 'expected')),
    end: () => take(Buffer.alloc(0), 'over'),
  };
}

/** The same memory with the methods of a Buffer. */
const bufferOver = ({ buffer, byteOffset, byteLength }: Uint8Array) => Buffer.from(buffer, byteOffset, byteLength);

/** Masks a text, such as the words of an engine. */
export function redactText(mask: Mask, text: string): string {
  const redactor = createRedactor(mask);
  return Buffer.concat([...redactor.push(Buffer.from(text)), ...redactor.end()]).toString();
}

/**
 * Finds the forms in a text.
 *
 * @param found called for each place a form begins at, in order, with the length of the longest there
 * @returns where the search ended: everything before is decided, and what follows may be the beginning of a form
 */
function search(
  mask: Mask,
  text: Buffer,
  more: 'expected' | 'over',
  found: (start: number, length: number) => void,
): number {
  const { skips, shortest, byPrefix } = mask;
  const end = text.length;
  let last = shortest - 1;
  while (last < end) {
    const gram = ((text[last - 2] ?? 0) << 16) | ((text[last - 1] ?? 0) << 8) | (text[last] ?? 0);
    const skip = skips[hash(gram, skips.length)] ?? 1;
    last += skip;
    if (skip > 0) continue;
    const start = last + 1 - shortest;
    last++;
    const forms = byPrefix.get(text.readInt32BE(start));
    if (forms === undefined) continue;
    const { length, isOpen } = longestAt(forms, text, start);
    if (length > 0) found(start, length);
    if (isOpen && more === 'expected') return start;
  }
  return more === 'over' ? end : startOfBeginning(mask, text, last + 1 - shortest);
}

/** The length of the longest of some forms at a place, 0 for none, and whether the text ends within another. */
function longestAt(forms: readonly Uint8Array[], text: Uint8Array, start: number) {
  let length = 0;
  let isOpen = false;
  for (const form of forms) {
    const end = Math.min(form.length, text.length - start);
    let at = PREFIX;
    while (at < end && form[at] === text[start + at]) at++;
    if (at < end) continue;
    if (end < form.length) isOpen = true;
    else length = Math.max(length, form.length);
  }
  return { length, isOpen };
}

/** Where, from a place on after which there is no room for a whole form, one may begin; the text's end if nowhere. */
function startOfBeginning({ beginnings, byPrefix }: Mask, text: Buffer, from: number): number {
  for (let start = Math.max(0, from); start < text.length; start++) {
    const count = text.length - start;
    if (count < PREFIX) {
      if (beginnings[count - 1]?.has(text.readUIntBE(start, count)) === true) return start;
    } else if (longestAt(byPrefix.get(text.readInt32BE(start)) ?? [], text, start).isOpen) {
      return start;
    }
  }
  return text.length;
}
