import { MOST_LEVELS, tooDeepIn } from '../command/document/depth';
import { parseJson } from '../command/document/json-parser';
import { pointerOf, scalarText } from '../command/document/navigation';
import type { JsonNode, ObjectNode } from '../command/document/syntax-tree';
import type { JsonObject } from '../command/matcher/matcher-ast';
import { describeSyntaxFault } from '../command/server-check/syntax-problems';
import { quoted } from '../command/rules/wording';
import { isXnatObjectType } from '../command/model/xnat-objects';
import type { XnatObjectType } from '../command/model/xnat-objects';
import { jsonOf } from '../resolution/xnat-object';
import type { FileCount, LaunchedCommand, LaunchExpectations, LaunchFile, LaunchFileProblem } from './launch-file';
import type { LaunchFileReading, LaunchInput, LaunchObject } from './launch-file';

const PROPERTIES = [
  '$schema',
  'command',
  'wrapper',
  'inputs',
  'objects',
  'other-commands',
  'environment',
  'engine',
  'secrets',
  'expect',
];
const OBJECT_TYPES = 'Project, ProjectAsset, Subject, SubjectAssessor, Session, Scan, Assessor or Resource';

/**
 * Reads a launch file. All that is wrong with it is told at once, each at its place.
 *
 * @param text of the file: JSON, as `schemas/launch.schema.json` describes it.
 */
export function readLaunchFile(text: string): LaunchFileReading {
  const { root, faults } = parseJson(text, 'skipped');
  const problems: LaunchFileProblem[] = faults.map((fault) => {
    const what = fault.kind === 'empty' ? 'There is nothing here to read.' : describeSyntaxFault(text, fault);
    return { message: `This is no JSON: ${what}`, pointer: '', span: fault.span };
  });
  if (root === undefined || problems.length > 0) return { ok: false, problems };
  const tooDeep = tooDeepIn(root);
  if (tooDeep !== undefined) {
    const { start, end } = tooDeep;
    const message = `This is nested too deep to be read: at most ${MOST_LEVELS} levels are.`;
    return { ok: false, problems: [{ message, pointer: pointerOf(tooDeep), span: { start, end } }] };
  }
  problems.push(...repeatedNames(root));
  const file = new LaunchFileReader(problems).read(root);
  return file === undefined || problems.length > 0 ? { ok: false, problems } : { ok: true, file };
}

/** Reads the values of a file, and keeps what is wrong with them. A value that is wrong reads as undefined. */
class LaunchFileReader {
  constructor(private readonly problems: LaunchFileProblem[]) {}

  read(root: JsonNode): LaunchFile | undefined {
    const properties = this.object(root, 'A launch file', PROPERTIES);
    if (properties === undefined) return undefined;
    const commandNode = properties.get('command');
    const command = commandNode === undefined ? undefined : this.command(commandNode);
    if (commandNode === undefined)
      this.fail(root, 'A launch file needs "command": the path of a Command, or an image.');
    this.optional(properties, '$schema', (node) => this.text(node));
    const wrapper = this.optional(properties, 'wrapper', (node) => this.text(node));
    const inputs = this.map(properties, 'inputs', (node) => this.input(node));
    const objects = this.map(properties, 'objects', (node) => this.launchObject(node));
    const otherCommands = this.optional(properties, 'other-commands', (node) => this.texts(node)) ?? [];
    const environment = this.map(properties, 'environment', (node) => this.scalar(node));
    const engine = this.optional(properties, 'engine', (node) => this.text(node));
    const secrets = this.optional(properties, 'secrets', (node) => this.texts(node)) ?? [];
    const expect = this.optional(properties, 'expect', (node) => this.expectations(node));
    this.checkReferences(properties.get('inputs'), inputs, objects);
    if (command === undefined) return undefined;
    return { command, wrapper, inputs, objects, otherCommands, environment, engine, secrets, expect };
  }

  private command(node: JsonNode): LaunchedCommand | undefined {
    if (node.kind === 'string') return { kind: 'file', path: node.value };
    if (node.kind !== 'object') {
      this.fail(node, 'Expected the path of a Command, or an object with "image".');
      return undefined;
    }
    const properties = this.known(node, 'An image', ['image', 'name']);
    const image = this.required(node, properties, 'image', (each) => this.text(each));
    const name = this.optional(properties, 'name', (each) => this.text(each));
    return image === undefined ? undefined : { kind: 'image', image, name };
  }

