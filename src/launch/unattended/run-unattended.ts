import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { outcomeMask, sensitiveMask, shownError } from '../../resolution/mask-sensitive';
import type { LaunchError, ResolvedLaunch } from '../../resolution/resolved-launch';
import { unknownInputs } from '../../resolution/unknown-inputs';
import type { SecretValue } from '../../secrets/secret-value';
import type { ServerSettings } from '../container-spec';
import { nodeDataFiles } from '../data/node-data-files';
import { isOutOfReach, type ContainerEngine, type Outcome } from '../engine';
import { evaluateExpectations } from '../expectations/evaluate-expectations';
import { createLogSearch, type LogSearch } from '../expectations/log-search';
import type { RegistryLogin } from '../image-pull';
import type { LaunchFile } from '../../launch-file/launch-file';
import { withEnvironment } from '../launch-environment';
import { describeUploads } from '../outputs/describe-uploads';
import { describeLeak, tooShort } from '../verdict/leak-words';
import { nodeOutputFiles } from '../outputs/output-files';
import type { UploadVerdict } from '../outputs/output-report';
import { describeUnusable } from '../unusable-input';
import { createMask, redactText } from '../redaction';
import { resolveWithData } from '../resolve-with-data';
import type { LaunchEvent } from '../run/launch-event';
import { planLaunch, type LaunchPlan } from '../run/launch-plan';
import type { LaunchReport } from '../run/launch-report';
import type { LaunchChecker } from '../run/launch-tools';
import { runLaunch } from '../run/run-launch';
import { makeRunFolder } from '../run-folder';
import { nameRunFolder } from '../run-folder-names';
import { lookUpSecrets, type SecretResolver } from '../run-secrets';
import { openLaunch, type LabelledImage, type LaunchSurroundings, type OpenedLaunch } from './open-launch';
import { notRun, type UnattendedOutcome } from './unattended-outcome';

/** What a launch without a person works with. */
export interface UnattendedTools extends Omit<LaunchSurroundings, 'images'> {
  /** Connects to the engine of that address; to the usual one when it is undefined. */
  readonly connect: (address: string | undefined, signal: AbortSignal) => Promise<Outcome<UnattendedEngine>>;
  readonly resolveSecret: SecretResolver;
  readonly loginFor: (image: string) => Promise<RegistryLogin | undefined>;
  /** What takes the place of a server's settings, the launch file's variables among them, and what was made up. */
  readonly server: { readonly settings: ServerSettings; readonly notes: readonly string[] };
  /** Folder in which the launch makes its own. */
  readonly storage: string;
  /** The process that runs it; kept in the labels of what it makes. */
  readonly owner: string;
  /** What it returns for a piece of a log is awaited, so that a slow reader slows the container. */
  readonly onEvent: (event: LaunchEvent) => void | Promise<void>;
  /** Told in a few words what goes on before the launch itself. */
  readonly onProgress: (message: string) => void;
  /** Told what a person should know before anything runs: a sentence. */
  readonly onWarning: (sentence: string) => void;
}

/** What is asked of a Docker engine. */
export interface UnattendedEngine {
  readonly containers: ContainerEngine;
  listImages(signal: AbortSignal): Promise<Outcome<readonly LabelledImage[]>>;
}

const STOPPED: UnattendedOutcome = { kind: 'stopped', message: 'The launch was stopped.', leftBehind: [] };

/**
 * Launches what a launch file says without asking anybody, and weighs what came of it against the file's expectations.
 *
 * @param signal stops it, at any point, with nothing left behind
 * @throws the file system's error when the folder of the run cannot be made
 */
export async function runUnattended(
  file: LaunchFile,
  tools: UnattendedTools,
  signal: AbortSignal,
): Promise<UnattendedOutcome> {
  let connection: Promise<Outcome<UnattendedEngine>> | undefined;
  const connect = () => {
    tools.onProgress('Connecting to Docker');
    return (connection ??= tools.connect(file.engine, signal));
  };
  const images = async () => {
    const connected = await connect();
    return connected.ok ? connected.value.listImages(signal) : connected;
  };
  const opening = await openLaunch(file, { ...tools, images });
  if (signal.aborted) return STOPPED;
  if (!opening.ok) return notRun(opening.why, opening.message, opening.pointer);
  const { launch } = opening;
  const folder = nameRunFolder(tools.storage);
  const resolution = await resolve(launch, folder, tools, signal);
  if (resolution === 'stopped') return STOPPED;
  if (!resolution.ok) {
    return notRun('unusable', describeUnusable(resolution), resolution.pointer);
  }
  const { outcome, links, cachedFiles } = resolution;
  if (!outcome.ok) return refused(outcome.error, outcomeMask(outcome), launch, file);
  const resolved = withEnvironment(outcome.launch, file.environment);
  const { settings, notes: madeUp } = tools.server;
  const notes = [...resolution.notes, ...madeUp];
  const planning = planLaunch(resolved, settings, {
    links,
    cachedFiles,
    folder,
    notes,
    afterwards: 'remove',
    owner: tools.owner,
  });
  if (!planning.ok) return refused(planning.error, sensitiveMask(resolved.inputs), launch, file);
  const { plan } = planning;
  const references = [plan.main, ...plan.setups, ...plan.wrapups].flatMap(({ spec }) => spec.secrets);
  const secrets = await lookUpSecrets(references, tools.resolveSecret);
  if (secrets.kind === 'unreadable') return notRun('secrets', secrets.message, '/secrets');
  if (secrets.kind === 'missing') {
    const names = secrets.sources.map((source) => `“${source}”`).join(', ');
    const message = `There is no value for the secret${secrets.sources.length > 1 ? 's' : ''} ${names}.`;
    return { ...notRun('secrets', message, '/secrets'), missingSecrets: secrets.sources };
  }
  const connected = await connect();
  if (!connected.ok && connected.failure.kind === 'cancelled') return STOPPED;
  if (!connected.ok) return notRun('engine', connected.failure.message, '/engine');
  await makeRunFolder(folder);
  return run(plan, file, resolved, connected.value, secrets.values, tools, signal);
}

