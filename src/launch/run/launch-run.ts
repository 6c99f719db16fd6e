import type { SecretValue } from '../../secrets/secret-value';
import type { DataStore, EngineFailure, RunLabels, SeenSecret } from '../engine';
import type { LeakCheck } from '../leaks/leak-check';
import { openRunLogs, type RunLogs } from '../history/run-logs';
import { redactText, type Mask } from '../redaction';
import type { FinalStatus, LaunchEvent, LaunchStep, StepReport } from './launch-event';
import type { LaunchPlan } from './launch-plan';
import type { LaunchEnding } from './launch-report';
import type { LaunchTools } from './launch-tools';

/** How long a request may still go on once the launch is stopped, in milliseconds. */
export const REQUEST_PATIENCE = 1_500;

/** How a launch ends, as soon as a phase knows it. */
export interface Conclusion {
  readonly status: FinalStatus;
  readonly ending: LaunchEnding;
  /** A sentence for a person. */
  readonly message: string;
}

/** What became of a step, but for what its clock knows. */
export type StepEnd = Pick<StepReport, 'result' | 'message' | 'container'>;

/** A step under way. */
export interface StepHandle {
  progress(message: string): void;
  end(end: StepEnd): void;
}

/** A launch under way: what it was given, and what it has come to so far. */
export class LaunchRun {
  readonly reports: StepReport[] = [];
  /** Containers to be removed at the end. */
  readonly created: { readonly containerId: string }[] = [];
  /** More than these may have been made: volumes, or what a broken creation has left. */
  hasMore = false;
  /** Steps whose container the engine had not created yet when it was given up on: it may do so later. */
  readonly unanswered: string[] = [];
  /** Where the data are, when the engine does not see the folders of this machine: a volume for each folder. */
  remote: { readonly store: DataStore; readonly folders: readonly string[] } | undefined;
  logFault: string | undefined;
  readonly seenSecrets: SeenSecret[] = [];
  readonly notes: string[] = [];
  readonly log: RunLogs;
  private readonly started = new Date().toISOString();
  private readonly began = Date.now();

  constructor(
    readonly plan: LaunchPlan,
    readonly tools: LaunchTools,
    readonly signal: AbortSignal,
    readonly secrets: ReadonlyMap<string, SecretValue>,
    readonly mask: Mask,
    /** Searches the logs as they come, before they are masked. */
    readonly leaks: LeakCheck,
  ) {
    this.log = openRunLogs(plan.folder.logs);
  }

  isStopped(): boolean {
    return this.signal.aborted;
  }

  get durationMs(): number {
    return Date.now() - this.began;
  }

  /** What a step's objects on the engine are labelled with. */
  labels(step: string): RunLabels {
    return { run: this.plan.folder.run, owner: this.plan.owner, started: this.started, step };
  }

  /** An engine may have done what it was asked although it did not say so. */
  noteFailedCreation(step: string, failure: EngineFailure): void {
    const isUnanswered =
      failure.kind === 'cancelled' || (failure.kind === 'unreachable' && failure.cause === 'time-out');
    if (isUnanswered) this.unanswered.push(step);
    if (isUnanswered || failure.kind === 'lost') this.hasMore = true;
  }

  tell(event: LaunchEvent): void {
    void this.tools.onEvent(event);
  }

  /** Says something a person should know, once. */
  note(sentence: string): void {
    if (this.notes.includes(sentence)) return;
    this.notes.push(sentence);
    this.tell({ kind: 'note', message: sentence });
  }

  begin(step: LaunchStep): StepHandle {
    const began = Date.now();
    this.tell({ kind: 'began', step });
    return {
      progress: (message) => this.tell({ kind: 'progressed', step, message }),
      end: (end) => this.end(step, end, Date.now() - began),
    };
  }

  skip(step: LaunchStep, container?: StepReport['container']): void {
    this.end(step, { result: 'skipped', message: undefined, container }, 0);
  }

  /** The words of a failure after what could not be done; an engine repeats what it was given, which can be a value. */
  wordsOf(failure: EngineFailure, what: string): string {
    const words = redactText(this.mask, failure.message);
    return failure.kind === 'refused' ? `${what}: ${words}` : words;
  }

  failed(status: FinalStatus, failure: EngineFailure, message: string): Conclusion {
    const masked = { ...failure, message: redactText(this.mask, failure.message) };
    return { status, ending: { kind: 'failed', failure: masked }, message };
  }

  stopped(): Conclusion {
    return {
      status: 'Failed (Killed)',
      ending: { kind: 'stopped' },
      message: `${this.plan.title} was stopped.`,
    };
  }

  private end(step: LaunchStep, end: StepEnd, durationMs: number): void {
    const report: StepReport = { step, durationMs, ...end };
    this.reports.push(report);
    this.tell({ kind: 'ended', report });
  }
}
