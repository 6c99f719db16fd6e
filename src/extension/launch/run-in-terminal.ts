import { hostname } from 'node:os';
import * as vscode from 'vscode';
import type { DockerConnection } from '../../docker';
import type { ContainerSpec } from '../../launch/container-spec';
import type { LogStream } from '../../launch/engine';
import { openLogFile } from '../../launch/log-file';
import { runContainer, type RunReport, type RunState } from '../../launch/run';
import type { RunFolder } from '../../launch/run-folder';
import type { StagingOutcome } from '../../launch/staging';
import type { DockerAccess } from '../docker-access';
import type { EditorSecrets } from '../editor-secrets';
import { describeReport, type RunVerdict } from './run-verdict';
import { openRunTerminal, type RunTerminal } from './run-terminal';

/** One run of a container, ready to go. */
export interface PreparedRun {
  /** Name of the Command. */
  readonly title: string;
  readonly spec: ContainerSpec;
  /** To be shown: without values of sensitive inputs and control characters. */
  readonly commandLine: string;
  readonly folder: RunFolder;
  /** Makes the folders to be mounted. */
  readonly stage: (signal: AbortSignal) => Promise<StagingOutcome>;
  readonly docker: DockerAccess;
  readonly secrets: EditorSecrets;
  readonly log: vscode.LogOutputChannel;
}

/** Runs a container with its log in a terminal and on disk, with progress and Cancel, and tells at the end what came of it. */
export async function runInTerminal(run: PreparedRun): Promise<void> {
  const stopping = new AbortController();
  const verdict = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: run.title, cancellable: true },
    async (progress, cancellation) => {
      cancellation.onCancellationRequested(() => stopping.abort());
      const report = (message: string) => progress.report({ message });
      report('connecting to Docker');
      const connected = await run.docker.connect(stopping.signal);
      if (!connected.ok) {
        return connected.failure.kind === 'cancelled' ? undefined : failure(connected.failure.message);
      }
      report('preparing folders');
      const staged = await run.stage(stopping.signal);
      if (!staged.ok) return staged.reason === 'cancelled' ? undefined : failure(staged.message);
      return runConnected(run, connected.value, stopping, (state) => report(STATES[state.kind]));
    },
  );
  if (verdict !== undefined) await showVerdict(verdict, run.folder);
}

const STATES: Record<RunState['kind'], string> = {
  preparing: 'creating the container',
  starting: 'starting the container',
  running: 'running',
  stopping: 'stopping the container',
  removing: 'removing the container',
};

const failure = (message: string): RunVerdict => ({ kind: 'failure', message });

async function runConnected(
  { title, spec, commandLine, folder, secrets }: PreparedRun,
  { containers }: DockerConnection,
  stopping: AbortController,
  onState: (state: RunState) => void,
): Promise<RunVerdict> {
  const terminal = openRunTerminal(title, () => stopping.abort());
  terminal.show();
  terminal.note(`${spec.image}: ${commandLine}`);
  const file = openLogFile(folder.logFile);
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  const report: RunReport = await runContainer(
    spec,
    { run: folder.run, owner: `${hostname()} ${process.pid}`, started: new Date().toISOString() },
    {
      engine: containers,
      resolveSecret: (source) => secrets.get(source),
      onState,
      onLog(stream: LogStream, bytes) {
        terminal.write(decoders[stream].decode(bytes, { stream: true }));
        return file.write(bytes);
      },
    },
    stopping.signal,
  );
  const closingFault = await file.close();
  const logFault = report.logFault ?? closingFault;
  const verdict = describeReport(title, { ...report, logFault });
  noteVerdict(terminal, verdict, folder);
  return verdict;
}

function noteVerdict(terminal: RunTerminal, verdict: RunVerdict, folder: RunFolder): void {
  terminal.note('');
  terminal.note(verdict.message);
  terminal.note(`The log is in ${folder.logFile}, the outputs are in ${folder.buildPath}.`);
}

async function showVerdict(verdict: RunVerdict, folder: RunFolder): Promise<void> {
  if (verdict.kind === 'failure') {
    void vscode.window.showErrorMessage(verdict.message);
    return;
  }
  const openLog = 'Open log';
  const show = verdict.kind === 'success' ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  if ((await show(verdict.message, openLog)) === openLog) {
    await vscode.window.showTextDocument(vscode.Uri.file(folder.logFile));
  }
}
