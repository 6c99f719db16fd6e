import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContainerSpec } from '../../src/launch/container-spec';
import type { ContainerEngine, LogStream } from '../../src/launch/engine';
import type { LaunchEvent, LaunchStep } from '../../src/launch/run/launch-event';
import type { LaunchPlan, PlannedContainer } from '../../src/launch/run/launch-plan';
import type { LaunchReport } from '../../src/launch/run/launch-report';
import { noChecks, type LaunchTools } from '../../src/launch/run/launch-tools';
import { runLaunch } from '../../src/launch/run/run-launch';
import { logFileOf } from '../../src/launch/history/run-logs';
import { makeRunFolder } from '../../src/launch/run-folder';
import { nameRunFolder } from '../../src/launch/run-folder-names';
import { SecretValue } from '../../src/secrets/secret-value';
import { specOf } from './container-specs';
import { resolved } from './launches';

/** What a test says of a launch; the rest is plain. */
export interface TestLaunch {
  readonly engine: ContainerEngine;
  readonly main: Partial<ContainerSpec>;
  readonly setups?: readonly Partial<ContainerSpec>[];
  readonly wrapups?: readonly Partial<ContainerSpec>[];
  readonly plan?: Partial<LaunchPlan>;
  readonly tools?: Partial<LaunchTools>;
  /** Every secret has it. */
  readonly value?: string;
  readonly owner?: string;
  /** A folder that the run makes its own in; else one that is removed after. */
  readonly storage?: string;
  /** Whether the log is kept for the test; a long one is better passed on. */
  readonly log?: 'kept' | 'passed on';
  /** Told of each event, after it was kept. */
  readonly onEvent?: (event: LaunchEvent, launched: LaunchUnderWay) => void;
}

/** What has come so far, and a way to end it. */
export interface LaunchUnderWay {
  /** By step. */
  readonly logs: ReadonlyMap<string, Readonly<Record<LogStream, string>>>;
  /** Kinds and steps: `began main`, `status Running`. */
  readonly story: readonly string[];
  readonly stop: () => void;
}

export interface TestLaunched {
  readonly report: LaunchReport;
  readonly story: readonly string[];
  /** Of the main container. */
  readonly log: Readonly<Record<LogStream, string>>;
  readonly logs: LaunchUnderWay['logs'];
  /** What was kept on disk. */
  readonly kept: string;
}

let count = 0;

/** Runs a launch whose containers are given as they are asked of the engine. */
export async function testLaunch(given: TestLaunch): Promise<TestLaunched> {
  const storage = given.storage ?? mkdtempSync(join(tmpdir(), 'xnat-commands-'));
  const folder = nameRunFolder(storage);
  const logs = new Map<string, Record<LogStream, string>>();
  const story: string[] = [];
  const stop = new AbortController();
  const underWay = { logs, story, stop: () => stop.abort() };
  const owner = given.owner ?? 'test';
  try {
    await makeRunFolder(folder);
    const plan: LaunchPlan = {
      title: 'tool',
      launch: resolved({}),
      main: container('main', 'main', given.main),
      setups: (given.setups ?? []).map((spec, index) => container('setup', `setup-${index + 1}`, spec)),
      wrapups: (given.wrapups ?? []).map((spec, index) => container('wrapup', `wrapup-${index + 1}`, spec)),
      links: [],
      cachedFiles: new Map(),
      notes: [],
      afterwards: 'remove',
      owner,
      ...given.plan,
      folder: { ...folder, run: `${owner}-${++count}` },
    };
    const report = await runLaunch(
      plan,
      {
        engine: given.engine,
        resolveSecret: () => Promise.resolve(new SecretValue(given.value ?? 'a value')),
        loginFor: () => Promise.resolve(undefined),
        check: noChecks,
        ...given.tools,
        onEvent: (event) => {
          if (event.kind === 'log' && given.log !== 'passed on') {
            const log = logs.get(event.step.id) ?? { stdout: '', stderr: '' };
            log[event.stream] += Buffer.from(event.bytes).toString();
            logs.set(event.step.id, log);
          } else if (event.kind !== 'log') {
            story.push(lineOf(event));
          }
          given.onEvent?.(event, underWay);
          return given.tools?.onEvent?.(event);
        },
      },
      stop.signal,
    );
    const kept = given.log === 'passed on' ? '' : keptLog(plan.folder.logs);
    return { report, story, log: logs.get('main') ?? { stdout: '', stderr: '' }, logs, kept };
  } finally {
    if (given.storage === undefined) rmSync(storage, { recursive: true });
  }
}

/** What is on disk of the log of the main container: stdout, then stderr. */
const keptLog = (logs: string) =>
  (['stdout', 'stderr'] as const)
    .map((stream) => logFileOf(logs, 'main', stream))
    .map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : ''))
    .join('');

const container = (kind: LaunchStep['kind'], id: string, spec: Partial<ContainerSpec>): PlannedContainer => ({
  step: { kind, id, title: id },
  spec: specOf(spec),
});

function lineOf(event: Exclude<LaunchEvent, { kind: 'log' }>): string {
  switch (event.kind) {
    case 'status':
      return `status ${event.status}`;
    case 'progressed':
      return `${event.step.id}: ${event.message}`;
    case 'ended':
      return `${event.report.result} ${event.report.step.id}`;
    case 'stopping':
      return 'stopping';
    case 'note':
      return `note: ${event.message}`;
    case 'sent':
      return `sent ${event.folders.map(({ path, mode }) => `${path} ${mode}`).join(', ')}`;
    case 'began':
    case 'created':
      return `${event.kind} ${event.step.id}`;
  }
}
