import type { ResolvedInput, ResolvedOutput } from '../../resolution/resolved-launch';
import { sensitiveMask } from '../../resolution/mask-sensitive';
import type { SecretReference } from '../container-spec';
import type { LaunchInput } from '../../launch-file/launch-file';
import type { UploadSources } from '../outputs/describe-uploads';
import type { OutputReport } from '../outputs/output-report';
import type { FinalStatus, LiveStatus, SentFolder, StepReport } from '../run/launch-event';
import type { LaunchPlan } from '../run/launch-plan';
import type { LaunchReport } from '../run/launch-report';
import type { Verdict } from '../verdict/describe-verdict';

/** The format of a record; a newer one is read as far as it is understood. */
export const RECORD_VERSION = 1;

/** What is kept of a run, in its folder. Holds no secret, and no value of an input that is called sensitive. */
export interface RunRecord {
  readonly version: number;
  readonly run: string;
  /** The Command's name. */
  readonly title: string;
  readonly wrapper: string;
  /** Address of the document that holds the Command, where it was launched from one. */
  readonly source: string | undefined;
  readonly image: string;
  /** To be shown. */
  readonly commandLine: string;
  readonly host: RunHost;
  /** Folders that volumes of the engine stand for, in order. */
  readonly sent: readonly SentFolder[];
  /** The window or process that runs it. */
  readonly owner: string;
  /** ISO 8601. */
  readonly started: string;
  /** What was asked for, to run it again. */
  readonly answers: readonly (readonly [name: string, input: LaunchInput])[];
  /** What the inputs came to. */
  readonly inputs: readonly RecordedInput[];
  readonly secrets: readonly SecretReference[];
  /** Where the outputs are, so that a run that was lost can still be judged. */
  readonly outputs: UploadSources;
  readonly status: LiveStatus | FinalStatus;
  /** Those that have ended. */
  readonly steps: readonly StepReport[];
  readonly report: LaunchReport | undefined;
  readonly verdict: Verdict | undefined;
}

/** Where a run is. */
export interface RunHost {
  /** Address of the engine, where the launch named one; undefined: the editor's. */
  readonly engine: string | undefined;
  readonly backend: 'docker' | 'swarm';
}

export interface RecordedInput {
  readonly name: string;
  /** A sensitive one has none here. */
  readonly value: string | undefined;
  readonly kept: 'value' | 'hidden' | 'none';
}

/** What a plan does not say of a launch. */
export interface LaunchOrigin {
  readonly source: string | undefined;
  readonly host: RunHost;
  readonly commandLine: string;
  /** Without those of sensitive inputs. */
  readonly answers: ReadonlyMap<string, LaunchInput>;
}

/** The record of a launch that is about to begin. */
export function newRecord(plan: LaunchPlan, origin: LaunchOrigin, started: string): RunRecord {
  const { launch, main } = plan;
  const mask = sensitiveMask(launch.inputs);
  return {
    version: RECORD_VERSION,
    run: plan.folder.run,
    title: plan.title,
    wrapper: launch.wrapperName,
    source: origin.source,
    image: main.spec.image,
    commandLine: origin.commandLine,
    host: origin.host,
    sent: [],
    owner: plan.owner,
    started,
    answers: [...origin.answers],
    inputs: recordedInputs(launch.inputs),
    secrets: main.spec.secrets,
    outputs: {
      outputs: launch.outputs.map((output) => ({ ...output, ...maskedMarks(output, mask) })),
      container: { mounts: launch.container.mounts.map(({ name, xnatPath }) => ({ name, xnatPath })) },
      wrapupContainers: launch.wrapupContainers.map(({ parentName, container }) => ({
        parentName,
        container: { mounts: container.mounts.map(({ name, xnatPath }) => ({ name, xnatPath })) },
      })),
    },
    status: 'Staging',
    steps: [],
    report: undefined,
    verdict: undefined,
  };
}

/** The record of a launch that has ended. */
export function endedRecord(record: RunRecord, report: LaunchReport, verdict: Verdict, mask: (text: string) => string) {
  const uploads = report.checks?.uploads;
  const checks = report.checks && {
    ...report.checks,
    uploads: uploads && {
      ...uploads,
      outputs: uploads.outputs.map((output): OutputReport => ({
        ...output,
        ...maskedMarks(output, mask),
        label: mask(output.label),
      })),
    },
  };
  const details = verdict.details.map(mask);
  const kept: LaunchReport = { ...report, checks };
  return { ...record, status: report.status, steps: report.steps, report: kept, verdict: { ...verdict, details } };
}

type Marks = Pick<ResolvedOutput, 'label' | 'format' | 'description' | 'content' | 'tags'>;

/** What an output is marked with can hold the value of an input. */
const maskedMarks = ({ label, format, description, content, tags }: Marks, mask: (text: string) => string) => ({
  label: label === undefined ? undefined : mask(label),
  format: format === undefined ? undefined : mask(format),
  description: description === undefined ? undefined : mask(description),
  content: content === undefined ? undefined : mask(content),
  tags: tags.map(mask),
});

/** The inputs of a launch by name, each once, in the order they were resolved. */
function recordedInputs(inputs: readonly ResolvedInput[]): readonly RecordedInput[] {
  const found = new Map<string, RecordedInput>();
  const visit = (input: ResolvedInput): void => {
    const values = input.values.map(({ value, label }) => label ?? value).filter((text) => text !== undefined);
    const { name } = input;
    if (input.masked) found.set(name, { name, value: undefined, kept: 'hidden' });
    else if (values.length === 0) found.set(name, { name, value: undefined, kept: 'none' });
    else found.set(name, { name, value: values.join(', '), kept: 'value' });
    for (const { children } of input.values) children.forEach(visit);
  };
  inputs.forEach(visit);
  return [...found.values()];
}

const NO_OUTPUTS: UploadSources = { outputs: [], container: { mounts: [] }, wrapupContainers: [] };

/** Reads a record as far as it is understood; undefined when the text is none. */
export function readRecord(text: string): RunRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const given = value as Partial<RunRecord>;
  if (typeof given.run !== 'string' || typeof given.started !== 'string') return undefined;
  return {
    version: typeof given.version === 'number' ? given.version : RECORD_VERSION,
    run: given.run,
    title: textOr(given.title, 'Command'),
    wrapper: textOr(given.wrapper, ''),
    source: typeof given.source === 'string' ? given.source : undefined,
    image: textOr(given.image, ''),
    commandLine: textOr(given.commandLine, ''),
    host: {
      engine: typeof given.host?.engine === 'string' ? given.host.engine : undefined,
      backend: given.host?.backend === 'swarm' ? 'swarm' : 'docker',
    },
    sent: listOr(given.sent),
    owner: textOr(given.owner, ''),
    started: given.started,
    answers: listOr(given.answers),
    inputs: listOr(given.inputs),
    secrets: listOr(given.secrets),
    outputs: Array.isArray(given.outputs?.outputs) ? given.outputs : NO_OUTPUTS,
    status: textOr(given.status, 'Failed') as RunRecord['status'],
    steps: listOr(given.steps),
    report: Array.isArray(given.report?.steps) ? { ...given.report, kept: listOr(given.report.kept) } : undefined,
    verdict:
      typeof given.verdict?.message === 'string'
        ? { ...given.verdict, details: listOr(given.verdict.details) }
        : undefined,
  };
}

const textOr = (value: unknown, otherwise: string) => (typeof value === 'string' ? value : otherwise);
const listOr = <T>(value: readonly T[] | undefined): readonly T[] =>
  Array.isArray(value) ? (value as readonly T[]) : [];
