import type { CommandSymbol } from '../command-symbol';
import { escapeMarkdown, inlineCode } from '../markdown';
import { shownDefault, textOf, typeOf } from '../scope';

/** A part of a string that a completion replaces, in units of the string's value. */
export interface InnerCandidate {
  readonly label: string;
  readonly kind: 'replacement-key' | 'operator' | 'field' | 'value';
  readonly detail?: string | undefined;
  readonly documentation?: string | undefined;
  /** Place in the value that is replaced; the cursor is in it or at one of its ends. */
  readonly start: number;
  readonly end: number;
  readonly insert: string;
  readonly next?: 'suggest';
}

/**
 * Replacement keys that fit at the cursor of a template.
 *
 * @param value the string's value
 * @param cursor place in it
 * @param inputs those whose keys are filled there
 */
export function keyCandidates(
  value: string,
  cursor: number,
  inputs: readonly CommandSymbol[],
): readonly InnerCandidate[] {
  const before = value.slice(0, cursor);
  const keys = inputs.flatMap((input) => (input.key === undefined ? [] : [{ input, key: input.key.text }]));
  const isBehindKey = keys.some(({ key }) => before.endsWith(key));
  return keys.map(({ input, key }) => {
    const start = isBehindKey ? cursor : cursor - typedLength(before, key);
    return {
      label: key,
      kind: 'replacement-key',
      detail: `${inputWords(input)} ${input.name}`,
      documentation: describeInput(input),
      start,
      end: endOfKey(value, start, cursor),
      insert: key,
    };
  });
}

/** How much of a key, or of the name inside it, stands before the cursor. */
function typedLength(before: string, key: string): number {
  const lowerBefore = before.toLowerCase();
  const lowerKey = key.toLowerCase();
  for (let length = Math.min(key.length - 1, before.length); length > 0; length--) {
    if (lowerBefore.endsWith(lowerKey.slice(0, length))) return length;
  }
  const word = /[\p{L}\p{N}_-]+$/u.exec(lowerBefore)?.[0] ?? '';
  if (word !== '' && lowerKey.replace(/^[^\p{L}\p{N}]+/u, '').startsWith(word)) return word.length;
  return /#[\w-]*$/.exec(before)?.[0].length ?? 0;
}

/** The end of a `#key#` that the cursor stands in, or else the cursor. */
function endOfKey(value: string, start: number, cursor: number): number {
  if (value.charAt(start) !== '#' || start === cursor) return cursor;
  return cursor + (/^[\w-]*#/.exec(value.slice(cursor))?.[0].length ?? 0);
}

/** What kind of input it is, and of which type. */
export function inputWords(input: CommandSymbol): string {
  const words = { 'external-input': 'external input', 'derived-input': 'derived input' } as const;
  const kind = input.kind === 'external-input' || input.kind === 'derived-input' ? words[input.kind] : 'input';
  return `${typeOf(input)} ${kind}`;
}

/** What an input says of itself: description and default, as Markdown. */
export function describeInput(input: CommandSymbol): string {
  const description = textOf(input.object, 'description') ?? '';
  const byDefault = shownDefault(input);
  return [escapeMarkdown(description), byDefault === undefined ? '' : `Default: ${inlineCode(byDefault)}`]
    .filter(Boolean)
    .join('\n\n');
}
