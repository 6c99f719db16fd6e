import { DockerfileParser, type Label, type Property } from 'dockerfile-ast';
import type { Span } from '../document/syntax-tree';
import { COMMANDS_LABEL } from './write-label';

/** The Commands' label in a Dockerfile: its value as the image gets it, and where each character of it is written. */
export interface DockerfileLabel {
  readonly value: string;
  /** Where each UTF-16 code unit of the value is written in the Dockerfile, its escape included. */
  readonly places: readonly Span[];
  /** The offset behind the value. */
  readonly end: number;
}

/** Every `org.nrg.commands` label of a Dockerfile in the order of the text. Docker keeps the last one of a stage. */
export function dockerfileLabels(dockerfile: string): readonly DockerfileLabel[] {
  const parsed = DockerfileParser.parse(dockerfile);
  const lineStarts = startsOfLines(dockerfile);
  const escape = parsed.getEscapeCharacter();
  return parsed
    .getInstructions()
    .filter((instruction): instruction is Label => instruction.getKeyword() === 'LABEL')
    .flatMap((label) => label.getProperties())
    .filter((property) => property.getName() === COMMANDS_LABEL)
    .flatMap((property) => readValue(property, dockerfile, lineStarts, escape));
}

function readValue(
  property: Property,
  dockerfile: string,
  lineStarts: readonly number[],
  escape: string,
): readonly DockerfileLabel[] {
  // The range of the value leaves its quotes out, so the whole property is read from behind its equals sign.
  const range = property.getRange();
  const offsetOf = ({ line, character }: { readonly line: number; readonly character: number }) =>
    (lineStarts[line] ?? 0) + character;
  const start = offsetOf(range.start);
  const end = offsetOf(range.end);
  const equals = dockerfile.indexOf('=', start);
  return equals === -1 || equals >= end ? [] : [unescape(dockerfile, equals + 1, end, escape)];
}

/** Takes a value apart as Docker does: quotes go, an escape keeps the next character, an escaped line end vanishes. */
function unescape(dockerfile: string, start: number, end: number, escape: string): DockerfileLabel {
  let value = '';
  const places: Span[] = [];
  let quote = '';
  let at = start;
  while (at < end) {
    const character = dockerfile[at] ?? '';
    const lineEnd = character === escape ? continuationEnd(dockerfile, at + 1) : undefined;
    if (lineEnd !== undefined) {
      at = lineEnd;
      continue;
    }
    if (quote === '' ? character === '"' || character === "'" : character === quote) {
      quote = quote === '' ? character : '';
      at++;
      continue;
    }
    const next = dockerfile[at + 1] ?? '';
    const isEscape =
      character === escape && quote !== "'" && (quote === '' || next === '"' || next === '$' || next === escape);
    const written = isEscape && at + 1 < end ? at + 1 : at;
    value += dockerfile[written] ?? '';
    places.push({ start: at, end: written + 1 });
    at = written + 1;
  }
  return { value, places, end };
}

/** Where a continued line goes on: behind the line end, and behind comment lines. Undefined where no line ends here. */
function continuationEnd(dockerfile: string, at: number): number | undefined {
  const lineEnd = /[ \t]*\r?\n(?:[ \t]*#[^\n]*\n|[ \t]*\r?\n)*/y;
  lineEnd.lastIndex = at;
  return lineEnd.test(dockerfile) ? lineEnd.lastIndex : undefined;
}

function startsOfLines(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
