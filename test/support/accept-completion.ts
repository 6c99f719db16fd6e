import assert from 'node:assert/strict';
import { createCommandDocument, type CommandMode } from '../../src/command/document/command-document';
import { completionsAt } from '../../src/language/completion/complete';
import type { Completion, CompletionKnowledge } from '../../src/language/completion/completion';
import { marked } from './marked-text';

interface Asked {
  readonly mode?: CommandMode;
  readonly knowledge?: CompletionKnowledge;
}

/** The completions at the `|` of a fixture that an editor would show: those that what is typed so far fits. */
export function offered(fixture: string, { mode = 'create', knowledge }: Asked = {}): readonly Completion[] {
  const { text, offsets } = marked(fixture);
  const document = createCommandDocument(text, mode);
  return completionsAt(document, offsets[0]!, knowledge).filter((completion) => isShown(text, offsets[0]!, completion));
}

/** The labels of the completions at the `|` of a fixture, in order. */
export function labels(fixture: string, asked?: Asked): readonly string[] {
  return offered(fixture, asked).map(({ label }) => label);
}

/** The text after a completion is accepted, with `|` where the cursor is then. */
export function accepted(fixture: string, label: string, asked?: Asked): string {
  const { text, offsets } = marked(fixture);
  const completion = offered(fixture, asked).find((one) => one.label === label);
  assert.ok(completion, `"${label}" is not offered, but: ${labels(fixture, asked).join(', ')}`);
  return accept(text, offsets[0]!, completion, '|');
}

/** The text after a completion is accepted as an editor does it; `cursor` is put where the cursor is then. */
export function accept(text: string, offset: number, completion: Completion, cursor = ''): string {
  const { edit, additionalEdits, format } = completion;
  assert.ok(edit.span.start <= offset && offset <= edit.span.end, 'the edit holds the cursor');
  assert.doesNotMatch(text.slice(edit.span.start, edit.span.end), /[\r\n]/, 'the edit is in one line');
  const newText = format === 'snippet' ? expandSnippet(edit.newText, cursor) : edit.newText + cursor;
  const edits = [{ span: edit.span, newText }, ...additionalEdits].sort((a, b) => b.span.start - a.span.start);
  let result = text;
  let last = Infinity;
  for (const { span, newText: replacement } of edits) {
    assert.ok(span.end <= last && span.start < last, 'edits do not overlap');
    last = span.start;
    result = result.slice(0, span.start) + replacement + result.slice(span.end);
  }
  return result;
}

/** The text of a snippet with its default texts, and `cursor` at its first hole. */
export function expandSnippet(snippet: string, cursor: string): string {
  const holes = new Map<string, string>();
  const token = /\\([\\$}])|\$(\d+)|\$\{(\d+):((?:\\[\\$}]|[^}\\])*)\}|\$\{(\d+)\|([^|]*)\|\}/g;
  const first = /\$(?:\{)?1(?!\d)/.test(snippet) ? '1' : '0';
  let isPlaced = false;
  const expanded = snippet.replace(token, (...groups: (string | undefined)[]) => {
    const [, escaped, bare, named, text, chosen, choices] = groups;
    if (escaped !== undefined) return escaped;
    const number = bare ?? named ?? chosen ?? '';
    const own = text?.replace(/\\([\\$}])/g, '$1') ?? choices?.split(',')[0];
    if (own !== undefined) holes.set(number, own);
    const place = number === first && !isPlaced ? cursor : '';
    if (number === first) isPlaced = true;
    return place + (own ?? holes.get(number) ?? '');
  });
  return first === '0' ? expanded + cursor : expanded;
}

/** Whether VS Code would show it: what is typed from the edit's start on occurs in the filter text, in that order. */
export function isShown(text: string, offset: number, { edit, filterText }: Completion): boolean {
  let at = 0;
  const filter = filterText.toLowerCase();
  for (const character of text.slice(edit.span.start, offset).toLowerCase()) {
    if (character === ' ') continue;
    at = filter.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
