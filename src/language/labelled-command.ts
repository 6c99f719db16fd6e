import { commandsOf, createCommandDocument, type CommandDocument } from '../command/document/command-document';
import { tooDeepIn } from '../command/document/depth';
import { insertProperty } from '../command/document/json-edits';
import { propertyOf, valueOf } from '../command/document/navigation';
import type { JsonNode } from '../command/document/syntax-tree';
import { applyEdits } from '../command/document/text-edits';
import { type JsonToWrite, writeJson } from '../command/document/write-json';
import { formatEdits } from './format/format';

/*
 * Commands that come from an image's label, as texts to read: a label itself is one long line.
 */

const LAYOUT = { tabSize: 2, insertSpaces: true, insertFinalNewline: true } as const;

/** A label, laid out; a broken one too, as only white space changes. One that is nested too deep stays as it is. */
export function labelText(label: string): string {
  return laidOut(createCommandDocument(label, 'label'));
}

/**
 * One Command of a label as the Container Service stores it: with the name that the image is pulled by as its `image`.
 *
 * @param index its place in the list
 * @param image undefined where the image has no name; what the label says then stays
 * @returns undefined when the label has no such Command
 */
export function labelledCommandText(label: string, index: number, image: string | undefined): string | undefined {
  const node = commandsOf(createCommandDocument(label, 'label'))[index]?.node;
  if (node === undefined) return undefined;
  const own = laidOut(createCommandDocument(label.slice(node.start, node.end), 'create'));
  return image === undefined ? own : withImage(createCommandDocument(own, 'create'), image);
}

function laidOut(document: CommandDocument): string {
  return applyEdits(document.text, formatEdits(document, LAYOUT));
}

function withImage(document: CommandDocument, image: string): string {
  const { text, root } = document;
  if (root?.kind !== 'object') return text;
  const property = propertyOf(root, 'image');
  if (property === undefined) return applyEdits(text, [insertProperty(document, root, 'image', image)]);
  const { start, end } = property.value ?? property.key;
  if (property.value === undefined || (property.value.kind === 'string' && property.value.value === image)) return text;
  return applyEdits(text, [{ span: { start, end }, newText: JSON.stringify(image) }]);
}

/** The order in which objects of a Command are mostly written; what is not here follows, by the alphabet. */
const FIRST_KEYS = ['name', 'label', 'description', 'version', 'schema-version', 'type', 'command-line'];
const LAST_KEYS = ['mounts', 'environment-variables', 'ports', 'inputs', 'outputs', 'xnat', 'secrets'];

/** What a label says of its own image is replaced when it is pulled, and so is no difference. */
const LEFT_OUT: ReadonlySet<string> = new Set(['image', 'hash']);

/**
 * A Command's text in one form for all ways of writing it, so that two can be compared line by line: strict JSON, the same
 * layout, the same order of properties, of equal keys the last. `image` and `hash` are left out: in a label the service
 * replaces both.
 *
 * @returns the text as it is when it is no JSON object, or is nested too deep
 */
export function normalisedText(text: string): string {
  const { root, syntaxFaults } = createCommandDocument(text, 'create');
  if (root?.kind !== 'object' || syntaxFaults.length > 0 || tooDeepIn(root) !== undefined) return text;
  const keys = sortedKeys(root).filter((key) => !LEFT_OUT.has(key));
  const members = Object.fromEntries(keys.map((key) => [key, normalised(valueOf(root, key))]));
  const style = { indent: '  ', lineEnd: '\n', quote: '"', colon: ': ', margin: '', shape: 'lines' } as const;
  return `${writeJson(members, style)}\n`;
}

function normalised(node: JsonNode | undefined): JsonToWrite {
  switch (node?.kind) {
    case undefined:
    case 'null':
      return null;
    case 'string':
    case 'boolean':
      return node.value;
    case 'number':
      return () => node.raw;
    case 'array':
      return node.items.map(normalised);
    case 'object':
      return Object.fromEntries(sortedKeys(node).map((key) => [key, normalised(valueOf(node, key))]));
  }
}

function sortedKeys(node: JsonNode & { readonly kind: 'object' }): readonly string[] {
  const keys = [...new Set(node.properties.map(({ key }) => key.value))];
  return keys.sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
}

function rankOf(key: string): number {
  const first = FIRST_KEYS.indexOf(key);
  if (first >= 0) return first;
  return FIRST_KEYS.length + 1 + LAST_KEYS.indexOf(key);
}
