import * as vscode from 'vscode';
import type { DockerConnection } from '../../docker';
import type { LaunchEvent } from '../../launch/run/launch-event';
import type { LaunchPlan } from '../../launch/run/launch-plan';
import { noChecks } from '../../launch/run/launch-tools';
import { runLaunch } from '../../launch/run/run-launch';
import type { RunFolder } from '../../launch/run-folder';
import { loginFor } from '../image-hosts/login-for';
import type { LaunchServices } from './launch-services';
import { describeReport, type RunVerdict } from './run-verdict';
import { secretResolver } from './secret-sources';
import { openRunTerminal, type RunTerminal } from './run-terminal';

/** A launch, ready to go. */
export interface PreparedRun {
  readonly plan: LaunchPlan;
  /** To be shown: without values of sensitive inputs and control characters. */
  readonly commandLine: string;
  readonly services: LaunchServices;
}

/** Runs a launch with its log in a terminal and on disk, with progress and Cancel, and tells at the end what came of it. */
export async function runInTerminal(run: PreparedRun): Promise<void> {
  const stopping = new AbortController();
  const verdict = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: run.plan.title, cancellable: true },
    async (progress, cancellation) => {
      cancellation.onCancellationRequested(() => stopping.abort());
      const report = (message: string) => progress.report({ message });
      report('connecting to Docker');
      const connected = await run.services.docker.connect(stopping.signal);
      if (connected.ok) return runConnected(run, connected.value, stopping, report);
      const { kind, message } = connected.failure;
      return kind === 'cancelled' ? undefined : ({ kind: 'failure', message } as const);
    },
  );
  if (verdict !== undefined) await showVerdict(verdict, run.plan.folder);
}

async function runConnected(
  { plan, commandLine, services }: PreparedRun,
  { containers, services: swarm }: DockerConnection,
  stopping: AbortController,
  report: (message: string) => void,
): Promise<RunVerdict> {
  const terminal = openRunTerminal(plan.title, () => stopping.abort());
  terminal.show();
  terminal.note(`${plan.main.spec.image}: ${commandLine}`);
  const show = eventShower(terminal, report);
  const launched = await runLaunch(
    plan,
    {
      engine: usesSwarm() ? swarm : containers,
      resolveSecret: secretResolver(services.secrets),
      loginFor: async (image) => (await loginFor(image, services.imageHosts, services.log)).login,
      check: noChecks,
      onEvent: show,
    },
    stopping.signal,
  );
  const verdict = describeReport(launched);
  noteVerdict(terminal, verdict, plan.folder);
  return verdict;
}

const usesSwarm = () => vscode.workspace.getConfiguration('xnatCommands.launch').get<string>('backend') === 'swarm';

/** Shows the log in the terminal, steps there and in the progress. */
function eventShower(terminal: RunTerminal, report: (message: string) => void): (event: LaunchEvent) => void {
  const decoders = new Map<string, InstanceType<typeof TextDecoder>>();
  return (event) => {
    switch (event.kind) {
      case 'log': {
        const key = `${event.step.id} ${event.stream}`;
        const decoder = decoders.get(key) ?? new TextDecoder();
        decoders.set(key, decoder);
        terminal.write(decoder.decode(event.bytes, { stream: true }));
        return;
      }
      case 'began':
        report(event.step.title);
        if (event.step.kind === 'setup' || event.step.kind === 'wrapup') terminal.note(event.step.title);
        return;
      case 'progressed':
        report(`${event.step.title}: ${event.message}`);
        return;
      case 'note':
        terminal.note(event.message);
        return;
      case 'stopping':
        terminal.note('Stopping…');
        return;
      case 'status':
      case 'created':
      case 'ended':
        return;
    }
  };
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
