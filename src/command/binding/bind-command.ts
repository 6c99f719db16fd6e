import type { CommandDocument, CommandMode } from '../document/command-document';
import { commandsOf } from '../document/command-document';
import { valueOf } from '../document/navigation';
import type { ObjectNode } from '../document/syntax-tree';
import type { Command, CommandInput, CommandOutput, DerivedInput, Mount, OutputHandler } from '../model/command';
import type { Secret, Wrapper, WrapperInput } from '../model/command';
import { locateCommand, type LocatedCommand } from '../model/located-command';
import { SECRET_DESTINATION_TYPE, SECRET_SOURCE_TYPE } from '../model/vocabulary';
import type { BindingFault } from './binding-fault';
import { bindProperties, type BindingContext, type Values } from './bind-values';
import * as table from './property-tables';

/** A Command as the server holds it, with the object of the text it was read from. */
export interface BoundCommand {
  readonly node: ObjectNode;
  /** `""`, or in a label `/0`, `/1`, … */
  readonly pointer: string;
  /** Where there are faults, the values that do not fit count as absent. */
  readonly command: Command;
  /** The same Command with every part at its place in the text. */
  readonly located: LocatedCommand;
  /** What makes this Command unreadable, in the order of the text. */
  readonly faults: readonly BindingFault[];
}

/** The Commands of a document, and what keeps the document as a whole from holding Commands. */
export interface BoundDocument {
  readonly commands: readonly BoundCommand[];
  /** A root of the wrong kind, or elements of a label that are no objects. */
  readonly faults: readonly BindingFault[];
}

/** Binds every Command of a document as the server's mapper does. Never throws. */
export function bindDocument(document: CommandDocument): BoundDocument {
  const { root, mode } = document;
  if (root === undefined) return { commands: [], faults: [] };
  if (mode === 'label' && root.kind !== 'array') {
    return { commands: [], faults: [{ code: 'json-root', node: root, expected: 'list' }] };
  }
  const commands: BoundCommand[] = [];
  const faults: BindingFault[] = [];
  for (const { node, pointer } of commandsOf(document)) {
    if (node.kind === 'object') commands.push(bindCommand(node, pointer, mode));
    else if (mode !== 'label') faults.push({ code: 'json-root', node, expected: 'object' });
    else if (node.kind === 'null') faults.push({ code: 'null-element', node, refusedAt: 'exception' });
    else faults.push({ code: 'wrong-type', node, expected: 'object' });
  }
  return { commands, faults };
}

/**
 * Binds one Command as the server's mapper does: scalars converted, defaults filled, unknown properties dropped, the last
 * of equal keys kept.
 *
 * @param node the Command's object
 * @param pointer the JSON pointer of that object
 * @param mode which of the server's readers takes it
 */
export function bindCommand(node: ObjectNode, pointer: string, mode: CommandMode): BoundCommand {
  const context: BindingContext = { mode, faults: [] };
  const values = bindProperties(node, table.COMMAND, context);
  // The reader of new Commands knows this one under both names, and sets the hyphenated one last.
  const ipcMode = valueOf(node, 'ipc-mode') === undefined ? values.ipcMode : values['ipc-mode'];
  const faults = context.faults.sort((a, b) => a.node.start - b.node.start);
  const command = toCommand(values, ipcMode);
  return { node, pointer, command, located: locateCommand(command, node, pointer, mode), faults };
}

/** One for all Commands without: a label may hold very many. */
const NO_ENTRIES: ReadonlyMap<string, string> = new Map();

function toCommand(values: Values<typeof table.COMMAND>, ipcMode: string | undefined): Command {
  return {
    name: values.name,
    label: values.label,
    description: values.description,
    version: values.version,
    schemaVersion: values['schema-version'],
    infoUrl: values['info-url'],
    image: values.image,
    containerName: values['container-name'],
    type: values.type ?? 'docker',
    index: values.index,
    hash: values.hash,
    workingDirectory: values['working-directory'],
    commandLine: values['command-line'],
    overrideEntrypoint: values['override-entrypoint'],
    mounts: values.mounts?.map(toMount) ?? [],
    environmentVariables: values['environment-variables'] ?? NO_ENTRIES,
    ports: values.ports ?? NO_ENTRIES,
    inputs: values.inputs?.map(toCommandInput) ?? [],
    outputs: values.outputs?.map(toCommandOutput) ?? [],
    wrappers: values.xnat?.map(toWrapper) ?? [],
    reserveMemory: values['reserve-memory'],
    limitMemory: values['limit-memory'],
    limitCpu: values['limit-cpu'],
    runtime: values.runtime,
    ipcMode,
    autoRemove: values['auto-remove'],
    shmSize: values['shm-size'],
    network: values.network,
    containerLabels: values['container-labels'] ?? NO_ENTRIES,
    gpus: values.gpus,
    genericResources: values['generic-resources'] ?? NO_ENTRIES,
    ulimits: values.ulimits ?? NO_ENTRIES,
    secrets: values.secrets?.map(toSecret) ?? [],
    visibility: values.visibility ?? 'public',
  };
}

