import type { BindingFault, ExpectedShape } from '../binding/binding-fault';
import { readBoolean, readDecimal, readInteger } from '../binding/scalars';
import type { CommandDocument } from '../document/command-document';
import { removeElement, removeProperty, replaceString, replaceValue } from '../document/json-changes';
import { insertProperty } from '../document/json-edits';
import { invisibleRuns, plainFor, withoutInvisible } from '../document/invisible-characters';
import { propertyHolding, scalarText } from '../document/navigation';
import { placesInString } from '../document/string-offsets';
import { insertAt } from '../document/text-edits';
import type { JsonNode, StringNode } from '../document/syntax-tree';
import { writeString, type JsonToWrite, type WriteStyle } from '../document/write-json';
import { isBlank } from '../model/blank';
import { rightNameOf } from '../rules/property-names';
import type { RuleCode } from '../rules/registry';
import { quoted } from '../rules/wording';
import { deleteProperty } from './common-fixes';
import { allFixes, boundCommandsOf, choiceFix, type FixContext, type Fixer, partAround, safeFix } from './fix-context';
import { renameEdits } from './names';
import { propertyAt, shapeAt } from '../binding/shapes';

const convert: Fixer = (context) => {
  const { document, node } = context;
  const fault = faultAt(context);
  if (fault?.code !== 'wrong-type') return [];
  // A list of objects is not made of a text.
  if (fault.expected === 'list' && propertyAt(node)?.kind !== 'texts') return [];
  const converted = conversionsOf(node, fault.expected, context.property?.key.value);
  return converted.map(({ title, value }) => choiceFix(title, replaceValue(document, node, value)));
};

function faultAt({ document, node }: FixContext): BindingFault | undefined {
  const { bound } = boundCommandsOf(document);
  return [...bound.faults, ...bound.commands.flatMap(({ faults }) => faults)].find((fault) => fault.node === node);
}

interface Conversion {
  readonly title: string;
  readonly value: JsonToWrite;
}

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ...['yes', 'y', 'on', '1', 'true', 't'].map((word) => [word, true] as const),
  ...['no', 'n', 'off', '0', 'false', 'f'].map((word) => [word, false] as const),
]);

function conversionsOf(node: JsonNode, expected: ExpectedShape, property: string | undefined): readonly Conversion[] {
  const word = node.kind === 'string' ? node.value.trim().toLowerCase() : undefined;
  switch (expected) {
    case 'list':
      if (!isScalar(node)) return [];
      return [{ title: 'Put it into a list', value: [(style) => writeNode(node, style)] }];
    case 'boolean': {
      const value = node.kind === 'number' ? node.raw !== '0' && !/^-?0\.0*$/.test(node.raw) : WORDS.get(word ?? '');
      return value === undefined ? [] : [{ title: `Write ${value}`, value }];
    }
    case 'integer':
    case 'decimal': {
      const value = word === undefined ? undefined : amountOf(word, expected, property);
      return value === undefined ? [] : [{ title: `Write ${value}`, value }];
    }
    case 'text':
      return property === 'default-value' && node.kind === 'array' && node.items.every(isScalar)
        ? [{ title: 'Write the list as text', value: JSON.stringify(node.items.map((item) => scalarText(item) ?? '')) }]
        : [];
    case 'map':
    case 'object':
      return [];
  }
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ['k', 2 ** 10],
  ['m', 2 ** 20],
  ['g', 2 ** 30],
  ['t', 2 ** 40],
]);

/** A number out of a text such as `2g`, `1.5` or `1,5`: sizes in the unit that the property counts in. */
function amountOf(word: string, expected: 'integer' | 'decimal', property: string | undefined): number | undefined {
  const match = /^(\d+(?:[.,]\d+)?)\s*(?:([kmgt])(?:i?b)?|b)?$/.exec(word);
  if (match === null) return undefined;
  const number = Number(match[1]?.replace(',', '.'));
  if (expected === 'decimal') return match[2] === undefined ? number : undefined;
  if (match[2] === undefined) return Math.trunc(number);
  const bytes = number * (UNITS.get(match[2]) ?? 1);
  const amount = property === 'shm-size' ? bytes : bytes / 2 ** 20;
  return Number.isSafeInteger(Math.round(amount)) ? Math.round(amount) : undefined;
}

