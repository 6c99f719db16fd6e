import type { KeyFinder, KeyMatch } from './key-finder';

/** Something in a template that looks like a default replacement key (`#name#`) but is none. */
export interface UnknownKey {
  readonly name: string;
  /** Offsets are UTF-16 code units into the template; the hash marks are included. */
  readonly start: number;
  readonly end: number;
}

/** The part of a template between two carets, which the service replaces by what the JSONPath finds. */
export interface JsonPathPart {
  /** `wrapper`: searched in the wrapper. `command`: searched in the Command, which always fails. */
  readonly root: 'wrapper' | 'command';
  readonly path: string;
  /** From the first caret to behind the last one. */
  readonly start: number;
  readonly end: number;
}

/** What the service would replace in a template, or seems meant to be replaced. */
export interface TemplateScan {
  readonly keys: readonly KeyMatch[];
  readonly unknownKeys: readonly UnknownKey[];
  readonly jsonPath: JsonPathPart | undefined;
}

/** Takes a template apart. `finder` knows the keys that are available where the template stands. */
export function scanTemplate(template: string, finder: KeyFinder): TemplateScan {
  const keys = finder.find(template);
  return { keys, unknownKeys: findUnknownKeys(template, keys), jsonPath: findJsonPath(template) };
}

const DEFAULT_KEY_FORM = /#([A-Za-z0-9_-]+)(?=#)/g;

/** What has the form of a default key and is none of the `known` ones, in the order of the text. */
export function findUnknownKeys(template: string, known: readonly KeyMatch[]): readonly UnknownKey[] {
  if (!template.includes('#')) return [];
  const covered = mergeOverlaps(known);
  const unknown: UnknownKey[] = [];
  let next = 0;
  let taken = 0;
  for (const match of template.matchAll(DEFAULT_KEY_FORM)) {
    const start = match.index;
    const end = start + match[0].length + 1;
    while ((covered[next]?.end ?? Infinity) <= start) next++;
    if (start < taken || (covered[next]?.start ?? Infinity) < end) continue;
    unknown.push({ name: match[1] ?? '', start, end });
    taken = end;
  }
  return unknown;
}

/** The stretches of a template that the keys found take up, in order and apart from each other. */
function mergeOverlaps(matches: readonly KeyMatch[]): readonly { readonly start: number; readonly end: number }[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of matches.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last === undefined || start >= last.end) merged.push({ start, end });
    else last.end = Math.max(last.end, end);
  }
  return merged;
}

/** The service's own pattern: greedy, first match only, never over a line's end (as Java's dot has it). */
const JSON_PATH = /\^(wrapper:)?([^\n\r\u0085\u2028\u2029]+)\^/;

/** The JSONPath part of a template; there is one at most, from the first caret to the last one of its line. */
export function findJsonPath(template: string): JsonPathPart | undefined {
  if (!template.includes('^')) return undefined;
  const match = JSON_PATH.exec(template);
  if (match === null) return undefined;
  return {
    root: match[1] === undefined ? 'command' : 'wrapper',
    path: match[2] ?? '',
    start: match.index,
    end: match.index + match[0].length,
  };
}
