import { valueOf } from '../command/document/navigation';
import { placesInString } from '../command/document/string-offsets';
import type { JsonNode, ObjectNode, Span } from '../command/document/syntax-tree';
import { objectsIn, type CommandSymbol, type CommandSymbols, type WrapperSymbols } from './command-symbol';
import { lazily } from './lazily';
import { findJsonPath } from '../command/template/scan-template';
import { HANDLER_TEMPLATES, TEMPLATE_MAPS } from './template-scope';
import { createKeySearch, keyFillers, type KeyFillers, type TemplateKeys } from './template-keys';

/**
 * How a name stands in the text: `declaration`, where it is given; `reference`, where another entry names it; `key`, where
 * a template has the replacement key that belongs to it; `own-key`, the `replacement-key` that sets such a key.
 */
export type OccurrenceRole = 'declaration' | 'reference' | 'key' | 'own-key';

/** A place of the text that stands for one name, or for several (of several wrappers, or of the same name given twice). */
export interface Occurrence {
  /** Without quotes; of a key, all of it. */
  readonly span: Span;
  readonly role: OccurrenceRole;
  /** Never empty. Places that stand for the same names share one list. */
  readonly symbols: readonly CommandSymbol[];
}

/** Names of before version 1.0, and one often taken for the right one, still tell what the author means. */
const INPUT_REFERENCES = ['provides-value-for-command-input', 'provides-value-to-command-input'];
const PARENT_REFERENCES = ['derived-from-wrapper-input', 'derived-from-xnat-input'];
const TARGET_REFERENCES = ['as-a-child-of', 'as-a-child-of-wrapper-input', 'as-a-child-of-xnat-input'];