function isScalar(node: JsonNode): boolean {
  return node.kind !== 'object' && node.kind !== 'array';
}

/** A scalar as it is written, a text in the document's own quotes. */
function writeNode(node: JsonNode, style: WriteStyle): string {
  return node.kind === 'string' ? writeString(node.value, style) : (scalarText(node) ?? 'null');
}

const wrapInList: Fixer = (context) => {
  const { document, node } = context;
  const fault = faultAt(context);
  if (fault?.code !== 'wrong-type' || fault.expected !== 'list' || node.kind !== 'object') return [];
  if (propertyAt(node)?.kind !== 'objects' || document.text.charAt(node.end - 1) !== '}') return [];
  return [choiceFix('Put it into a list', insertAt(node.start, '['), insertAt(node.end, ']'))];
};

const mapOfList: Fixer = (context) => {
  const { document, node } = context;
  const fault = faultAt(context);
  if (fault?.code !== 'wrong-type' || fault.expected !== 'map' || node.kind !== 'array') return [];
  const entries = node.items.map((item) => (item.kind === 'string' ? /^([^=:]+)[=:](.*)$/s.exec(item.value) : null));
  const pairs = entries.flatMap((entry) => (entry === null ? [] : [[entry[1] ?? '', entry[2] ?? ''] as const]));
  if (pairs.length !== node.items.length) return [];
  return [choiceFix('Write it as names and values', replaceValue(document, node, Object.fromEntries(pairs)))];
};

const deleteElement: Fixer = ({ document, node, holder }) => {
  if (holder?.kind !== 'array') return [];
  return [safeFix('Remove the null', ...removeElement(document, holder, node))];
};

/** A variable may be empty; a port or a limit may not. */
const emptyText: Fixer = ({ document, node }) => {
  const map = node.parent === undefined ? undefined : propertyHolding(node.parent)?.key.value;
  if (map === 'ports' || map === 'ulimits') return [];
  return [choiceFix('Write ""', replaceValue(document, node, ''))];
};

/** Of equal keys the last wins, so the others can go and nothing changes. */
const deleteRepeated: Fixer = ({ document, problem, node }) => {
  const object = node.parent;
  if (object?.kind !== 'object') return [];
  const second = object.properties.find(({ key }) => key.start === problem.span.start);
  if (second === undefined) return [];
  const at = object.properties.indexOf(second);
  const first = object.properties.slice(0, at).findLast(({ key }) => key.value === second.key.value);
  const isLast = !object.properties.slice(at + 1).some(({ key }) => key.value === second.key.value);
  if (first === undefined) return [];
  const name = quoted(second.key.value);
  return [
    safeFix(`Delete the earlier ${name}, which has no effect`, ...removeProperty(document, object, first)),
    isLast ? choiceFix(`Delete this ${name}`, ...removeProperty(document, object, second)) : undefined,
  ];
};

const writeAsRead: Fixer = ({ document, node, property }) => {
  const expected = shapeAt(node);
  if (expected === 'text') {
    const text = node.kind === 'string' ? undefined : scalarText(node);
    return text === undefined ? [] : [safeFix(`Write ${quoted(text)}`, replaceValue(document, node, text))];
  }
  const read =
    expected === 'integer' ? readInteger(node) : expected === 'decimal' ? readDecimal(node) : readBoolean(node);
  if (typeof read === 'symbol' || property === undefined) return [];
  if (read === undefined)
    return [safeFix('Write null', { span: { start: node.start, end: node.end }, newText: 'null' })];
  if (typeof read === 'number' && !Number.isFinite(read)) return [];
  return [safeFix(`Write ${read}`, { span: { start: node.start, end: node.end }, newText: String(read) })];
};

const renameProperty: Fixer = ({ document, node, property, holder }) => {
  if (property === undefined || holder?.kind !== 'object') return [];
  const shape = shapeAt(holder);
  const right = typeof shape === 'object' ? rightNameOf(property, shape) : undefined;
  if (right === undefined || holder.properties.some(({ key }) => key.value === right) || node.kind === 'null')
    return [];
  return [choiceFix(`Rename to "${right}"`, replaceString(document, property.key, right))];
};

