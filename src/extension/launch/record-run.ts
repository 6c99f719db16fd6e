import { newRecord, endedRecord, type LaunchOrigin } from '../../launch/history/run-record';
import type { LaunchEvent } from '../../launch/run/launch-event';
import type { LaunchPlan } from '../../launch/run/launch-plan';
import type { LaunchReport } from '../../launch/run/launch-report';
import type { Verdict } from '../../launch/verdict/describe-verdict';
import { sensitiveMask } from '../../resolution/mask-sensitive';
import type { RunHandle, RunRegistry } from '../runs/run-registry';

/** Keeps the record of a launch while it goes on. */
export interface RunRecorder {
  onEvent(event: LaunchEvent): void;
  end(report: LaunchReport, verdict: Verdict): Promise<void>;
}

/** Begins the record of a launch; `stop` is what the Runs view calls to stop it. */
export function recordRun(runs: RunRegistry, plan: LaunchPlan, origin: LaunchOrigin, stop: () => void): RunRecorder {
  const handle = runs.begin(newRecord(plan, origin, new Date().toISOString()), stop);
  return recorderOf(handle, sensitiveMask(plan.launch.inputs));
}

/** Keeps a record that has begun. */
export function recorderOf(handle: RunHandle, mask: (text: string) => string): RunRecorder {
  return {
    onEvent(event) {
      if (event.kind === 'status') handle.update((record) => ({ ...record, status: event.status }));
      if (event.kind === 'sent') handle.update((record) => ({ ...record, sent: event.folders }));
      if (event.kind !== 'ended') return;
      const { report } = event;
      handle.update((record) => ({
        ...record,
        steps: [...record.steps.filter(({ step }) => step.id !== report.step.id), report],
      }));
    },
    async end(report, verdict) {
      handle.update((record) => endedRecord(record, report, verdict, mask));
      await handle.end();
    },
  };
}