/** How shells and the tools they start read a variable. */
const SHELL_VARIABLE = /\$\{?([A-Za-z_][A-Za-z0-9_]*)/g;

/** How a JSONPath picks an entry of the wrapper by its name. */
const NAME_IN_PATH = /@\.name\s*==\s*(['"])([A-Za-z0-9_-]+)\1/g;

type Names = ReadonlyMap<string, readonly CommandSymbol[]>;

/** What the wrappers of a Command can refer to in it. Like all names here, gathered when a place asks for them first. */
interface CommandNames {
  readonly mounts: () => Names;
  readonly inputs: () => Names;
  readonly outputs: () => Names;
  readonly keys: () => KeyFillers;
}

/** What can be filled into a template, and what its JSONPath can look into. */
interface TemplateScope {
  /** Where two groups have a key, the first one fills it. */
  readonly keys: readonly (() => KeyFillers)[];
  /** Inputs and output handlers of the wrapper that is launched. */
  readonly wrapperNames: () => Names;
}

/**
 * Finds every place that stands for a name of these Commands, and every key that stands for none; both in text order.
 *
 * @param within where given, only places inside this span are found
 */
export function collectOccurrences(
  text: string,
  commands: readonly CommandSymbols[],
  within: Span = { start: 0, end: text.length },
): { readonly occurrences: readonly Occurrence[]; readonly unfilledKeys: readonly Span[] } {
  const occurrences: Occurrence[] = [];
  const unfilledKeys: Span[] = [];
  for (const command of commands) new CommandCollector(text, command, within, occurrences, unfilledKeys).collect();
  return { occurrences: occurrences.sort(inOrder), unfilledKeys: unfilledKeys.sort((a, b) => a.start - b.start) };
}

function inOrder(a: Occurrence, b: Occurrence): number {
  return a.span.start - b.span.start;
}

class CommandCollector {
  #search: ReturnType<typeof createKeySearch> | undefined;

  constructor(
    readonly text: string,
    readonly symbols: CommandSymbols,
    readonly within: Span,
    readonly occurrences: Occurrence[],
    readonly unfilledKeys: Span[],
  ) {}

  collect(): void {
    const { symbols } = this;
    const { object } = symbols;
    this.#declaration(symbols.command);
    this.#declarations(object, 'mounts', () => symbols.mounts);
    this.#declarations(object, 'inputs', () => symbols.inputs);
    this.#declarations(object, 'outputs', () => symbols.outputs);
    this.#declarations(object, 'environment-variables', () => symbols.environmentVariables);
    this.#declarations(object, 'secrets', () => symbols.secrets);
    this.#declarations(object, 'secrets', () => symbols.systemProperties);

    const { wrappers } = symbols;
    const wrapperInputs = lazily(() => wrappers.flatMap((wrapper) => wrapper.inputs));
    const wrapperNames = lazily(() => byName([...wrapperInputs(), ...wrappers.flatMap(({ handlers }) => handlers)]));
    const names = {
      mounts: lazily(() => byName(symbols.mounts)),
      inputs: lazily(() => byName(symbols.inputs)),
      outputs: lazily(() => byName(symbols.outputs)),
      keys: lazily(() => keyFillers(symbols.inputs)),
    };
    this.#template(valueOf(object, 'command-line'), { keys: [names.keys], wrapperNames });
    this.#variables(valueOf(object, 'command-line'));
    const wrapperKeys = lazily(() => keyFillers(wrapperInputs()));
    this.#templatesOfAllWrappers({ keys: [names.keys, wrapperKeys], wrapperNames });
    for (const input of objectsIn(object, 'inputs')) this.#jsonPath(valueOf(input, 'default-value'), wrapperNames);
    for (const output of objectsIn(object, 'outputs')) this.#references(output, ['mount'], [names.mounts]);
    for (const wrapper of wrappers) if (this.#isWanted(wrapper.object)) this.#wrapper(wrapper, names);
  }

  /** Whether some of a node is in the part of the text that is asked about. */
  #isWanted({ start, end }: Span): boolean {
    return start <= this.within.end && this.within.start <= end;
  }

  #searchKeys(template: string, keys: readonly KeyFillers[]): TemplateKeys {
    const { inputs, wrappers } = this.symbols;
    const all = [...inputs, ...wrappers.flatMap((wrapper) => wrapper.inputs)];
    if (this.within.end - this.within.start < this.text.length) {
      // For a template or two the search is not worth preparing for keys that are not in them.
      return createKeySearch(all.filter(({ key }) => key !== undefined && template.includes(key.text)))(template, keys);
    }
    this.#search ??= createKeySearch(all);
    return this.#search(template, keys);
  }

  #templatesOfAllWrappers(scope: TemplateScope): void {
    const { object } = this.symbols;
    this.#template(valueOf(object, 'working-directory'), scope);
    this.#template(valueOf(object, 'container-name'), scope);
    for (const map of TEMPLATE_MAPS) {
      const entries = valueOf(object, map);
      if (entries?.kind !== 'object') continue;
      for (const { key, value } of entries.properties) {
        this.#template(key, scope);
        this.#template(value, scope);
      }
    }
    for (const mount of objectsIn(object, 'mounts')) this.#template(valueOf(mount, 'path'), scope);
    for (const output of objectsIn(object, 'outputs')) this.#template(valueOf(output, 'path'), scope);
  }

  #wrapper({ object, wrapper, inputs, handlers }: WrapperSymbols, command: CommandNames): void {
    for (const symbol of [wrapper, ...inputs, ...handlers]) this.#declaration(symbol);
    const inputNames = lazily(() => byName(inputs));
    const wrapperNames = lazily(() => byName([...inputs, ...handlers]));
    const keys = lazily(() => keyFillers(inputs));
    for (const input of [...objectsIn(object, 'external-inputs'), ...objectsIn(object, 'derived-inputs')]) {
      this.#references(input, INPUT_REFERENCES, [command.inputs]);
      this.#references(input, ['provides-files-for-command-mount'], [command.mounts]);
      this.#references(input, PARENT_REFERENCES, [inputNames]);
      this.#jsonPath(valueOf(input, 'default-value'), wrapperNames);
      // These are filled while the wrapper's inputs are resolved, before most command inputs are.
      const scope = { keys: [keys, command.keys], wrapperNames };
      this.#template(valueOf(input, 'matcher'), scope);
      this.#template(valueOf(input, 'parser'), scope);
    }
    const targets = [inputNames, lazily(() => byName(handlers))];
    const scope = { keys: [command.keys, keys], wrapperNames };
    for (const handler of objectsIn(object, 'output-handlers')) {
      this.#references(handler, ['accepts-command-output'], [command.outputs]);
      this.#references(handler, TARGET_REFERENCES, targets);
      for (const property of HANDLER_TEMPLATES) {
        const value = valueOf(handler, property);
        const templates = value?.kind === 'array' ? value.items : [value];
        for (const template of templates) this.#template(template, scope);
      }
    }
  }

  /** The names that a property of the Command declares. */
  #declarations(command: ObjectNode, property: string, symbols: () => readonly CommandSymbol[]): void {
    const value = valueOf(command, property);
    if (value === undefined || !this.#isWanted(value)) return;
    for (const symbol of symbols()) this.#declaration(symbol);
  }

  #declaration(symbol: CommandSymbol | undefined): void {
    if (symbol === undefined) return;
    const self = [symbol];
    this.#name(symbol.declaration, 'declaration', self);
    this.#name(symbol.key?.own, 'own-key', self);
  }

  /** Strings that name something; of several groups of names, the first that has it. */
  #references(holder: ObjectNode, properties: readonly string[], groups: readonly (() => Names)[]): void {
    for (const property of properties) {
      const node = valueOf(holder, property);
      if (node?.kind !== 'string' || !this.#isWanted(node)) continue;
      const symbols = groups.map((names) => names().get(node.value)).find((found) => found !== undefined);
      if (symbols !== undefined) this.#name(node, 'reference', symbols);
    }
  }

  #name(node: JsonNode | undefined, role: OccurrenceRole, symbols: readonly CommandSymbol[]): void {
    if (node?.kind !== 'string' || !this.#isWanted(node)) return;
    this.occurrences.push({ span: placesInString(this.text, node)(0, node.value.length), role, symbols });
  }

  #template(node: JsonNode | undefined, { keys, wrapperNames }: TemplateScope): void {
    if (node?.kind !== 'string' || !this.#isWanted(node)) return;
    this.#jsonPath(node, wrapperNames);
    const { filled, unfilled } = this.#searchKeys(
      node.value,
      keys.map((fillers) => fillers()),
    );
    if (filled.length + unfilled.length === 0) return;
    const places = placesInString(this.text, node);
    for (const { start, end, fillers } of filled) {
      this.occurrences.push({ span: places(start, end), role: 'key', symbols: fillers });
    }
    if (servesAnother(this.symbols.object)) return;
    for (const { start, end } of unfilled) this.unfilledKeys.push(places(start, end));
  }

  /** `^wrapper:$.external-inputs[?(@.name == 'session')].type^` names an input of the wrapper. */
  #jsonPath(node: JsonNode | undefined, wrapperNames: () => Names): void {
    if (node?.kind !== 'string' || !this.#isWanted(node)) return;
    const part = findJsonPath(node.value);
    if (part?.root !== 'wrapper') return;
    const places = placesInString(this.text, node);
    for (const match of node.value.slice(0, part.end).matchAll(NAME_IN_PATH)) {
      const symbols = wrapperNames().get(match[2] ?? '');
      const end = match.index + match[0].length - 1;
      if (symbols === undefined || match.index < part.start) continue;
      this.occurrences.push({ span: places(end - (match[2] ?? '').length, end), role: 'reference', symbols });
    }
  }

  #variables(node: JsonNode | undefined): void {
    if (node?.kind !== 'string' || !this.#isWanted(node)) return;
    const { environmentVariables, secrets } = this.symbols;
    const names = byName([...environmentVariables, ...secrets]);
    const places = placesInString(this.text, node);
    for (const match of node.value.matchAll(SHELL_VARIABLE)) {
      const name = match[1] ?? '';
      const symbols = names.get(name);
      const end = match.index + match[0].length;
      if (symbols === undefined) continue;
      this.occurrences.push({ span: places(end - name.length, end), role: 'reference', symbols });
    }
  }
}

/** A setup or wrapup Command: the inputs of the Command it is launched for fill its command line. */
function servesAnother(command: ObjectNode): boolean {
  const type = valueOf(command, 'type');
  return type?.kind === 'string' && type.value !== 'docker';
}

function byName(symbols: readonly CommandSymbol[]): Names {
  const names = new Map<string, CommandSymbol[]>();
  for (const symbol of symbols) {
    const known = names.get(symbol.name);
    if (known === undefined) names.set(symbol.name, [symbol]);
    else known.push(symbol);
  }
  return names;
}
