import { SERVICE_VARIABLES } from '../command/model/service-variables';
import { bindDocument } from '../command/binding/bind-command';
import { createCommandDocument } from '../command/document/command-document';
import type { JsonValue } from '../command/matcher/matcher-ast';
import { isBlank } from '../command/model/blank';
import type { Command } from '../command/model/command';
import { evaluateXPath } from '../launch/evaluate-xpath';
import { reachedInputs } from '../resolution/find-input';
import type { CommandConfiguration, GivenValue, InputConfiguration } from '../resolution/launch-request';
import { resolveLaunch } from '../resolution/resolve-launch';
import type { ResolvedContainer, ResolvedEntry, ResolvedInput, ResolvedLaunch } from '../resolution/resolved-launch';
import type { ResolvedMount, ResolvedOutput, ResolvedSpecialContainer } from '../resolution/resolved-launch';
import { storedCommand } from '../resolution/stored-command';

type Json = Readonly<Record<string, JsonValue | undefined>>;

/**
 * Resolves one case of a differential test and gives the answer in the same form: one JSON object a line, `id` and what the
 * launch comes to, or `id` and `error`.
 */
export function resolveCase(line: string): string {
  const request = JSON.parse(line) as Json;
  return JSON.stringify({ id: request.id, ...answerOrFailure(request) });
}

/** A case that shows a mistake of ours must not cost the answers to those after it. */
function answerOrFailure(request: Json): Json {
  try {
    return answer(request);
  } catch (error) {
    return { error: { stage: 'internal', message: error instanceof Error ? error.message : String(error) } };
  }
}

function answer(request: Json): Json {
  const command = bind(request.command);
  if (command === undefined) return { error: { stage: 'parse', message: 'The Command cannot be read.' } };
  const images = new Map<string, Command | undefined>();
  for (const [reference, value] of entries(request.images)) images.set(reference, bind(value));
  const secrets = new Map(entries(request.secrets).map(([name, value]) => [name, text(value) ?? '']));
  const { xnatPrefix, hostPrefix } = request;
  const outcome = resolveLaunch({
    command,
    wrapperName: text(request.wrapper) ?? '',
    inputs: new Map(entries(request.inputs).flatMap(([name, value]) => given(name, value))),
    settings: {
      configurations: request.config === undefined ? [] : [configuration(request.config)],
      buildPath: '<BUILD>',
      pathTranslation:
        typeof xnatPrefix === 'string' && typeof hostPrefix === 'string'
          ? { xnatPrefix, enginePrefix: hostPrefix }
          : undefined,
    },
    sources: {
      objectById: () => undefined,
      objectByUri: () => undefined,
      newDirectoryName: () => '<UUID>',
      specialCommand: (reference) => images.get(reference),
      hasSecret: (property) => secrets.has(property),
      hasCachedFile: () => false,
      evaluateXPath,
    },
  });
  if (outcome.ok) return launchAnswer(outcome.launch, secrets);
  const { stage, exception, message } = outcome.error;
  return { error: { stage, class: exception, message } };
}

function bind(value: JsonValue | undefined): Command | undefined {
  const document = createCommandDocument(JSON.stringify(value ?? null), 'create');
  const [bound] = bindDocument(document).commands;
  return bound === undefined || bound.faults.length > 0 ? undefined : storedCommand(bound.command);
}

/** An object stands for the text of its JSON, which the service then reads as an object. */
function given(name: string, value: JsonValue | undefined): readonly (readonly [string, GivenValue])[] {
  if (value === undefined || value === null) return [];
  return [[name, typeof value === 'string' ? value : JSON.stringify(value)]];
}

function configuration(value: JsonValue): CommandConfiguration {
  const config = isJson(value) ? value : {};
  return {
    inputs: new Map(
      entries(config.inputs).map(([name, input]): [string, InputConfiguration] => {
        const own = isJson(input) ? input : {};
        return [
          name,
          {
            defaultValue: text(own['default-value']),
            matcher: text(own.matcher),
            userSettable: flag(own['user-settable']),
            advanced: flag(own.advanced),
          },
        ];
      }),
    ),
    outputs: new Map(
      entries(config.outputs).map(([name, output]) => [
        name,
        { label: isJson(output) ? text(output.label) : undefined },
      ]),
    ),
  };
}

function launchAnswer(launch: ResolvedLaunch, secrets: ReadonlyMap<string, string>): Json {
  const { container, outputs } = launch;
  const inputs = inputAnswer(launch.inputs);
  return compact({
    ...containerAnswer(container),
    inputs: Object.keys(inputs).length === 0 ? undefined : inputs,
    outputs: outputs.length === 0 ? undefined : outputs.map(outputAnswer),
    sensitive: nonEmpty(sensitiveNames(launch.inputs)),
    setupCommands: nonEmpty(launch.setupContainers.map(specialAnswer)),
    wrapupCommands: nonEmpty(launch.wrapupContainers.map(specialAnswer)),
    ...(launch.secrets.length === 0 ? {} : secretAnswer(launch, secrets)),
  });
}

