import { dirname, resolve as resolvePath } from 'node:path';
import { bindDocument } from '../command/binding/bind-command';
import { createCommandDocument } from '../command/document/command-document';
import type { CommandDocument } from '../command/document/command-document';
import { decodeBody } from '../command/document/decode-body';
import { placesIn } from '../command/document/describe-place';
import type { Command, Wrapper } from '../command/model/command';
import { createdLaunch } from '../launch/created-launch';
import { nodeDataFiles } from '../launch/data/node-data-files';
import { placesOfInputs, placesOfLaunch } from '../launch-file/given-place';
import { LAUNCH_FILE_ENDING } from '../launch-file/launch-file';
import type { LaunchFile } from '../launch-file/launch-file';
import { describeUnusable } from '../launch/unusable-input';
import { resolveWithData } from '../launch/resolve-with-data';
import { renderPreview } from '../resolution/render-preview';
import { storedCommand } from '../resolution/stored-command';
import { unknownInputs } from '../resolution/unknown-inputs';
import type { CliOutput, ExitCode } from './io';
import { launchJson } from './launch-json';
import { givenInputs, readBytes, readLaunch, readText } from './launch-options';
import { parseOptions } from './parse-options';
import { printable } from './printable';
import { resolveCase } from './resolve-cases';
import { shownPath } from './shown-path';
import { RESOLVE_USAGE } from './usage';
import { UsageError } from './usage-error';

const OPTIONS = {
  wrapper: { type: 'string' },
  input: { type: 'string', multiple: true },
  launch: { type: 'string' },
  format: { type: 'string' },
  cases: { type: 'string' },
} as const;

/** `xnat-command resolve`. */
export async function resolve(args: readonly string[], output: CliOutput): Promise<ExitCode> {
  try {
    const { values, positionals } = parseOptions(args, OPTIONS, RESOLVE_USAGE);
    if (values.cases !== undefined) return await resolveCases(values.cases, output);
    return await resolveOne(values, positionals, output);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    output.error(`${printable(error.message)}\n`);
    return 2;
  }
}

interface ResolveOptions {
  readonly wrapper?: string | undefined;
  readonly input?: readonly string[] | undefined;
  readonly launch?: string | undefined;
  readonly format?: string | undefined;
  readonly cases?: string | undefined;
}

async function resolveCases(file: string, output: CliOutput): Promise<ExitCode> {
  const lines = (await readText(file)).split('\n').filter((line) => line.trim() !== '');
  for (const [index, line] of lines.entries()) {
    try {
      output.out(`${resolveCase(line)}\n`);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new UsageError(`Line ${index + 1} of ${file} is no JSON: ${error.message}`);
    }
  }
  return 0;
}

