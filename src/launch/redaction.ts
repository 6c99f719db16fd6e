import type { SecretValue } from '../secrets/secret-value';
import { PREFIX, prepareWords, visitPlaces, type ByteWords } from './byte-search';
import { secretForms } from './secret-forms';

/** What takes the place of a secret; the first that no form of a secret shares a character with. */
const COVERS = ['•••', '***', '###', '___'];

/** What there is to mask, prepared for a quick search. Holds values: it goes to no file, log or message. */
export interface Mask {
  readonly cover: Buffer;
  readonly forms: ByteWords;
  /** The first one, two and three bytes of forms, by their number, each read as a number. */
  readonly beginnings: readonly ReadonlySet<number>[];
}

/** Prepares the values of a run's secrets for masking. One mask serves all streams and texts of the run. */
export function createMask(values: readonly SecretValue[]): Mask {
  const forms = values.flatMap(secretForms);
  const beginnings = [new Set<number>(), new Set<number>(), new Set<number>()];
  for (const form of forms) {
    for (const [index, set] of beginnings.entries()) set.add(form.readUIntBE(0, index + 1));
  }
  const cover = Buffer.from(COVERS.find((text) => !forms.some((form) => form.includes(text.charAt(0)))) ?? '');
  return { cover, forms: prepareWords(forms), beginnings };
}

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
    push: (bytes) => (mask.forms.byPrefix.size === 0 ? [bytes] : take(bytes, 'expected')),
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
  let open: number | undefined;
  const ended = visitPlaces(mask.forms, text, (start, forms) => {
    const { length, isOpen } = longestAt(forms, text, start);
    if (length > 0) found(start, length);
    if (!isOpen || more === 'over') return 'go on';
    open = start;
    return 'stop';
  });
  if (more === 'over') return text.length;
  return open ?? startOfBeginning(mask, text, ended);
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
function startOfBeginning({ beginnings, forms }: Mask, text: Buffer, from: number): number {
  for (let start = Math.max(0, from); start < text.length; start++) {
    const count = text.length - start;
    if (count < PREFIX) {
      if (beginnings[count - 1]?.has(text.readUIntBE(start, count)) === true) return start;
    } else if (longestAt(forms.byPrefix.get(text.readInt32BE(start)) ?? [], text, start).isOpen) {
      return start;
    }
  }
  return text.length;
}