  private input(node: JsonNode): LaunchInput | undefined {
    if (node.kind === 'array') {
      const texts = this.texts(node);
      return texts && { kind: 'list', texts };
    }
    if (node.kind !== 'object') {
      const text = this.scalar(node);
      return text === undefined ? undefined : { kind: 'text', text };
    }
    const properties = this.object(node, 'An input', ['folder', 'properties', 'file', 'object']);
    if (properties === undefined) return undefined;
    const kinds = ['folder', 'file', 'object'].filter((kind) => properties.has(kind));
    const [kind] = kinds;
    const value = properties.get(kind ?? '');
    if (kinds.length !== 1 || value === undefined || (kind !== 'folder' && properties.has('properties'))) {
      this.fail(
        node,
        'An input is a text, a list, or an object with one of "folder", "file" and "object"; "properties" goes with "folder".',
      );
      return undefined;
    }
    if (kind === 'object') return this.givenObject(value);
    const path = this.text(value);
    if (path === undefined) return undefined;
    if (kind === 'file') return { kind, path };
    return { kind: 'folder', path, properties: this.json(properties) };
  }

  private givenObject(node: JsonNode): LaunchInput | undefined {
    if (node.kind === 'string') return { kind: 'reference', name: node.value };
    if (node.kind === 'object') return { kind: 'object', object: jsonOf(node) as JsonObject };
    this.fail(node, 'Expected the name of one of "objects", or an object.');
    return undefined;
  }

  private launchObject(node: JsonNode): LaunchObject | undefined {
    if (node.kind !== 'object') {
      this.fail(node, 'Expected an object of the archive, or a folder that stands in for one.');
      return undefined;
    }
    const properties = propertiesOf(node);
    const type = this.required(node, properties, 'type', (each) => this.objectType(each));
    const folder = properties.get('folder');
    if (folder === undefined) return type && { kind: 'json', type, object: jsonOf(node) as JsonObject };
    this.object(node, 'A folder that stands in for an object', ['type', 'folder', 'properties']);
    const path = this.text(folder);
    if (type === undefined || path === undefined) return undefined;
    return { kind: 'folder', type, path, properties: this.json(properties) };
  }

  private objectType(node: JsonNode): XnatObjectType | undefined {
    if (node.kind === 'string' && isXnatObjectType(node.value)) return node.value;
    this.fail(node, `Expected ${OBJECT_TYPES}.`);
    return undefined;
  }

  private json(properties: ReadonlyMap<string, JsonNode>): JsonObject {
    const node = properties.get('properties');
    if (node === undefined) return {};
    if (node.kind === 'object') return jsonOf(node) as JsonObject;
    this.fail(node, 'Expected the properties of an object of the archive.');
    return {};
  }

  private expectations(node: JsonNode): LaunchExpectations | undefined {
    const properties = this.object(node, 'An expectation', ['exit-code', 'outputs', 'log']);
    if (properties === undefined) return undefined;
    const log = properties.get('log');
    return {
      exitCode: this.optional(properties, 'exit-code', (each) => this.whole(each)),
      outputs: this.map(properties, 'outputs', (each) => this.fileCount(each)),
      log: log === undefined ? [] : log.kind === 'string' ? [log.value] : (this.texts(log) ?? []),
    };
  }

  private fileCount(node: JsonNode): FileCount | undefined {
    if (node.kind === 'number') {
      const count = this.whole(node);
      return count === undefined ? undefined : { least: count, most: count };
    }
    const properties = this.object(node, 'A number of files', ['least', 'most']);
    if (properties === undefined) return undefined;
    const least = this.optional(properties, 'least', (each) => this.whole(each)) ?? 0;
    const most = this.optional(properties, 'most', (each) => this.whole(each)) ?? Infinity;
    if (least > most) this.fail(node, '"least" is more than "most".');
    return { least, most };
  }

