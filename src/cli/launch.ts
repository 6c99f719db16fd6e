import { dirname, resolve as resolvePath } from 'node:path';
import { LAUNCH_FILE_ENDING, type LaunchFile, type LaunchInput } from '../launch-file/launch-file';
import { readCommand } from '../launch/read-command';
import { wrapperOf } from '../launch/unattended/open-launch';
import { storedCommand } from '../resolution/stored-command';
import { listenForInterruption, type Interruption } from './interruption';
import type { ProgramOutput, ExitCode } from './io';
import { createLaunchConsole, type LaunchConsole } from './launch-console';
import { givenIn, launchFilesIn, type FoundLaunch } from './launch-files';
import { givenInputs, readLaunch, readText } from './launch-options';
import { checkWritable, VERDICT_FORMATS, writeVerdicts, type VerdictFormat } from './launch-output';
import { runOne, type LaunchAround, type LaunchToRun } from './launch-run';
import { secretPlaces, type SecretPlaces } from './launch-secrets';
import { resultOf, type LaunchVerdict } from './launch-verdict';
import { parseOptions } from './parse-options';
import { LAUNCH_USAGE, TEST_USAGE } from './usage';
import { UsageError } from './usage-error';

/** What both subcommands take. */
interface CommonOptions {
  readonly format: VerdictFormat;
  readonly outputFile: string | undefined;
  readonly engine: string | undefined;
  readonly secrets: SecretPlaces;
  readonly keep: string | undefined;
}

interface GivenOptions extends Readonly<Partial<Record<'engine' | 'format' | 'output' | 'keep', string | undefined>>> {
  readonly secret?: readonly string[] | undefined;
}

const COMMON = {
  secret: { type: 'string', multiple: true },
  engine: { type: 'string' },
  format: { type: 'string' },
  output: { type: 'string' },
  keep: { type: 'string' },
} as const;

const OF_LAUNCH = {
  ...COMMON,
  launch: { type: 'string' },
  wrapper: { type: 'string' },
  input: { type: 'string', multiple: true },
} as const;

/** `xnat-command launch`: 0 when it came to what was expected, 1 when not, 2 for wrong use, what cannot be read, or no engine. */
export function launch(args: readonly string[], output: ProgramOutput): Promise<ExitCode> {
  return reportingUse(output, async () => {
    const { values, positionals } = parseOptions(args, OF_LAUNCH, LAUNCH_USAGE);
    const options = commonOptions(values);
    return runAll([{ kind: 'launch', launch: await launchNamed(values, positionals) }], options, output);
  });
}

/** `xnat-command test`: the exit codes of `launch`, for all launch files together. */
export function test(args: readonly string[], output: ProgramOutput): Promise<ExitCode> {
  return reportingUse(output, async () => {
    const { values, positionals } = parseOptions(args, COMMON, TEST_USAGE);
    if (positionals.length === 0) throw new UsageError(`Which launch files?\n\n${TEST_USAGE}`);
    const options = commonOptions(values);
    const found = await launchFilesIn(positionals, (sentence) => output.error(`${sentence}\n`));
    if (found.length === 0) {
      throw new UsageError(`No launch file that expects something is in ${positionals.join(', ')}.`);
    }
    return runAll(found, options, output);
  });
}

async function reportingUse(output: ProgramOutput, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    output.error(`${error.message}\n`);
    return 2;
  }
}

function commonOptions(values: GivenOptions): CommonOptions {
  const { format = 'text' } = values;
  if (!isFormat(format))
    throw new UsageError(`There is no format ${format}. Use ${Object.keys(VERDICT_FORMATS).join(', ')}.`);
  const { engine, output: outputFile, keep } = values;
  return { format, outputFile, engine, keep, secrets: secretPlaces(values.secret ?? []) };
}

const isFormat = (format: string): format is VerdictFormat => Object.hasOwn(VERDICT_FORMATS, format);

interface NamedLaunch {
  readonly launch?: string | undefined;
  readonly wrapper?: string | undefined;
  readonly input?: readonly string[] | undefined;
}

