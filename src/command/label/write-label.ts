import { compactJson } from '../document/compact-json';
import type { JsonNode } from '../document/syntax-tree';
import type { EscapeCharacter } from './logical-line';

/** The image label that holds a list of Commands. */
export const COMMANDS_LABEL = 'org.nrg.commands';

/**
 * The value of the label that holds these Commands: a JSON list in one line, strict JSON whatever dialect they were written
 * in.
 *
 * @param commands trees without syntax faults
 */
export function labelOf(commands: readonly JsonNode[]): string {
  return `[${commands.map((command) => compactJson(command)).join(',')}]`;
}

/**
 * A label's value as a double-quoted word of a Dockerfile, from which Docker gives back the same bytes. There it takes the
 * escape character for an escape and `$` for a variable, so both are escaped, and the quotes. A long value goes over
 * several lines, an object of its lists on each: a builder reads lines of up to 64 KiB, and a person shorter ones.
 *
 * @param value without line ends
 */
export function quoteForDockerfile(value: string, escape: EscapeCharacter = '\\', lineEnd = '\n'): string {
  const lines = linesOf(value).map((line) => escapeForDockerfile(line, escape));
  return `"${lines.join(escape + lineEnd)}"`;
}

/** The most that is put on one line, in UTF-16 code units: escaped and in UTF-8 it stays below what builders read. */
const LONGEST_LINE = 8000;

/**
 * Cuts a label's value between the objects of its lists, and where one is long, wherever that does no harm: a line must not begin
 * with a blank or `#`, or the builder takes it for a comment or for empty, nor end with an escape.
 */
function linesOf(value: string): readonly string[] {
  const lines: string[] = [];
  let start = 0;
  let at = nextCut(value, start);
  while (at < value.length) {
    lines.push(value.slice(start, at));
    start = at;
    at = nextCut(value, start);
  }
  return [...lines, value.slice(start)];
}

function nextCut(value: string, start: number): number {
  BETWEEN_PARTS.lastIndex = start;
  const between = BETWEEN_PARTS.exec(value);
  const wanted = Math.min(start + LONGEST_LINE, between === null ? value.length : between.index + between[0].length);
  if (wanted >= value.length) return value.length;
  for (let at = wanted; at > start; at--) if (canCut(value, at)) return at;
  for (let at = wanted; at < value.length; at++) if (canCut(value, at)) return at;
  return value.length;
}

const BETWEEN_PARTS = /\},(?=\{)/g;

/** Whether a line may end ahead of a code unit of the value. */
function canCut(value: string, at: number): boolean {
  const [before = '', after = ''] = [value[at - 1], value[at]];
  return !/[\\`\ud800-\udbff]/.test(before) && !/[\s#\udc00-\udfff]/.test(after);
}

/** A piece of a label's value as it stands within double quotes. */
export function escapeForDockerfile(text: string, escape: EscapeCharacter): string {
  return text.replaceAll(escape === '`' ? /[`"$]/g : /[\\"$]/g, (character) => escape + character);
}

/** A Dockerfile instruction that gives an image the label with this value. */
export function labelInstruction(value: string): string {
  return `LABEL ${COMMANDS_LABEL}=${quoteForDockerfile(value)}`;
}