/** Makes JSON of what the server alone reads. */
const normalise: Fixer = ({ document, problem }) => {
  const { text, comments, trailing } = document;
  if (trailing?.start === problem.span.start) {
    return [choiceFix('Delete what follows', { span: trailing, newText: '' })];
  }
  if (comments.some(({ start }) => start === problem.span.start)) {
    const edits = comments.map((span) => ({ span, newText: '' }));
    return [choiceFix(comments.length === 1 ? 'Delete the comment' : 'Delete all comments', ...edits)];
  }
  // Behind a fault of syntax it is a guess which quotation mark begins a text and which one ends it.
  if (text.charAt(problem.span.start) !== "'" || document.tree === 'guessed') return [];
  const edits = singleQuoted(document).map(({ start, end, value }) => {
    return { span: { start, end }, newText: JSON.stringify(value) };
  });
  return [safeFix('Use double quotes throughout', ...edits)];
};

function singleQuoted({ text, root }: CommandDocument): readonly StringNode[] {
  const found: StringNode[] = [];
  const ahead: JsonNode[] = root === undefined ? [] : [root];
  for (let node = ahead.pop(); node !== undefined; node = ahead.pop()) {
    if (node.kind === 'string' && text.charAt(node.start) === "'") found.push(node);
    if (node.kind === 'array') for (const item of node.items) ahead.push(item);
    if (node.kind !== 'object') continue;
    for (const { key, value } of node.properties) {
      ahead.push(key);
      if (value !== undefined) ahead.push(value);
    }
  }
  return found;
}

const addSecretType: Fixer = ({ document, node, property }) => {
  const side = property?.key.value;
  const type = side === 'source' ? 'system-property' : side === 'destination' ? 'environment-variable' : undefined;
  if (type === undefined) return [];
  if (node.kind === 'string') {
    if (isBlank(node.value)) return [];
    return [choiceFix('Write it as an object', replaceValue(document, node, { type, identifier: node.value }))];
  }
  if (node.kind !== 'object') return [];
  const old = node.properties.findLast(({ key }) => key.value === 'type')?.value;
  if (old !== undefined) return [safeFix(`Set the type to "${type}"`, replaceValue(document, old, type))];
  return [safeFix(`Add the type "${type}"`, insertProperty(document, node, 'type', type))];
};

const replaceSecretType: Fixer = ({ document, node }) => {
  const holder = node.parent === undefined ? undefined : propertyHolding(node.parent)?.key.value;
  const type = holder === 'source' ? 'system-property' : holder === 'destination' ? 'environment-variable' : undefined;
  return type === undefined ? [] : [choiceFix(`Set the type to "${type}"`, replaceValue(document, node, type))];
};

/** Of a mount everything that names it follows. */
const showPlainly: Fixer = (context) => {
  const { document, problem, node, property, command } = context;
  if (node.kind !== 'string') return [];
  const mount = partAround(context, command.mounts);
  if (property?.key.value === 'name' && mount !== undefined) {
    const name = withoutInvisible(node.value).trim();
    if (name === '' || command.mounts.some(({ value }) => value.name === name)) return [];
    const edits = renameEdits(context, { kind: 'mount', part: mount }, name);
    return [choiceFix(`Rename to ${quoted(name)} everywhere`, ...edits)];
  }
  const places = placesInString(document.text, node);
  const run = invisibleRuns(node.value).find(({ start, end }) => places(start, end).start === problem.span.start);
  if (run === undefined) return [];
  const plain = plainFor(node.value.slice(run.start, run.end));
  if (isBlank(node.value.slice(0, run.start) + plain + node.value.slice(run.end))) return [];
  const title = plain === '' ? 'Remove what cannot be seen' : 'Write a plain blank';
  return [choiceFix(title, { span: problem.span, newText: plain })];
};

export const JSON_FIXES: Readonly<Partial<Record<RuleCode, Fixer>>> = {
  'wrong-type': allFixes(convert, wrapInList, mapOfList),
  'null-element': deleteElement,
  'null-map-value': allFixes(emptyText, deleteProperty('choice')),
  'null-map-value-dropped': deleteProperty('safe'),
  'duplicate-key': deleteRepeated,
  'scalar-coerced': writeAsRead,
  'invisible-character': showPlainly,
  'unknown-property': allFixes(renameProperty, deleteProperty('choice')),
  'id-ignored': deleteProperty('safe'),
  'json-nonstandard': normalise,
  'secret-type-missing': addSecretType,
  'secret-type-unknown': replaceSecretType,
};