async function resolve(
  launch: OpenedLaunch,
  { path, buildPath }: LaunchPlan['folder'],
  { onProgress, onWarning }: UnattendedTools,
  signal: AbortSignal,
) {
  const { command, wrapper, inputs } = launch;
  unknownInputs(inputs.keys(), command, wrapper).forEach(onWarning);
  onProgress('Reading the data');
  try {
    return await resolveWithData({
      ...launch,
      index: {
        files: nodeDataFiles,
        signal,
        onProgress: (found) => onProgress(`Reading the data: ${found} files`),
        viewFolder: join(path, 'archive'),
      },
      buildPath,
      newDirectoryName: randomUUID,
    });
  } catch (error) {
    if (signal.aborted) return 'stopped';
    throw error;
  }
}

/** The service would fail before a container is made, which a launch can be expected not to. */
function refused(
  error: LaunchError,
  mask: (text: string) => string,
  { command, placeOf }: OpenedLaunch,
  { expect }: LaunchFile,
): UnattendedOutcome {
  const { workflowStatus: status } = error;
  const title = command.name ?? 'Command';
  const message = shownError(error, mask, placeOf);
  const facts = { status, message, exitCode: undefined, uploads: undefined, outputs: [], leaks: undefined };
  const expectations = evaluateExpectations(
    { exitCode: expect?.exitCode, outputs: new Map(), log: [] },
    { ...facts, foundTexts: new Set(), logTail: '' },
  );
  return { kind: 'weighed', title, ...facts, durationMs: 0, expectations, logTail: '', remarks: [] };
}

async function run(
  plan: LaunchPlan,
  file: LaunchFile,
  resolved: ResolvedLaunch,
  engine: UnattendedEngine,
  secrets: ReadonlyMap<string, SecretValue>,
  tools: UnattendedTools,
  signal: AbortSignal,
): Promise<UnattendedOutcome> {
  const mask = createMask([...secrets.values()]);
  const search = createLogSearch(file.expect?.log ?? []);
  let uploads: UploadVerdict | undefined;
  const check: LaunchChecker = async ({ plan: { launch, folder }, leaks, ended }, onProgress, checking) => {
    uploads = ended === 'well' ? await describeUploads(launch, nodeOutputFiles, checking) : undefined;
    await leaks.folder(folder.buildPath, 'build', () => onProgress('looking for leaks'), checking);
    return { uploads, leaks: leaks.report() };
  };
  const report = await runLaunch(
    plan,
    {
      engine: engine.containers,
      // What was looked up once stays so: the launch is masked by it.
      resolveSecret: (source) => Promise.resolve(secrets.get(source)),
      loginFor: tools.loginFor,
      check,
      onEvent(event) {
        if (event.kind === 'log' && event.step.kind === 'main') search.push(event.stream, event.bytes);
        return tools.onEvent(event);
      },
    },
    signal,
  );
  const redact = <T>(value: T) => redactTexts(value, (text) => redactText(mask, text));
  if (report.ending.kind === 'stopped') {
    return { kind: 'stopped', message: report.message, leftBehind: report.leftBehind };
  }
  const failure = report.ending.kind === 'failed' ? report.ending.failure : undefined;
  if (failure !== undefined && isOutOfReach(failure)) {
    return { ...notRun('engine', report.message, '/engine'), leftBehind: report.leftBehind };
  }
  return redact(weighed(plan.title, file, report, resolved, uploads, search));
}

function weighed(
  title: string,
  { expect }: LaunchFile,
  report: LaunchReport,
  { outputs, secrets }: ResolvedLaunch,
  uploads: UploadVerdict | undefined,
  search: LogSearch,
): UnattendedOutcome {
  const { status, message, durationMs, logFault, leftBehind, unmaskedVariables } = report;
  const main = report.steps.find(({ step }) => step.kind === 'main');
  const exitCode = main?.container?.exit?.exitCode;
  const logTail = search.tail();
  const expectations = evaluateExpectations(expect, {
    status,
    message,
    exitCode,
    uploads,
    outputs: [...new Set(outputs.map(({ output }) => output))],
    foundTexts: search.found(),
    logTail,
    leaks: secrets.length === 0 ? undefined : report.checks?.leaks.leaks.map(describeLeak),
  });
  const remarks = [
    logFault,
    ...leftBehind,
    report.checks && tooShort(report.checks.leaks),
    unmaskedVariables.length > 0 ? `Too short to be masked in the log: ${unmaskedVariables.join(', ')}.` : undefined,
  ].filter((remark) => remark !== undefined);
  return { kind: 'weighed', title, status, message, exitCode, durationMs, expectations, uploads, logTail, remarks };
}

/** Plain data with each of its texts changed. */
function redactTexts<T>(value: T, redact: (text: string) => string): T {
  if (typeof value === 'string') return redact(value) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => redactTexts(each, redact)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, redactTexts(each, redact)])) as T;
}
