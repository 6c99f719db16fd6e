import type { JsonObject, JsonValue } from '../command/matcher/matcher-ast';
import { inHashOrder } from '../command/java/hash-order';
import type {
  Command,
  CommandInput,
  DerivedInput,
  OutputHandler,
  Wrapper,
  WrapperInput,
} from '../command/model/command';
import { LaunchFault } from './launch-fault';
import type { CommandConfiguration, InputConfiguration } from './launch-request';

/** A Command with one wrapper and the site's and project's configuration applied. Pointers are those of the Command. */
export interface ConfiguredCommand {
  readonly command: Command;
  readonly wrapper: Wrapper;
  /** Such as `/xnat/0`. */
  readonly wrapperPointer: string;
  /** Names of inputs whose default value is the configuration's. */
  readonly configuredDefaults: ReadonlySet<string>;
  /** By name, for every wrapper input and every Command input that none of them provides. */
  readonly inputSettings: ReadonlyMap<string, InputConfiguration>;
}

/**
 * Applies configuration to a Command. Even with none, a Command input takes the default and matcher of a wrapper input of
 * its own name, for the service looks configuration up by name.
 *
 * @throws LaunchFault when there is no such wrapper, or two inputs that the service cannot tell apart.
 */
export function configureCommand(
  command: Command,
  wrapperName: string,
  configurations: readonly CommandConfiguration[],
): ConfiguredCommand {
  const index = command.wrappers.findIndex(({ name }) => name === wrapperName);
  const wrapper = command.wrappers[index];
  if (wrapper === undefined) {
    throw new LaunchFault({
      stage: 'configure',
      kind: 'wrapper',
      exception: 'org.nrg.framework.exceptions.NotFoundException',
      message: `No command wrapper with name ${wrapperName}`,
      workflowStatus: 'Failed (Staging)',
      explanation: `The Command has no wrapper "${wrapperName}". ${wrapperList(command)}`,
      pointer: '/xnat',
    });
  }
  const wrapperPointer = `/xnat/${index}`;
  const inputs = configuredInputs(command, wrapper, wrapperPointer, configurations);
  const configuredDefaults = new Set<string>();
  for (const { inputs: overrides } of configurations) {
    for (const [name, { defaultValue }] of overrides) if (defaultValue !== undefined) configuredDefaults.add(name);
  }
  return {
    command: { ...command, inputs: command.inputs.map((input) => withConfiguration(input, inputs)) },
    wrapper: {
      ...wrapper,
      // The service loses it on the way.
      label: undefined,
      externalInputs: wrapper.externalInputs.map((input) => withConfiguration(input, inputs)),
      derivedInputs: wrapper.derivedInputs.map((input) => withConfiguration(input, inputs)),
      outputHandlers: wrapper.outputHandlers.map((handler) => withLabel(handler, configurations)),
    },
    wrapperPointer,
    configuredDefaults,
    inputSettings: inputs,
  };
}

function wrapperList(command: Command): string {
  const names = command.wrappers.map(({ name }) => `"${name}"`);
  return names.length === 0 ? 'It has no wrappers at all.' : `It has ${names.join(', ')}.`;
}

/** What each name stands for: wrapper inputs, then Command inputs that no wrapper input provides. */
function configuredInputs(
  command: Command,
  wrapper: Wrapper,
  wrapperPointer: string,
  configurations: readonly CommandConfiguration[],
): ReadonlyMap<string, InputConfiguration> {
  const configured = new Map<string, { readonly values: InputConfiguration; readonly text: string }>();
  const add = (input: CommandInput | WrapperInput, pointer: string): void => {
    const values = overridden(input, configurations);
    const text = describeConfiguration(input, values);
    const earlier = configured.get(input.name);
    if (earlier !== undefined) throw nameClash(input.name, pointer, text, earlier.text);
    configured.set(input.name, { values, text });
  };
  const provided = new Set<string | undefined>();
  for (const [group, inputs] of [
    ['external-inputs', wrapper.externalInputs],
    ['derived-inputs', wrapper.derivedInputs],
  ] as const) {
    inputs.forEach((input, index) => {
      add(input, `${wrapperPointer}/${group}/${index}`);
      provided.add(input.providesValueForCommandInput);
    });
  }
  command.inputs.forEach((input, index) => {
    if (!provided.has(input.name)) add(input, `/inputs/${index}`);
  });
  return new Map([...configured].map(([name, { values }]) => [name, values]));
}

