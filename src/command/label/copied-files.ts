import type { Instruction } from './dockerfile';
import type { EscapeCharacter } from './logical-line';
import { trimEndOf } from '../trim-end';
import { wordsIn, type Word } from './words';

/** What `COPY` or `ADD` takes, and where it puts it. */
export interface CopiedFiles {
  readonly sources: readonly { readonly path: string; readonly word: Word }[];
  /** As written; undefined where it is missing. */
  readonly destination: string | undefined;
}

/** The files of a `COPY` or an `ADD`, in its plain form or as a JSON list; without its flags and here-documents. */
export function copiedFiles({ line, argumentsAt }: Instruction, escape: EscapeCharacter): CopiedFiles {
  const words = wordsIn(line.text, argumentsAt, escape).filter(({ start }) => !line.text.startsWith('--', start));
  const parts = words.map((word) => ({ path: unquoted(line.text.slice(word.start, word.end)), word }));
  const files = parts.filter(({ path }) => path !== '' && !path.startsWith('<<'));
  const destination = files.at(-1)?.path;
  return { sources: files.slice(0, -1), destination };
}

/** Without quotes, and without the brackets and commas of a list. */
function unquoted(text: string): string {
  const inner = trimEndOf(text.replace(/^\[?\s*["']?/, ''), '],').trimEnd();
  return /["']$/.test(inner) ? inner.slice(0, -1) : inner;
}