async function resolveOne(
  options: ResolveOptions,
  positionals: readonly string[],
  output: CliOutput,
): Promise<ExitCode> {
  const { format = 'text' } = options;
  if (format !== 'text' && format !== 'json') throw new UsageError(`There is no format “${format}”: text or json.`);
  const [first = ''] = positionals;
  const isLaunchFile = options.launch === undefined && first.endsWith(LAUNCH_FILE_ENDING);
  const launchPath = isLaunchFile ? first : options.launch;
  const kept = launchPath === undefined ? undefined : await readLaunch(launchPath);
  const launchFile = kept?.file;
  const inFile = kept && { path: kept.path, document: createCommandDocument(kept.text, 'create') };
  const base = launchPath === undefined ? process.cwd() : dirname(resolvePath(launchPath));
  const commandPath = commandFile(isLaunchFile ? positionals.slice(1) : positionals, launchFile, base);
  const isNamedByFile = positionals.length === (isLaunchFile ? 1 : 0);
  const { command, document } = await readCommand(commandPath, isNamedByFile ? launchPath : undefined);
  const wrapper = wrapperOf(command, options.wrapper ?? launchFile?.wrapper, shownPath(commandPath));
  const inputs = new Map(launchFile?.inputs ?? []);
  const given = await givenInputs(options.input ?? [], wrapper, command);
  for (const [name, input] of given) inputs.set(name, input);
  for (const warning of unknownInputs(inputs.keys(), command, wrapper))
    output.error(`Warning: ${printable(warning)}\n`);
  const others = await Promise.all(
    (launchFile?.otherCommands ?? []).map((path) => readCommand(resolvePath(base, path), launchPath)),
  );
  let directories = 0;
  const resolution = await resolveWithData({
    command,
    wrapper,
    inputs,
    objects: launchFile?.objects ?? new Map(),
    otherCommands: others.map((other) => other.command),
    resolvePath: (path) => resolvePath(base, path),
    index: {
      files: nodeDataFiles,
      signal: new AbortController().signal,
      onProgress: () => undefined,
      viewFolder: '<archive view>',
    },
    buildPath: '<build>',
    newDirectoryName: () => String(++directories),
  });
  if (!resolution.ok) {
    const isKept = inFile !== undefined && !given.has(resolution.input);
    const place = isKept ? `${placesIn(inFile.document, inFile.path)(resolution.pointer)}: ` : '';
    throw new UsageError(place + describeUnusable(resolution));
  }
  const { notes } = resolution;
  const environment = launchFile?.environment ?? new Map<string, string>();
  const outcome = createdLaunch(resolution.outcome, environment);
  const givenInFile = inFile === undefined ? () => undefined : placesOfInputs(inFile.document, inFile.path);
  const givenAt = (name: string) => (given.has(name) ? `--input ${name}` : givenInFile(name));
  const placeOf = placesOfLaunch(document, shownPath(commandPath), givenAt);
  output.out(
    format === 'json'
      ? `${launchJson(outcome, notes, environment)}\n`
      : printable(renderPreview(outcome, { notes, environment, placeOf })),
  );
  return outcome.ok ? 0 : 1;
}

function commandFile(positionals: readonly string[], launchFile: LaunchFile | undefined, base: string): string {
  const [file, ...more] = positionals;
  if (more.length > 0) throw new UsageError(`One Command at a time.\n\n${RESOLVE_USAGE}`);
  if (file !== undefined) return resolvePath(file);
  if (launchFile === undefined) throw new UsageError(`Which Command?\n\n${RESOLVE_USAGE}`);
  if (launchFile.command.kind === 'file') return resolvePath(base, launchFile.command.path);
  throw new UsageError(
    `The launch file names the Command in the label of ${launchFile.command.image}. Nothing is asked of Docker here: ` +
      'give the path of the Command as well.',
  );
}

/** @param namedBy the launch file that names it; undefined where the person does */
async function readCommand(
  path: string,
  namedBy: string | undefined,
): Promise<{ readonly command: Command; readonly document: CommandDocument }> {
  const name = namedBy === undefined ? shownPath(path) : `${shownPath(path)}, which ${namedBy} names,`;
  const document = createCommandDocument(decodeBody(await readBytes(path, name)), 'create');
  const { commands, faults } = bindDocument(document);
  const [bound] = commands;
  if (bound === undefined || document.syntaxFaults.length + faults.length + bound.faults.length > 0) {
    throw new UsageError(
      `${name} is no Command that the server could read. “xnat-command validate ${shownPath(path)}” says why.`,
    );
  }
  return { command: storedCommand(bound.command), document };
}

/** A path as short as it goes, seen from here. */
function wrapperOf(command: Command, name: string | undefined, path: string): Wrapper {
  const names = command.wrappers.map((wrapper) => `“${wrapper.name}”`).join(', ');
  if (name !== undefined) {
    const wrapper = command.wrappers.find((each) => each.name === name);
    if (wrapper === undefined) throw new UsageError(`${path} has no wrapper “${name}”. It has ${names || 'none'}.`);
    return wrapper;
  }
  const [only] = command.wrappers;
  if (only === undefined) throw new UsageError(`${path} has no wrapper, so it cannot be launched.`);
  if (command.wrappers.length > 1) throw new UsageError(`Which wrapper? Give --wrapper and one of ${names}.`);
  return only;
}
