import type { CommandDocument } from '../../command/document/command-document';
import { escapeString } from '../../command/document/write-json';
import { objectsIn } from '../command-symbol';
import type { Location } from '../location';
import { textOf, type Scope } from '../scope';
import { keysFilledAt } from '../template-scope';
import type { Completion, CompletionKnowledge } from './completion';
import { isImage, tagCandidates } from './image-tags';
import { matcherCandidates } from './matcher-completions';
import { stringCursorAt, type StringCursor } from './string-cursor';
import { keyCandidates, type InnerCandidate } from './template-completions';

/** What fits into the string at the cursor, besides whole values: replacement keys, parts of a matcher, JSONPaths, tags. */
export function innerCompletions(
  document: CommandDocument,
  location: Exclude<Location, { at: 'root' }>,
  scope: Scope,
  offset: number,
  knowledge: CompletionKnowledge,
): readonly Completion[] {
  const string = stringCursorAt(document, location, offset);
  if (string === undefined) return [];
  const { quote, places } = string;
  return innerCandidates(location, scope, string, knowledge).map((candidate) => ({
    label: candidate.label,
    kind: candidate.kind,
    detail: candidate.detail,
    documentation: candidate.documentation,
    edit: { span: places(candidate.start, candidate.end), newText: escapeString(candidate.insert, quote) },
    format: 'text',
    additionalEdits: [],
    filterText: candidate.insert,
    next: candidate.next ?? 'nothing',
  }));
}

function innerCandidates(
  location: Exclude<Location, { at: 'root' }>,
  scope: Scope,
  { node, cursor, quote }: StringCursor,
  knowledge: CompletionKnowledge,
): readonly InnerCandidate[] {
  const property = location.property?.key.value;
  const keys = keysFilledAt(location, scope);
  const candidates: InnerCandidate[] = [];
  if (property === 'matcher' && (location.type === 'external-input' || location.type === 'derived-input')) {
    const type = textOf(location.object, 'type') ?? '';
    candidates.push(
      ...matcherCandidates(node.value, cursor, {
        objectType: type === 'File[]' ? 'File' : type,
        quote: quote === '"' ? "'" : '"',
        ownLabels: labelsMade(scope),
      }),
    );
  }
  if (isImage(location)) candidates.push(...tagCandidates(node.value, cursor, knowledge.repositoryTags));
  if (keys !== undefined) candidates.push(...keyCandidates(node.value, cursor, keys));
  if (keys !== undefined || property === 'default-value') candidates.push(...jsonPathCandidates(node.value, cursor));
  return candidates;
}

/** Labels of the resources that the Command stores, where they are plain text. */
function labelsMade({ symbols }: Scope): readonly string[] {
  const handlers = symbols.wrappers.flatMap(({ object }) => objectsIn(object, 'output-handlers'));
  return handlers.flatMap((handler) => {
    const label = (textOf(handler, 'type') ?? 'Resource') === 'Resource' ? textOf(handler, 'label') : undefined;
    return label === undefined || label === '' || /[#^]/.test(label) ? [] : [label];
  });
}

/** Texts of the wrapper that a JSONPath can take; proposed once its caret is typed. */
function jsonPathCandidates(value: string, cursor: number): readonly InnerCandidate[] {
  const typed = /\^[^^]*$/.exec(value.slice(0, cursor))?.[0];
  if (typed === undefined || value.slice(0, cursor - typed.length).includes('^')) return [];
  const end = cursor + (/^[^^"'\s]*\^/.exec(value.slice(cursor))?.[0].length ?? 0);
  return (['name', 'description'] as const).map((property) => ({
    label: `^wrapper:$.${property}^`,
    kind: 'replacement-key',
    detail: `${property} of the wrapper`,
    start: cursor - typed.length,
    end,
    insert: `^wrapper:$.${property}^`,
  }));
}
