import type { Command, CommandInput, Wrapper } from '../command/model/command';
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
 * that a wrapper feeds, and required ones without a default, stand as `<name>`. Keys that no input fills stay as they are.
 *
 * @param fedInputs names of the inputs that wrapper inputs provide with values
 */
export function previewCommandLine(command: Command, fedInputs: ReadonlySet<string>): PreviewedCommandLine {
  const stored = storedCommand(command);
  const isOpen = (input: CommandInput): boolean =>
    fedInputs.has(input.name) || (input.defaultValue === undefined && (input.required || input.type === 'file'));
  const open = stored.inputs.filter(isOpen).map(({ name }) => name);
  const wrapper = { ...(stored.wrappers[0] ?? NO_WRAPPER), externalInputs: [], derivedInputs: [], outputHandlers: [] };
  const outcome = resolveLaunch({
    command: {
      ...stored,
      // What the line does not need, and what would make the launch ask for more than the line.
      mounts: [],
      outputs: [],
      secrets: [],
      wrappers: [wrapper],
      environmentVariables: new Map(),
      commandLine: stored.commandLine ?? '',
      inputs: stored.inputs.map((input) =>
        isOpen(input) ? { ...input, type: 'string' } : { ...input, required: false },
      ),
    },
    wrapperName: wrapper.name,
    inputs: new Map(open.map((name) => [name, `<${name}>`])),
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
  const line = outcome.ok ? outcome.launch.container.commandLine.text : (stored.commandLine ?? '');
  return {
    line,
    arguments: stored.overrideEntrypoint === true ? ['/bin/sh', '-c', line] : splitCommandLine(line),
    open,
    refusal: outcome.ok ? undefined : outcome.error.message,
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
