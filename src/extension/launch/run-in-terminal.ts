import * as vscode from 'vscode';
import type { DockerConnection } from '../../docker';
import type { LaunchEvent } from '../../launch/run/launch-event';
import type { LaunchPlan } from '../../launch/run/launch-plan';
import { launchChecker } from '../../launch/run/check-launch';
import type { LaunchOrigin } from '../../launch/history/run-record';
import { describeVerdict, type Verdict } from '../../launch/verdict/describe-verdict';
import { runLaunch } from '../../launch/run/run-launch';
import { loginFor } from '../image-hosts/login-for';
import type { LaunchServices } from './launch-services';
import { inspectNotice } from './inspect-notice';
import { secretResolver } from './secret-sources';
import { recordRun } from './record-run';
import { openRunTerminal, type RunTerminal } from './run-terminal';
import { noteVerdict, showVerdict } from './show-verdict';

/** A launch, ready to go. */
export interface PreparedRun {
  readonly plan: LaunchPlan;
  readonly origin: LaunchOrigin;
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
      return kind === 'cancelled' ? undefined : ({ kind: 'failure', message, details: [] } as const);
    },
  );
  if (verdict !== undefined) await showVerdict(verdict, run.plan.folder.run);
}

async function runConnected(
  { plan, origin, services }: PreparedRun,
  connection: DockerConnection,
  stopping: AbortController,
  report: (message: string) => void,
): Promise<Verdict> {
  const terminal = openRunTerminal(plan.title, () => stopping.abort());
  terminal.show();
  terminal.note(`${plan.main.spec.image}: ${origin.commandLine}`);
  const notice = await inspectNotice(services.context.globalState, plan.main.spec.secrets);
  if (notice !== undefined) terminal.note(notice);
  const show = eventShower(terminal, report);
  const recorder = recordRun(services.runs, plan, origin, () => stopping.abort());
  const launched = await runLaunch(
    plan,
    {
      engine: origin.host.backend === 'swarm' ? connection.services : connection.containers,
      resolveSecret: secretResolver(services.secrets),
      loginFor: async (image) => (await loginFor(image, services.imageHosts, services.log)).login,
      check: launchChecker((image, signal) => connection.readImageTexts(image, signal)),
      onEvent(event) {
        recorder.onEvent(event);
        show(event);
      },
    },
    stopping.signal,
  );
  const verdict = describeVerdict(launched, plan.title, plan.main.spec.secrets.length);
  await recorder.end(launched, verdict);
  noteVerdict(terminal, verdict);
  return verdict;
}

/** Shows the log in the terminal, steps there and in the progress. */
function eventShower(terminal: RunTerminal, report: (message: string) => void): (event: LaunchEvent) => void {
  return (event) => {
    switch (event.kind) {
      case 'log':
        terminal.write(event.bytes, event.stream);
        return;
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
      case 'sent':
      case 'created':
      case 'ended':
        return;
    }
  };
}