function containerAnswer(container: ResolvedContainer): Json {
  return {
    commandLine: container.commandLine.text,
    environment: entryAnswer(container.environment),
    mounts: container.mounts.map(mountAnswer),
    ports: entryAnswer(container.ports),
    image: container.image,
    workingDirectory: container.workingDirectory?.text,
    containerName: container.name?.text,
    containerLabels: container.labels.length === 0 ? undefined : entryAnswer(container.labels),
    overrideEntrypoint: container.overrideEntrypoint ? true : undefined,
  };
}

function specialAnswer({ container }: ResolvedSpecialContainer): Json {
  return compact(containerAnswer(container));
}

function mountAnswer(mount: ResolvedMount): Json {
  return compact({
    name: mount.name,
    writable: mount.mode === 'rw',
    'container-path': mount.containerPath.text,
    'xnat-host-path': mount.xnatPath,
    'container-host-path': mount.enginePath,
    'via-setup-command': mount.source.kind === 'setup' ? mount.source.reference : undefined,
  });
}

function outputAnswer(output: ResolvedOutput): Json {
  return compact({
    name: output.name,
    'from-command-output': output.output,
    'from-output-handler': output.handler,
    type: output.type,
    'xsi-type': output.xsiType,
    required: output.required,
    mount: output.mount,
    path: output.path,
    glob: output.glob,
    label: output.label,
    format: output.format,
    description: output.description,
    content: output.content,
    tags: output.tags,
    'handled-by': output.handledBy,
    'via-wrapup-command': output.viaWrapupCommand,
  });
}

/** An input as it is stored with the container. */
interface StoredInput {
  readonly input: ResolvedInput;
  readonly value: string;
}

/**
 * What is stored with the container: the word `null` where an input has no value, the first of several values, and all of
 * them in one text where several are meant.
 */
function storedInputs(inputs: readonly ResolvedInput[]): readonly StoredInput[] {
  return [...reachedInputs(inputs)].flatMap((input) => {
    const values = input.values.map(({ value }) => value ?? 'null');
    if (!input.multiple || values.length < 2) return [{ input, value: values[0] ?? 'null' }];
    const provided = input.values.flatMap(({ children }) => children);
    const texts = provided.map(({ values: [only] }) => only?.value).filter((text) => !isBlank(text));
    const own = { input, value: values.join(', ') };
    const [first] = provided;
    return first === undefined ? [own] : [own, { input: first, value: texts.join(' ') }];
  });
}

function inputAnswer(inputs: readonly ResolvedInput[]): Json {
  const answers: Record<string, Record<string, JsonValue>> = {};
  for (const { input, value } of storedInputs(inputs)) (answers[input.kind] ??= {})[input.name] = value;
  return answers;
}

function sensitiveNames(inputs: readonly ResolvedInput[]): readonly string[] {
  const stored = storedInputs(inputs).filter(({ input }) => input.sensitive);
  const names = (['external', 'derived', 'command'] as const).flatMap((kind) =>
    stored.filter(({ input }) => input.kind === kind).map(({ input }) => input.name),
  );
  return [...new Set(names)];
}

/** Values appear here only because the case itself gives them. */
function secretAnswer(launch: ResolvedLaunch, values: ReadonlyMap<string, string>): Json {
  const secrets = launch.secrets.map(({ destination, source }) => ({ destination, value: values.get(source) ?? '' }));
  const environment = launch.container.environment;
  const names = [...environment.map(({ name }) => name.text), ...SERVICE_VARIABLES];
  const doubled = firstDouble(names) ?? firstDouble(secrets.map(({ destination }) => destination));
  if (doubled !== undefined) {
    const message = `Multiple entries with same key: ${doubled}`;
    return { secrets, launchError: { class: 'java.lang.IllegalArgumentException', message } };
  }
  const launchEnvironment: Record<string, JsonValue> = {};
  for (const { name, value } of environment) launchEnvironment[name.text] = value.text;
  for (const name of SERVICE_VARIABLES) launchEnvironment[name] = `<${name}>`;
  for (const { destination, value } of secrets) launchEnvironment[destination] = value;
  return { secrets, launchEnvironment };
}

function firstDouble(names: readonly string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) !== index);
}

function entryAnswer(resolved: readonly ResolvedEntry[]): Json {
  return Object.fromEntries(resolved.map(({ name, value }) => [name.text, value.text]));
}

function entries(value: JsonValue | undefined): readonly (readonly [string, JsonValue | undefined])[] {
  return isJson(value) ? Object.entries(value) : [];
}

function isJson(value: JsonValue | undefined): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function flag(value: JsonValue | undefined): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function nonEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function compact(json: Json): Json {
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined));
}
