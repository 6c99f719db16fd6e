import { isXnatObjectType } from '../../command/model/xnat-objects';
import type { CommandSymbol, CommandSymbols } from '../command-symbol';
import { escapeMarkdown, inlineCode } from '../markdown';
import { isTrue, shownDefault, textOf, typeOf } from '../scope';

const KINDS = {
  command: 'Command',
  mount: 'Mount',
  'command-input': 'Input',
  output: 'Output',
  wrapper: 'Wrapper',
  'external-input': 'External input',
  'derived-input': 'Derived input',
  'output-handler': 'Output handler',
  'environment-variable': 'Environment variable',
  secret: 'Secret',
  'system-property': 'System property',
} as const;

/** What a name stands for: kind, type, where its value comes from and goes to, as Markdown. */
export function describeSymbol(symbol: CommandSymbol, symbols: CommandSymbols): string {
  const description = textOf(symbol.object, 'description') ?? '';
  const facts = factsOf(symbol, symbols).filter((fact) => fact !== undefined);
  const title = `**${KINDS[symbol.kind]}** ${inlineCode(symbol.name)}${ofWrapper(symbol)}`;
  return [title, escapeMarkdown(description), facts.map((fact) => `- ${fact}`).join('\n')].filter(Boolean).join('\n\n');
}

function ofWrapper({ wrapper, kind }: CommandSymbol): string {
  const name = kind === 'wrapper' ? undefined : textOf(wrapper, 'name');
  return name === undefined ? '' : ` of wrapper ${inlineCode(name)}`;
}

type Fact = string | undefined;

function factsOf(symbol: CommandSymbol, symbols: CommandSymbols): readonly Fact[] {
  const { object } = symbol;
  switch (symbol.kind) {
    case 'command':
      return [given('Image', textOf(object, 'image'))];
    case 'mount':
      return mountFacts(symbol, symbols);
    case 'output':
      return [given('Mount', textOf(object, 'mount')), given('Path', textOf(object, 'path')), requiredness(symbol)];
    case 'wrapper':
      return [];
    case 'command-input':
    case 'external-input':
    case 'derived-input':
      return inputFacts(symbol, symbols);
    case 'output-handler':
      return [
        `Type: ${inlineCode(typeOf(symbol))}`,
        given('Stores', textOf(object, 'accepts-command-output')),
        given('Under', textOf(object, 'as-a-child-of')),
        given('Label', textOf(object, 'label')),
      ];
    // The value of a variable is not shown: it may be a password that should be a secret.
    case 'environment-variable':
    case 'secret':
    case 'system-property':
      return [];
  }
}

function mountFacts({ name, object }: CommandSymbol, { wrappers, outputs }: CommandSymbols): readonly Fact[] {
  const feeding = wrappers.flatMap(({ inputs }) =>
    inputs.filter((input) => textOf(input.object, 'provides-files-for-command-mount') === name),
  );
  const reading = outputs.filter((output) => textOf(output.object, 'mount') === name);
  const access = feeding.length === 0 || isTrue(object, 'writable') ? 'writable' : 'read-only';
  return [
    given('Path', textOf(object, 'path')),
    feeding.length === 0
      ? 'A fresh folder: no input feeds it'
      : `Fed by ${listed(feeding)}, ${access === 'writable' ? 'copied so that it can be written to' : access}`,
    reading.length === 0 ? undefined : `Read by ${listed(reading)}`,
  ];
}

function inputFacts(symbol: CommandSymbol, symbols: CommandSymbols): readonly Fact[] {
  const { object, kind, key } = symbol;
  const type = typeOf(symbol);
  const parent = textOf(object, 'derived-from-wrapper-input');
  const property = textOf(object, 'derived-from-xnat-object-property');
  const isRequired = textOf(object, 'required')?.toLowerCase() ?? (kind === 'command-input' ? 'false' : 'true');
  const fedBy = kind === 'command-input' ? feedersOf(symbol, symbols) : [];
  return [
    `Type: ${inlineCode(type)}`,
    parent === undefined ? undefined : derivation(type, parent, property),
    fedBy.length === 0 ? undefined : `Value from ${listed(fedBy)}`,
    given('Default', shownDefault(symbol)),
    isRequired === 'true' ? 'Required' : 'Optional',
    given('Flag', textOf(object, 'command-line-flag')),
    given('Feeds the input', textOf(object, 'provides-value-for-command-input')),
    given('Feeds the mount', textOf(object, 'provides-files-for-command-mount')),
    key === undefined ? undefined : `Key: ${inlineCode(key.text)}`,
  ];
}

function derivation(type: string, parent: string, property: string | undefined): string {
  if (property === undefined) return `Derived from ${inlineCode(parent)}`;
  return isXnatObjectType(type)
    ? `Derived from ${inlineCode(parent)}; its value is its ${inlineCode(property)}`
    : `The ${inlineCode(property)} of ${inlineCode(parent)}`;
}

/** The wrapper inputs whose values a command input gets. */
function feedersOf({ name }: CommandSymbol, { wrappers }: CommandSymbols): readonly CommandSymbol[] {
  return wrappers.flatMap(({ inputs }) =>
    inputs.filter((input) => textOf(input.object, 'provides-value-for-command-input') === name),
  );
}

function requiredness({ object }: CommandSymbol): string {
  return isTrue(object, 'required') ? 'Required: the run fails without it' : 'Optional';
}

function given(what: string, value: string | undefined): Fact {
  return value === undefined || value === '' ? undefined : `${what}: ${inlineCode(value)}`;
}

/** Names in a row, at most a few of them. */
function listed(symbols: readonly CommandSymbol[]): string {
  const names = [...new Set(symbols.map(({ name }) => name))];
  const shown = names.slice(0, MOST_NAMES).map(inlineCode).join(', ');
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown;
}

const MOST_NAMES = 10;