/** Of what the input itself does not say, the configuration's word counts, even where it says nothing. */
function overridden(
  input: CommandInput | WrapperInput,
  configurations: readonly CommandConfiguration[],
): InputConfiguration {
  const given = configurations.flatMap(({ inputs }) => inputs.get(input.name) ?? []);
  const last = <K extends keyof InputConfiguration>(name: K): InputConfiguration[K] | undefined =>
    given.findLast((own) => own[name] !== undefined)?.[name];
  const isConfigured = given.length > 0;
  return {
    defaultValue: last('defaultValue') ?? input.defaultValue,
    matcher: last('matcher') ?? input.matcher,
    userSettable: isWrapperInput(input)
      ? (last('userSettable') ?? input.userSettable)
      : isConfigured
        ? last('userSettable')
        : true,
    advanced: isConfigured ? last('advanced') : false,
  };
}

function isWrapperInput(input: CommandInput | WrapperInput): input is WrapperInput {
  return 'providesValueForCommandInput' in input;
}

function withConfiguration<T extends CommandInput | WrapperInput | DerivedInput>(
  input: T,
  inputs: ReadonlyMap<string, InputConfiguration>,
): T {
  const own = inputs.get(input.name);
  return own === undefined ? input : { ...input, defaultValue: own.defaultValue, matcher: own.matcher };
}

function withLabel(handler: OutputHandler, configurations: readonly CommandConfiguration[]): OutputHandler {
  let { label } = handler;
  for (const { outputs } of configurations) label = outputs.get(handler.name ?? '')?.label ?? label;
  return { ...handler, label };
}

function nameClash(name: string, pointer: string, added: string, earlier: string): LaunchFault {
  return new LaunchFault({
    stage: 'configure',
    kind: 'name-clash',
    exception: 'java.lang.IllegalArgumentException',
    message: `Multiple entries with same key: ${name}=${added} and ${name}=${earlier}`,
    workflowStatus: 'Failed (Staging)',
    explanation:
      `A Command input and a wrapper input are both named "${name}", and the wrapper input does not provide the Command ` +
      'input. The service cannot tell them apart. Rename one, or set provides-value-for-command-input.',
    pointer,
  });
}

function describeConfiguration(
  input: CommandInput | WrapperInput,
  { defaultValue, matcher, userSettable, advanced }: InputConfiguration,
): string {
  const fields = {
    description: input.description,
    type: input.type,
    defaultValue,
    matcher,
    userSettable,
    advanced,
    // Of wrapper inputs the service does not carry it over.
    required: isWrapperInput(input) ? undefined : input.required,
  };
  const text = Object.entries(fields).map(([name, value]) => `${name}=${value ?? 'null'}`);
  return `CommandInputConfiguration{${text.join(', ')}}`;
}

/** The configured wrapper's JSON, as `^wrapper:…^` searches it: nulls left out. */
export function wrapperJson(wrapper: Wrapper): JsonValue {
  return compact({
    id: 0,
    name: wrapper.name,
    description: wrapper.description,
    // Read back from the database they are a hash set, made large enough at once.
    contexts: inHashOrder(wrapper.contexts, Math.max(16, Math.floor(wrapper.contexts.length / 0.75) + 1)),
    'external-inputs': wrapper.externalInputs.map((input) => compact(wrapperInputJson(input))),
    'derived-inputs': wrapper.derivedInputs.map((input) =>
      compact({
        ...wrapperInputJson(input),
        'derived-from-wrapper-input': input.derivedFromWrapperInput,
        'derived-from-xnat-object-property': input.derivedFromXnatObjectProperty,
        multiple: input.multiple,
        parser: input.parser,
      }),
    ),
    'output-handlers': wrapper.outputHandlers.map((handler) =>
      compact({
        name: handler.name,
        'accepts-command-output': handler.acceptsCommandOutput,
        'as-a-child-of': handler.asAChildOf,
        type: handler.type,
        label: handler.label,
        'xsi-type': handler.xsiType,
        format: handler.format,
        description: handler.description,
        content: handler.content,
        tags: handler.tags,
        'via-wrapup-command': handler.viaWrapupCommand,
      }),
    ),
  });
}

function wrapperInputJson(input: WrapperInput): JsonObject {
  return {
    name: input.name,
    label: input.label,
    description: input.description,
    type: input.type,
    matcher: input.matcher,
    'default-value': input.defaultValue,
    required: input.required,
    'replacement-key': input.replacementKey,
    sensitive: input.sensitive,
    'provides-value-for-command-input': input.providesValueForCommandInput,
    'provides-files-for-command-mount': input.providesFilesForCommandMount,
    'via-setup-command': input.viaSetupCommand,
    'user-settable': input.userSettable,
    'load-children': input.loadChildren,
  };
}

function compact(json: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined));
}