  private checkReferences(
    node: JsonNode | undefined,
    inputs: ReadonlyMap<string, LaunchInput>,
    objects: ReadonlyMap<string, LaunchObject>,
  ): void {
    for (const [name, input] of inputs) {
      if (input.kind !== 'reference' || objects.has(input.name)) continue;
      const place = node?.kind === 'object' ? (propertiesOf(node).get(name) ?? node) : node;
      if (place !== undefined) this.fail(place, `"objects" has no "${input.name}".`);
    }
  }

  private object(node: JsonNode, what: string, known: readonly string[]): ReadonlyMap<string, JsonNode> | undefined {
    if (node.kind !== 'object') {
      this.fail(node, `${what} is an object.`);
      return undefined;
    }
    return this.known(node, what, known);
  }

  private known(node: ObjectNode, what: string, known: readonly string[]): ReadonlyMap<string, JsonNode> {
    for (const { key } of node.properties) {
      if (known.includes(key.value)) continue;
      this.fail(key, `${what} has no "${key.value}". It can have ${known.map((name) => `"${name}"`).join(', ')}.`);
    }
    return propertiesOf(node);
  }

  private required<T>(
    node: JsonNode,
    properties: ReadonlyMap<string, JsonNode>,
    name: string,
    read: (node: JsonNode) => T | undefined,
  ): T | undefined {
    const value = properties.get(name);
    if (value !== undefined) return read(value);
    this.fail(node, `"${name}" is missing.`);
    return undefined;
  }

  private optional<T>(
    properties: ReadonlyMap<string, JsonNode>,
    name: string,
    read: (node: JsonNode) => T | undefined,
  ): T | undefined {
    const node = properties.get(name);
    return node === undefined ? undefined : read(node);
  }

  private map<T>(
    properties: ReadonlyMap<string, JsonNode>,
    name: string,
    read: (node: JsonNode) => T | undefined,
  ): ReadonlyMap<string, T> {
    const node = properties.get(name);
    const values = new Map<string, T>();
    if (node === undefined) return values;
    if (node.kind !== 'object') {
      this.fail(node, `"${name}" is an object.`);
      return values;
    }
    for (const [key, each] of propertiesOf(node)) {
      const value = read(each);
      if (value !== undefined) values.set(key, value);
    }
    return values;
  }

  private text(node: JsonNode): string | undefined {
    if (node.kind === 'string') return node.value;
    this.fail(node, 'Expected a text.');
    return undefined;
  }

  private texts(node: JsonNode): readonly string[] | undefined {
    if (node.kind !== 'array') {
      this.fail(node, 'Expected a list of texts.');
      return undefined;
    }
    const texts = node.items.map((item) => this.scalar(item));
    return texts.every((text) => text !== undefined) ? texts : undefined;
  }

  /** The service takes texts only; numbers and booleans are written as such. */
  private scalar(node: JsonNode): string | undefined {
    const text = scalarText(node);
    if (text === undefined) this.fail(node, 'Expected a text.');
    return text;
  }

  private whole(node: JsonNode): number | undefined {
    if (node.kind === 'number' && /^\d{1,9}$/.test(node.raw)) return Number(node.raw);
    this.fail(node, 'Expected a whole number, 0 or more.');
    return undefined;
  }

  private fail(node: JsonNode, message: string): void {
    this.problems.push({ message, pointer: pointerOf(node), span: { start: node.start, end: node.end } });
  }
}

/** Names that an object has already: only the last one would count, which nobody who writes two can mean. */
function repeatedNames(node: JsonNode): readonly LaunchFileProblem[] {
  if (node.kind === 'array') return node.items.flatMap(repeatedNames);
  if (node.kind !== 'object') return [];
  const seen = new Set<string>();
  return node.properties.flatMap(({ key, value }) => {
    const inside = value === undefined ? [] : repeatedNames(value);
    if (!seen.has(key.value)) {
      seen.add(key.value);
      return inside;
    }
    const message = `${quoted(key.value)} is written twice here. Delete one of the two.`;
    return [{ message, pointer: pointerOf(key), span: { start: key.start, end: key.end } }, ...inside];
  });
}

/** By key; of equal ones the last. */
function propertiesOf(node: ObjectNode): ReadonlyMap<string, JsonNode> {
  return new Map(
    node.properties.flatMap(({ key, value }) => (value === undefined ? [] : [[key.value, value] as const])),
  );
}
