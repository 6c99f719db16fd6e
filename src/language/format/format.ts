import type { CommandDocument } from '../../command/document/command-document';
import { MOST_LEVELS } from '../../command/document/depth';
import { layoutOf } from '../../command/document/text-layout';
import type { Span } from '../../command/document/syntax-tree';
import type { TextEdit } from '../../command/problem';
import { inlineContainers, type InlineContainers } from './inline-containers';
import { tokensOf, type Token } from './json-tokens';

/** How the editor wants text to be; the ends of a text are left alone where nothing is asked. */
export interface FormatOptions {
  /** In columns; only read with `insertSpaces`. */
  readonly tabSize: number;
  readonly insertSpaces: boolean;
  readonly insertFinalNewline?: boolean;
  readonly trimFinalNewlines?: boolean;
}

/**
 * Lays a text out: entries of objects and lists on lines of their own, indented; one space behind colons; single blank
 * lines kept. A short object or list of plain values that stands on one line stays there. Only white space between tokens
 * changes, so strings, quotes, comments and whatever is wrong in the text stay as they are.
 *
 * @param range formats the lines that this span touches, from the indentation that the lines around them have; all lines
 *   where it is undefined
 * @returns edits in the order of the text; laid-out text gives none, and neither does one that is nested too deep, whose
 *   indentation would be longer than all the rest
 */
export function formatEdits(document: CommandDocument, options: FormatOptions, range?: Span): readonly TextEdit[] {
  const { text } = document;
  const tokens = tokensOf(text);
  if (levelsOf(tokens) > MOST_LEVELS) return [];
  const layout = new Layout(document, tokens, options);
  const lines = range === undefined ? undefined : wholeLines(text, range);
  const edits: TextEdit[] = [];
  for (let i = 0; i <= tokens.length; i++) {
    const span = { start: tokens[i - 1]?.end ?? 0, end: tokens[i]?.start ?? text.length };
    const before = text.slice(span.start, span.end);
    const isAsked = lines === undefined || (span.start < lines.end && lines.start <= span.end && i < tokens.length);
    const after = isAsked ? layout.gap(i, before) : before;
    layout.pass(i, after);
    if (after !== before) edits.push({ span, newText: after });
  }
  return edits;
}

/** How many containers are open at once, at most. */
function levelsOf(tokens: readonly Token[]): number {
  let open = 0;
  let most = 0;
  for (const { kind } of tokens) {
    if (kind === 'open') most = Math.max(most, ++open);
    if (kind === 'close') open--;
  }
  return most;
}

/** Walks over the tokens and knows, at each, how the white space before it should be. */
class Layout {
  readonly #tokens: readonly Token[];
  readonly #options: FormatOptions;
  readonly #lineEnd: string;
  readonly #unit: string;
  readonly #inline: InlineContainers;
  /** Of each open container, the indentation of the line that it was opened on; undefined for one on a single line. */
  readonly #open: (string | undefined)[] = [];
  #lineIndent = '';

  constructor(document: CommandDocument, tokens: readonly Token[], options: FormatOptions) {
    this.#tokens = tokens;
    this.#options = options;
    this.#lineEnd = layoutOf(document).lineEnd;
    this.#unit = options.insertSpaces ? ' '.repeat(options.tabSize) : '\t';
    this.#inline = inlineContainers(document.text, tokens);
  }

  /** The white space to stand before the token at `index`, where `before` stands now. */
  gap(index: number, before: string): string {
    const previous = this.#tokens[index - 1];
    const next = this.#tokens[index];
    if (previous === undefined) return next === undefined ? before : '';
    if (next === undefined) return this.#end(before);
    const hasLineEnd = /[\n\r]/.test(before);
    if (previous.kind === 'comment') return this.#line(before, next);
    if (next.kind === 'comment' || next.kind === 'block-comment') return hasLineEnd ? this.#line(before, next) : ' ';
    if (previous.kind === 'block-comment') return hasLineEnd ? this.#line(before, next) : ' ';
    if (previous.kind === 'open') {
      if (next.kind === 'close') return '';
      return this.#isInline() ? this.#padding(index - 1) : this.#line('', next);
    }
    if (next.kind === 'close') return this.#isInline() ? this.#padding(index) : this.#line('', next);
    if (next.kind === 'comma' || next.kind === 'colon') return '';
    if (previous.kind === 'comma') return this.#isInline() ? ' ' : this.#line(before, next);
    if (previous.kind === 'colon' && !(hasLineEnd && this.#startsProperty(index))) return ' ';
    // What is left has no comma or colon where there should be one: lines are only indented.
    return hasLineEnd ? this.#line(before, next) : before;
  }

  /** Goes on behind the token at `index`, before which `gap` stands. */
  pass(index: number, gap: string): void {
    if (index === 0 || /[\n\r]/.test(gap)) this.#lineIndent = /[^\n\r]*$/.exec(gap)?.[0] ?? '';
    const kind = this.#tokens[index]?.kind;
    if (kind === 'open') this.#open.push(this.#inline.has(index) ? undefined : this.#lineIndent);
    if (kind === 'close') this.#open.pop();
  }

  /** A new line, with a blank one before it where there are some now, indented for the token that follows. */
  #line(before: string, next: Token): string {
    const lineEnds = before.match(/\r\n|\n|\r/g)?.length ?? 0;
    const keepsBlank = lineEnds > 1 && next.kind !== 'close';
    const container = this.#open.at(-1);
    const indent = container === undefined ? '' : container + (next.kind === 'close' ? '' : this.#unit);
    return this.#lineEnd.repeat(keepsBlank ? 2 : 1) + indent;
  }

  #isInline(): boolean {
    return this.#open.length > 0 && this.#open.at(-1) === undefined;
  }

  #padding(index: number): string {
    return this.#inline.get(index) === 'spaced' ? ' ' : '';
  }

  /** `"a":` with nothing behind it, and on the next line a property: half-typed text. */
  #startsProperty(index: number): boolean {
    return this.#tokens[index]?.kind === 'word' && this.#tokens[index + 1]?.kind === 'colon';
  }

  #end(before: string): string {
    const { insertFinalNewline, trimFinalNewlines } = this.#options;
    const hasLineEnd = /[\n\r]/.test(before);
    if (insertFinalNewline === true && !hasLineEnd) return this.#lineEnd;
    if (trimFinalNewlines === true && hasLineEnd) return this.#lineEnd;
    return before.replace(/[ \t]+/g, '');
  }
}

function wholeLines(text: string, { start, end }: Span): Span {
  const before = text.slice(0, start);
  const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  const rest = text.slice(end).search(/[\n\r]/);
  return { start: lineStart, end: rest < 0 ? text.length : end + rest };
}
