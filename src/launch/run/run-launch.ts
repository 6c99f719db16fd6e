import type { SecretValue } from '../../secrets/secret-value';
import { createLeakCheck } from '../leaks/leak-check';
import { createMask } from '../redaction';
import { lookUpSecrets } from '../run-secrets';
import { isMaskable } from '../secret-forms';
import { unlessShutDown } from './engine-shut-down';
import type { LaunchEvent } from './launch-event';
import type { LaunchPlan } from './launch-plan';
import type { LaunchReport } from './launch-report';
import { LaunchRun, type Conclusion } from './launch-run';
import type { LaunchChecks, LaunchTools } from './launch-tools';
import { pullImages } from './pull-images';
import { removeContainers } from './remove-containers';
import { ran, runMain, runWrapups } from './run-containers';
import { stageData } from './stage-data';
import { fetchData, sendData } from './transfer-data';

/**
 * Launches a Command as the Container Service would: pulls its images, stages its mounts, runs the setup containers, the main
 * one and the wrapup containers, looks at what they have left, and removes them, however it ends,
 * unless the plan keeps them.
 *
 * The folder of the run must be there. Never rejects but where a value cannot be prepared for masking, before anything is made.
 *
 * @param signal stops the launch: containers are asked to end, then made to, and the end of their logs still comes; it is
 *   over in less than ten seconds
 */
export async function runLaunch(plan: LaunchPlan, tools: LaunchTools, signal: AbortSignal): Promise<LaunchReport> {
  const tell = (event: LaunchEvent) => void tools.onEvent(event);
  tell({ kind: 'status', status: 'Staging' });
  const references = [plan.main, ...plan.setups, ...plan.wrapups].flatMap(({ spec }) => spec.secrets);
  const secrets = await lookUpSecrets(references, tools.resolveSecret);
  if (secrets.kind !== 'found') {
    const conclusion: Conclusion =
      secrets.kind === 'missing'
        ? {
            status: 'Failed (Command resolution)',
            ending: { kind: 'secrets-missing', sources: secrets.sources },
            message: `No value is stored for ${secrets.sources.join(', ')}. Launch again to set it.`,
          }
        : {
            status: 'Failed (Command resolution)',
            ending: { kind: 'failed', failure: undefined },
            message: secrets.message,
          };
    tell({ kind: 'status', status: conclusion.status });
    return { ...NOTHING_DONE, run: plan.folder.run, ...conclusion };
  }
  // Before anything is made, so that nothing is left behind should it fail.
  const mask = createMask([...secrets.values.values()]);
  const leaks = createLeakCheck(
    plan.main.spec.secrets.flatMap(({ source, destination: name }) => {
      const value = secrets.values.get(source);
      return value === undefined ? [] : [{ name, value }];
    }),
  );
  const run = new LaunchRun(plan, tools, signal, secrets.values, mask, leaks);
  for (const note of plan.notes) run.note(note);
  const stopping = () => tell({ kind: 'stopping' });
  signal.addEventListener('abort', stopping);
  const { conclusion: concluded, checks } = await runPhases(run);
  signal.removeEventListener('abort', stopping);
  const { kept, leftBehind } = await removeContainers(run);
  const conclusion = await unlessShutDown(run, concluded);
  tell({ kind: 'status', status: conclusion.status });
  return {
    run: plan.folder.run,
    ...conclusion,
    steps: run.reports,
    checks,
    durationMs: run.durationMs,
    unmaskedVariables: [
      ...new Set(
        references.filter(({ source }) => cannotMask(secrets.values.get(source))).map(({ destination }) => destination),
      ),
    ],
    seenSecrets: run.seenSecrets,
    notes: run.notes,
    logFault: run.logFault,
    kept,
    leftBehind,
  };
}

const NOTHING_DONE = {
  steps: [],
  checks: undefined,
  durationMs: 0,
  unmaskedVariables: [],
  seenSecrets: [],
  notes: [],
  logFault: undefined,
  kept: [],
  leftBehind: [],
} as const;

const cannotMask = (value: SecretValue | undefined) =>
  value !== undefined && value.byteLength > 0 && !isMaskable(value);

interface Concluded {
  readonly conclusion: Conclusion;
  readonly checks: LaunchChecks | undefined;
}

/** One phase after the other, until one knows how the launch ends. */
async function runPhases(run: LaunchRun): Promise<Concluded> {
  for (const phase of [pullImages, stageData, sendData, runMain, runWrapups]) {
    const conclusion = run.isStopped() ? run.stopped() : await phase(run);
    if (conclusion === undefined) continue;
    // What a container has left tells why it ended badly.
    await fetchData(run);
    for (const { step } of run.plan.wrapups)
      if (!run.reports.some((report) => report.step.id === step.id)) run.skip(step);
    await closeLog(run);
    const hasRun = run.reports.some(({ container }) => container?.exit !== undefined);
    const mayLeak = hasRun && run.secrets.size > 0 && !run.isStopped();
    return mayLeak ? checkLaunch(run, conclusion) : { conclusion, checks: undefined };
  }
  await closeLog(run);
  const conclusion = await fetchData(run);
  return conclusion === undefined ? checkLaunch(run, undefined) : { conclusion, checks: undefined };
}

async function closeLog(run: LaunchRun): Promise<void> {
  const fault = await run.log.close();
  run.logFault ??= fault;
}

/**
 * Looks at what the containers have left.
 *
 * @param failed how the launch ends when it did not go well
 */
async function checkLaunch(run: LaunchRun, failed: Conclusion | undefined): Promise<Concluded> {
  run.tell({ kind: 'status', status: 'Finalizing' });
  const title = failed === undefined ? 'Look at the outputs' : 'Look for leaks';
  const step = run.begin({ kind: 'check', id: 'check', title });
  const exit = run.reports.find((report) => report.step.id === 'main')?.container?.exit;
  try {
    const finished = { plan: run.plan, leaks: run.leaks, ended: failed === undefined ? 'well' : 'badly' } as const;
    const checks = await run.tools.check(finished, (message) => step.progress(message), run.signal);
    const faults = checks.uploads?.faults ?? [];
    step.end({ result: faults.length === 0 ? 'done' : 'failed', message: faults[0], container: undefined });
    if (failed !== undefined) return { conclusion: failed, checks };
    if (faults.length === 0 && exit !== undefined) return { conclusion: ran(run, exit), checks };
    const message = `Failed to upload required outputs. ${faults.join(' ')}`;
    return { conclusion: { status: 'Failed (Upload)', ending: { kind: 'ran' }, message }, checks };
  } catch (error) {
    if (run.isStopped()) {
      step.end({ result: 'stopped', message: undefined, container: undefined });
      return { conclusion: run.stopped(), checks: undefined };
    }
    const message = `What the launch has left could not be looked at: ${error instanceof Error ? error.message : String(error)}`;
    step.end({ result: 'failed', message, container: undefined });
    const ending = { kind: 'failed', failure: undefined } as const;
    return { conclusion: failed ?? { status: 'Failed', ending, message }, checks: undefined };
  }
}
