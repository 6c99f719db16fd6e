import type { Command, CommandInput, Wrapper } from '../command/model/command';
import { wrapperJson } from './configured-command';
import { fillJsonPathPart } from './json-path-part';
import { LaunchFault } from './launch-fault';
import { MASK } from './mask-sensitive';
import { resolveLaunch } from './resolve-launch';
import { splitCommandLine } from './split-command-line';
import { storedCommand } from './stored-command';

/** A command line as it stands before anyone has given a value. */
interface PreviewedCommandLine {
  readonly line: string;
  readonly arguments: readonly string[];
  /** Names of the inputs whose values only a launch can tell; they stand as `<name>`. */
  readonly open: readonly string[];
  /** Why a launch with these defaults would be refused, in the service's words. */
  readonly refusal: string | undefined;
}

/**
 * Fills a Command's line with the defaults of its inputs, by the service's own rules of flags, separators and lists. Inputs
 * that a wrapper feeds, and required ones without a default, stand as `<name>`; defaults of sensitive inputs are hidden. Keys
 * that no input fills stay as they are.
 *
 * @param fedInputs names of the inputs that wrapper inputs provide with values
 */
export function previewCommandLine(command: Command, fedInputs: ReadonlySet<string>): PreviewedCommandLine {
  const stored = storedCommand(command);
  const isOpen = (input: CommandInput): boolean =>
    fedInputs.has(input.name) || (input.defaultValue === undefined && (input.required || input.type === 'file'));
  const isHidden = (input: CommandInput): boolean => input.sensitive === true && input.defaultValue !== undefined;
  const standIns = stored.inputs
    .filter((input) => isOpen(input) || isHidden(input))
    .map((input, index) => ({
      name: input.name,
      placeholder: String.fromCodePoint(FIRST_PLACEHOLDER + index),
      shown: isOpen(input) ? `<${input.name}>` : MASK,
    }));
  const outcome = resolveLine(stored, new Map(standIns.map(({ name, placeholder }) => [name, placeholder])));
  const line = outcome.ok ? outcome.line : (stored.commandLine ?? '');
  const shownFor = new Map(standIns.map(({ placeholder, shown }) => [placeholder, shown]));
  const show = (text: string): string => text.replaceAll(PLACEHOLDERS, (each) => shownFor.get(each) ?? each);
  return {
    line: show(line),
    arguments: (stored.overrideEntrypoint === true ? ['/bin/sh', '-c', line] : splitCommandLine(line)).map(show),
    open: stored.inputs.filter(isOpen).map(({ name }) => name),
    refusal: outcome.ok ? undefined : outcome.refusal,
  };
}

/** For private use: characters that no rule of a value or of a command line knows. */
const FIRST_PLACEHOLDER = 0xf0000;
const PLACEHOLDERS = /[\u{F0000}-\u{FFFFD}]/gu;

type FilledLine = { readonly ok: true; readonly line: string } | { readonly ok: false; readonly refusal: string };

/** @param given values by the name of the input; the others have their defaults, or none. */
function resolveLine(stored: Command, given: ReadonlyMap<string, string>): FilledLine {
  const wrapper = stored.wrappers[0] ?? NO_WRAPPER;
  let command: Command;
  try {
    command = withWrapperTexts(stored, wrapper);
  } catch (fault) {
    if (!(fault instanceof LaunchFault)) throw fault;
    return { ok: false, refusal: fault.message };
  }
  const outcome = resolveLaunch({
    command: {
      ...command,
      // What the line does not need, and what would make the launch ask for more than the line.
      mounts: [],
      outputs: [],
      secrets: [],
      wrappers: [{ ...wrapper, externalInputs: [], derivedInputs: [], outputHandlers: [] }],
      environmentVariables: new Map(),
      commandLine: command.commandLine ?? '',
      inputs: command.inputs.map((input) =>
        given.has(input.name) ? { ...input, type: 'string' } : { ...input, required: false },
      ),
    },
    wrapperName: wrapper.name,
    inputs: given,
    settings: { configurations: [], buildPath: '/', pathTranslation: undefined },
    sources: {
      objectById: () => undefined,
      objectByUri: () => undefined,
      newDirectoryName: () => '',
      specialCommand: () => undefined,
      hasSecret: () => true,
      hasCachedFile: () => false,
    },
  });
  return outcome.ok
    ? { ok: true, line: outcome.launch.container.commandLine.text }
    : { ok: false, refusal: outcome.error.message };
}

/** The Command with what its line and defaults take from the wrapper, which is stripped afterwards. */
function withWrapperTexts(command: Command, wrapper: Wrapper): Command {
  const { commandLine, inputs } = command;
  // As in a launch: without any input not even that is filled in.
  if (inputs.length === 0) return command;
  const json = wrapperJson(wrapper);
  const filled = (text: string | undefined, pointer: string) =>
    text?.includes('^') === true ? fillJsonPathPart(text, json, pointer) : text;
  return {
    ...command,
    commandLine: filled(commandLine, '/command-line'),
    inputs: inputs.map((input, index) => ({
      ...input,
      defaultValue: filled(input.defaultValue, `/inputs/${index}/default-value`),
    })),
  };
}

const NO_WRAPPER: Wrapper = {
  name: '',
  label: undefined,
  description: undefined,
  contexts: [],
  externalInputs: [],
  derivedInputs: [],
  outputHandlers: [],
};
