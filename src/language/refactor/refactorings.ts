import { illegalTextIn } from '../../command/model/illegal-text';
import type { CommandDocument } from '../../command/document/command-document';
import { appendToList } from '../../command/document/json-edits';
import { contentOf, placesInString, unitAt } from '../../command/document/string-offsets';
import type { ObjectNode, Span, StringNode } from '../../command/document/syntax-tree';
import { escapeString } from '../../command/document/write-json';
import { objectsIn } from '../command-symbol';
import { locationAt, type Location } from '../location';
import { asName, asText, freeName } from '../pieces/parts';
import { contextFor, STARTING_POINTS, startingWords, wrapperPart } from '../pieces/wrapper-part';
import { scopeOf, textOf, textsOf, type Scope } from '../scope';
import { addHandler } from './add-handler';
import { convertOldNames } from './convert-old-names';
import { makeSecret } from './make-secret';
import type { Refactoring } from './refactoring';

type Inside = Exclude<Location, { at: 'root' }>;

/**
 * What can be done with the selected part of a Command, or with the word at the cursor: a literal of the command line
 * becomes an input; from `xnat`, a wrapper for one more kind of object; a variable becomes a secret; an output gets its
 * handlers; old names become those of today. None in a text that is not JSON yet.
 */
export function refactoringsAt(document: CommandDocument, selection: Span): readonly Refactoring[] {
  const location = locationAt(document, selection.start);
  if (location === undefined || location.at === 'root' || document.tree !== 'whole') return [];
  const scope = scopeOf(location);
  if (scope === undefined || (textOf(scope.symbols.object, 'type') ?? 'docker') !== 'docker') return [];
  return [
    ...(location.type === 'command' ? ofCommand(document, location, scope, selection) : []),
    ...makeSecret(document, location, scope),
    ...addHandler(document, location, scope),
    ...convertOldNames(document, location),
  ];
}

function ofCommand(document: CommandDocument, location: Inside, scope: Scope, selection: Span): readonly Refactoring[] {
  const name = location.property?.key.value;
  if (name === 'command-line' && location.at === 'value' && location.value?.kind === 'string') {
    return extractInput(document, location.value, scope, selection);
  }
  return name === 'xnat' ? addWrappers(document, location, scope) : [];
}

function extractInput(
  document: CommandDocument,
  line: StringNode,
  { symbols }: Scope,
  selection: Span,
): readonly Refactoring[] {
  const { text } = document;
  const content = contentOf(text, line);
  const isInside = content.start <= selection.start && selection.end <= content.end;
  if (!isInside) return [];
  const from = unitAt(text, line, selection.start);
  const part =
    from === unitAt(text, line, selection.end)
      ? wordAround(line.value, from)
      : trimmed(line.value, from, unitAt(text, line, selection.end));
  const literal = line.value.slice(part.start, part.end);
  const keys = [...symbols.inputs, ...symbols.wrappers.flatMap(({ inputs }) => inputs)].flatMap(
    ({ key }) => key?.text ?? [],
  );
  const isPlain = literal !== '' && !/["'\\^#]/.test(literal) && illegalTextIn(literal) === undefined;
  if (!isPlain || touchesKey(line.value, part, keys)) return [];

  const flag = /--?([A-Za-z][\w-]*)(?:=|\s+)$/.exec(line.value.slice(0, part.start))?.[1];
  const taken = [...symbols.inputs, ...symbols.wrappers.flatMap(({ inputs }) => inputs)].map(({ name }) => name);
  const isFree = (candidate: string) => keys.every((key) => !overlap(key, `#${candidate}#`));
  const name = freeName(asName(flag ?? 'value', 'value'), taken, isFree);
  const input = {
    name,
    description: '',
    type: /^-?\d+(?:\.\d+)?$/.test(literal) ? 'number' : 'string',
    required: false,
    'default-value': literal,
  };
  const declared = appendToList(document, symbols.object, 'inputs', input);
  if (declared === undefined) return [];
  const span = placesInString(text, line)(part.start, part.end);
  const quote = text.charAt(line.start) === "'" ? "'" : '"';
  return [
    {
      title: `Extract "${literal.length > 40 ? `${literal.slice(0, 39)}…` : literal}" into the input "${name}"`,
      kind: 'extract',
      edits: [{ span, newText: escapeString(`#${name}#`, quote) }, declared],
    },
  ];
}

function wordAround(value: string, at: number): Span {
  const isWord = (index: number) => /[^\s"'=]/.test(value.charAt(index));
  let start = at;
  while (start > 0 && isWord(start - 1)) start--;
  let end = at;
  while (end < value.length && isWord(end)) end++;
  return { start, end };
}

function trimmed(value: string, from: number, to: number): Span {
  let start = from;
  while (start < to && /\s/.test(value.charAt(start))) start++;
  let end = to;
  while (end > start && /\s/.test(value.charAt(end - 1))) end--;
  return { start, end };
}

/** Whether a part of the line is part of some key, which extracting it would take apart. */
function touchesKey(line: string, part: Span, keys: readonly string[]): boolean {
  return keys.some((key) => {
    for (let at = line.indexOf(key); at >= 0; at = line.indexOf(key, at + 1)) {
      if (at < part.end && part.start < at + key.length) return true;
    }
    return false;
  });
}

/** Whether one key is part of the other, so that the line could be filled with the value of the wrong input. */
function overlap(key: string, other: string): boolean {
  return key !== '' && (key.includes(other) || other.includes(key));
}

function addWrappers(document: CommandDocument, location: Inside, { symbols }: Scope): readonly Refactoring[] {
  const command: ObjectNode = location.object;
  const offered = new Set(objectsIn(command, 'xnat').flatMap((wrapper) => textsOf(wrapper, 'contexts')));
  const outputs = symbols.outputs.map(({ name }) => name);
  const written = new Set(symbols.outputs.map(({ object }) => textOf(object, 'mount')));
  const needs = {
    commandName: symbols.command?.name ?? 'command',
    outputs,
    mount: symbols.mounts.find(({ name }) => !written.has(name))?.name,
    taken: symbols.wrappers.flatMap(({ wrapper }) => wrapper?.name ?? []),
  };
  return STARTING_POINTS.filter(
    (from) => !offered.has(contextFor(from)) && (from !== 'site' || outputs.length === 0),
  ).flatMap((from) => {
    const edit = appendToList(document, command, 'xnat', wrapperPart(from, needs, asText));
    return edit === undefined
      ? []
      : [{ title: `Add a wrapper on ${startingWords(from)}`, kind: 'rewrite' as const, edits: [edit] }];
  });
}