/** The launch that the options of `launch` and its file name. */
async function launchNamed(options: NamedLaunch, positionals: readonly string[]): Promise<LaunchToRun> {
  const [named, ...more] = positionals;
  if (more.length > 0) throw new UsageError(`One Command at a time.\n\n${LAUNCH_USAGE}`);
  const isLaunchFile = named?.endsWith(LAUNCH_FILE_ENDING) === true && options.launch === undefined;
  const launchPath = isLaunchFile ? named : options.launch;
  const commandPath = isLaunchFile ? undefined : named;
  const kept = launchPath === undefined ? undefined : await readLaunch(launchPath);
  if (commandPath === undefined && kept === undefined) throw new UsageError(`Which Command?\n\n${LAUNCH_USAGE}`);
  const base = launchPath === undefined ? process.cwd() : dirname(resolvePath(launchPath));
  const command: LaunchFile['command'] =
    commandPath === undefined
      ? (kept?.file.command ?? { kind: 'file', path: '' })
      : { kind: 'file', path: resolvePath(commandPath) };
  const wrapperName = options.wrapper ?? kept?.file.wrapper;
  const inputs = new Map(kept?.file.inputs);
  const givenInFile = kept === undefined ? () => undefined : givenIn(kept.path, kept.text);
  let fromOptions: ReadonlyMap<string, LaunchInput> = new Map();
  if (options.input !== undefined) {
    const bound = command.kind === 'file' ? await commandAt(resolvePath(base, command.path)) : undefined;
    const wrapper = bound && wrapperOf(bound, wrapperName);
    const given = await givenInputs(
      options.input,
      typeof wrapper === 'string' ? undefined : wrapper,
      bound ?? { inputs: [] },
    );
    for (const [name, input] of given) inputs.set(name, input);
    fromOptions = given;
  }
  const file: LaunchFile = { ...(kept?.file ?? NOTHING_KEPT), command, wrapper: wrapperName, inputs };
  const givenAt = (name: string) => (fromOptions.has(name) ? `--input ${name}` : givenInFile(name));
  return { path: launchPath ?? commandPath ?? '', base, file, text: kept?.text, givenAt };
}

const NOTHING_KEPT: Omit<LaunchFile, 'command' | 'wrapper' | 'inputs'> = {
  objects: new Map(),
  otherCommands: [],
  environment: new Map(),
  engine: undefined,
  secrets: [],
  expect: undefined,
};

/** Undefined when it is none; what is wrong is told when it is launched. */
async function commandAt(path: string) {
  const reading = readCommand(await readText(path));
  return reading.ok ? storedCommand(reading.bound.command) : undefined;
}

async function runAll(found: readonly FoundLaunch[], options: CommonOptions, output: ProgramOutput): Promise<ExitCode> {
  const { format, outputFile } = options;
  checkWritable(outputFile);
  const layout = format === 'text' || outputFile !== undefined ? 'apart' : 'marked';
  const screen = createLaunchConsole(layout, process.stdout, process.stderr);
  const interruption = listenForInterruption(output);
  try {
    const verdicts = await runInTurn(found, options, screen, interruption);
    const style = process.stdout.isTTY && !process.env.NO_COLOR ? 'coloured' : 'plain';
    const written = await writeVerdicts(verdicts, options, style, output);
    return interruption.exitCode() ?? (written === 'written' ? exitCodeOf(verdicts) : 2);
  } finally {
    interruption.dispose();
  }
}

const LEFT_OUT = { kind: 'left-out', message: 'It was not run: the run was stopped before its turn came.' } as const;

async function runInTurn(
  found: readonly FoundLaunch[],
  { engine, secrets, keep }: CommonOptions,
  screen: LaunchConsole,
  { signal }: Interruption,
): Promise<readonly LaunchVerdict[]> {
  const around: LaunchAround = { engine, secrets, keep, screen };
  const verdicts: LaunchVerdict[] = [];
  for (const each of found) {
    if (each.kind === 'unreadable') {
      verdicts.push(each.verdict);
      continue;
    }
    const { launch } = each;
    const { path, text } = launch;
    if (signal.aborted) {
      verdicts.push({ path, text, outcome: LEFT_OUT });
      continue;
    }
    if (found.length > 1) screen.note(`\n${path}`);
    verdicts.push({ path, text, outcome: await runOne(launch, around, signal) });
    screen.end();
  }
  return verdicts;
}

function exitCodeOf(verdicts: readonly LaunchVerdict[]): ExitCode {
  const results = verdicts.map(({ outcome }) => resultOf(outcome));
  if (results.includes('error')) return 2;
  return results.every((result) => result === 'passed') ? 0 : 1;
}