function toMount(values: Values<typeof table.MOUNT>): Mount {
  return { name: values.name ?? '', path: values.path, writable: values.writable ?? false };
}

function toCommandInput(values: Values<typeof table.COMMAND_INPUT>): CommandInput {
  return {
    name: values.name ?? '',
    label: values.label,
    description: values.description,
    type: values.type ?? 'string',
    required: values.required ?? false,
    matcher: values.matcher,
    defaultValue: values['default-value'],
    replacementKey: values['replacement-key'],
    commandLineFlag: values['command-line-flag'],
    commandLineSeparator: values['command-line-separator'],
    trueValue: values['true-value'],
    falseValue: values['false-value'],
    sensitive: values.sensitive,
    selectValues: values['select-values'] ?? [],
    multipleDelimiter: values['multiple-delimiter'],
  };
}

function toCommandOutput(values: Values<typeof table.COMMAND_OUTPUT>): CommandOutput {
  return {
    name: values.name,
    description: values.description,
    required: values.required ?? false,
    mount: values.mount,
    path: values.path,
    glob: values.glob,
  };
}

function toWrapper(values: Values<typeof table.WRAPPER>): Wrapper {
  return {
    name: values.name ?? '',
    label: values.label,
    description: values.description,
    contexts: values.contexts ?? [],
    externalInputs: values['external-inputs']?.map(toWrapperInput) ?? [],
    derivedInputs: values['derived-inputs']?.map(toDerivedInput) ?? [],
    outputHandlers: values['output-handlers']?.map(toOutputHandler) ?? [],
  };
}

function toWrapperInput(values: Values<typeof table.EXTERNAL_INPUT>): WrapperInput {
  return {
    name: values.name ?? '',
    label: values.label,
    description: values.description,
    type: values.type ?? 'string',
    matcher: values.matcher,
    defaultValue: values['default-value'],
    required: values.required ?? true,
    userSettable: values['user-settable'],
    sensitive: values.sensitive,
    replacementKey: values['replacement-key'],
    loadChildren: values['load-children'] ?? true,
    providesValueForCommandInput: values['provides-value-for-command-input'],
    providesFilesForCommandMount: values['provides-files-for-command-mount'],
    viaSetupCommand: values['via-setup-command'],
  };
}

/** Spelled out once more rather than spread: there are many of these, and a spread is several times slower. */
function toDerivedInput(values: Values<typeof table.DERIVED_INPUT>): DerivedInput {
  return {
    name: values.name ?? '',
    label: values.label,
    description: values.description,
    type: values.type ?? 'string',
    matcher: values.matcher,
    defaultValue: values['default-value'],
    required: values.required ?? true,
    userSettable: values['user-settable'],
    sensitive: values.sensitive,
    replacementKey: values['replacement-key'],
    loadChildren: values['load-children'] ?? true,
    providesValueForCommandInput: values['provides-value-for-command-input'],
    providesFilesForCommandMount: values['provides-files-for-command-mount'],
    viaSetupCommand: values['via-setup-command'],
    derivedFromWrapperInput: values['derived-from-wrapper-input'],
    derivedFromXnatObjectProperty: values['derived-from-xnat-object-property'],
    multiple: values.multiple ?? false,
    parser: values.parser,
  };
}

function toOutputHandler(values: Values<typeof table.OUTPUT_HANDLER>): OutputHandler {
  return {
    name: values.name,
    acceptsCommandOutput: values['accepts-command-output'],
    asAChildOf: values['as-a-child-of'] ?? values['as-a-child-of-wrapper-input'],
    type: values.type ?? 'Resource',
    label: values.label,
    xsiType: values['xsi-type'],
    format: values.format,
    description: values.description,
    content: values.content,
    tags: values.tags ?? [],
    viaWrapupCommand: values['via-wrapup-command'],
  };
}

function toSecret(values: Values<typeof table.SECRET>): Secret {
  const { source, destination } = values;
  return {
    source: source && { type: SECRET_SOURCE_TYPE, identifier: source.identifier },
    destination: destination && { type: SECRET_DESTINATION_TYPE, identifier: destination.identifier },
  };
}
