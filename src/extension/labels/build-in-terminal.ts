import * as vscode from 'vscode';
import type { LabelledCommand } from '../../command/label/read-label';
import { COMMANDS_LABEL } from '../../command/label/write-label';
import type { BuildOutcome, BuildRequest, DockerConnection } from '../../docker';
import { createMask, createRedactor } from '../../launch/redaction';
import { openRunTerminal, type RunTerminal } from '../launch/run-terminal';
import type { GatheredSecret } from './build-secrets';
import type { LabelServices } from './label-services';

/** A build that is ready to go. */
export interface PreparedBuild {
  readonly title: string;
  readonly request: Omit<BuildRequest, 'secrets' | 'name'> & {
    readonly secrets: readonly GatheredSecret[];
    readonly name: string;
  };
  /** Whether the Dockerfile gives the image a label, so that its absence would be worth a word. */
  readonly hasLabel: boolean;
}

/** What to tell at the end. */
interface Verdict {
  readonly kind: 'success' | 'warning' | 'failure';
  readonly message: string;
  /** The Commands of the new image, one a line. */
  readonly commands?: readonly string[];
}

/** Builds an image with its output in a terminal, masked, with progress and Cancel, and tells what came of it. */
export async function buildInTerminal({ docker }: LabelServices, build: PreparedBuild): Promise<void> {
  const stopping = new AbortController();
  const verdict = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: build.title, cancellable: true },
    async (progress, cancellation) => {
      cancellation.onCancellationRequested(() => stopping.abort());
      progress.report({ message: 'connecting to Docker' });
      const connected = await docker.connect(stopping.signal);
      if (connected.ok)
        return buildConnected(build, connected.value, stopping, (message) => progress.report({ message }));
      return connected.failure.kind === 'cancelled' ? undefined : failure(connected.failure.message);
    },
  );
  if (verdict === undefined) return;
  const show = {
    success: vscode.window.showInformationMessage,
    warning: vscode.window.showWarningMessage,
    failure: vscode.window.showErrorMessage,
  }[verdict.kind];
  const showImages = 'Show images';
  const choice = await show(verdict.message, ...(verdict.kind === 'failure' ? [] : [showImages]));
  if (choice === showImages) await vscode.commands.executeCommand(`${IMAGES_VIEW}.focus`);
}

const IMAGES_VIEW = 'xnatCommands.images';

const failure = (message: string): Verdict => ({ kind: 'failure', message });

async function buildConnected(
  { title, request, hasLabel }: PreparedBuild,
  connection: DockerConnection,
  stopping: AbortController,
  report: (message: string) => void,
): Promise<Verdict | undefined> {
  const builder = await connection.chooseBuilder(stopping.signal);
  if (builder.kind === 'classic' && request.secrets.length > 0) {
    return failure(`This Dockerfile mounts secrets, which needs BuildKit. ${builder.reason}`);
  }
  const terminal = openRunTerminal(title, () => stopping.abort());
  terminal.show();
  terminal.note(
    builder.kind === 'buildkit'
      ? `${request.name}, built with BuildKit (docker ${builder.cli.version})`
      : `${request.name}, built with the engine's classic builder. ${builder.reason}`,
  );
  report('building');
  const redactor = createRedactor(createMask(request.secrets.map(({ value }) => value)));
  const write = (pieces: readonly Uint8Array[]) => {
    for (const piece of pieces) terminal.write(piece, 'stdout');
  };
  const output = (bytes: Uint8Array) => write(redactor.push(bytes));
  const built = await connection.buildImage(builder, request, output, stopping.signal);
  write(redactor.end());
  const verdict = built.ok
    ? await verdictOn(built.value, request.name, connection, hasLabel)
    : failure(built.failure.message);
  noteVerdict(terminal, verdict);
  return verdict;
}

function noteVerdict(terminal: RunTerminal, verdict: Verdict | undefined): void {
  terminal.note('');
  terminal.note(verdict?.message ?? 'The build was cancelled.');
  verdict?.commands?.forEach((command) => terminal.note(`  ${command}`));
}

async function verdictOn(
  outcome: BuildOutcome,
  name: string,
  connection: DockerConnection,
  hasLabel: boolean,
): Promise<Verdict | undefined> {
  if (outcome.kind === 'cancelled') return undefined;
  if (outcome.kind === 'failed') return failure(`${outcome.message} The terminal shows why.`);
  const image = await connection.inspectImage(outcome.imageId, AbortSignal.timeout(30_000));
  const label = image.ok ? image.value.labels[COMMANDS_LABEL] : undefined;
  if (label === undefined) {
    return hasLabel
      ? {
          kind: 'warning',
          message: `Built ${name}, but its label ${COMMANDS_LABEL} could not be read from the engine.`,
        }
      : { kind: 'success', message: `Built ${name}. It has no label with Commands.` };
  }
  // What checks Commands is large, and the bundle of the Images view has it already.
  const { readLabel } = await import('../images');
  const reading = readLabel(label, name);
  if (!reading.ok) {
    return {
      kind: 'warning',
      message: `Built ${name}, but XNAT would take no Command of its label. ${reading.fault.reason}`,
    };
  }
  const { commands } = reading;
  const names = commands.map(({ command }) => command.name ?? '(no name)');
  const count = names.length === 1 ? '1 Command' : `${names.length} Commands`;
  const refused = commands.find(({ refusal }) => refusal !== undefined);
  const message = `Built ${name} with ${count} in its label: ${names.join(', ')}.`;
  return {
    kind: refused === undefined ? 'success' : 'warning',
    message:
      refused === undefined
        ? message
        : `${message} XNAT would not take ${refused.command.name ?? 'one'}: ${refused.refusal}`,
    commands: commands.map(describeCommand),
  };
}

function describeCommand({ command: { name, wrappers } }: LabelledCommand): string {
  const shown = name ?? '(no name)';
  return wrappers.length === 0 ? `${shown} (no wrapper)` : `${shown}: ${wrappers.map((one) => one.name).join(', ')}`;
}
