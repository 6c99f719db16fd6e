import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logText } from '../../../../src/launch/history/log-text';
import { openHistory } from '../../../../src/launch/history/run-history';
import { logFileOf, openRunLogs, orderFileOf } from '../../../../src/launch/history/run-logs';
import { newRecord, readRecord, type RunRecord } from '../../../../src/launch/history/run-record';
import { planLaunch } from '../../../../src/launch/run/launch-plan';
import { makeRunFolder } from '../../../../src/launch/run-folder';
import { nameRunFolder, runFolder } from '../../../../src/launch/run-folder-names';
import { STAND_INS } from '../../../../src/launch/service-variables';
import type { ResolvedInput } from '../../../../src/resolution/resolved-launch';
import { resolved } from '../../../support/launches';

const inputOf = (name: string, value: string | undefined, masked = false): ResolvedInput => ({
  kind: 'command',
  name,
  pointer: '',
  type: 'string',
  key: `#${name}#`,
  required: false,
  sensitive: masked,
  masked,
  multiple: false,
  values: [{ value, label: undefined, object: undefined, origin: { kind: 'given' }, children: [] }],
  matcher: undefined,
});

describe('the history of runs', () => {
  let storage: string;
  beforeEach(async () => (storage = await mkdtemp(join(tmpdir(), 'history-'))));
  afterEach(() => rm(storage, { recursive: true, force: true }));

  async function recordAt(started: string): Promise<RunRecord> {
    const folder = nameRunFolder(storage);
    await makeRunFolder(folder);
    const inputs = [inputOf('threads', '4'), inputOf('password', 'open-sesame', true), inputOf('note', undefined)];
    const settings = {
      serviceVariables: STAND_INS,
      containerUser: '',
      passwordSource: undefined,
      secretDelivery: 'environment',
    } as const;
    const around = {
      links: [],
      cachedFiles: new Map(),
      notes: [],
      folder,
      owner: 'here 1',
      afterwards: 'remove',
    } as const;
    const planning = planLaunch({ ...resolved({}), inputs }, settings, around);
    ok(planning.ok);
    const host = { engine: 'tcp://lab:2375', backend: 'swarm' } as const;
    const origin = { source: 'file:///c.json', host, commandLine: 'tool •••', answers: new Map() };
    return newRecord(planning.plan, origin, started);
  }

  it('keeps a record in the folder of its run, without what is sensitive, and lists the newest first', async () => {
    const history = openHistory(storage);
    const older = await recordAt('2026-01-01T10:00:00.000Z');
    const newer = await recordAt('2026-01-02T10:00:00.000Z');
    await history.write(older);
    await history.write(newer);
    deepEqual(
      await history.list(),
      [newer, older].map((record) => JSON.parse(JSON.stringify(record)) as RunRecord).map(withGaps),
    );
    const text = await readFile(runFolder(storage, older.run).recordFile, 'utf8');
    ok(!text.includes('open-sesame'));
    deepEqual(
      older.inputs.map(({ name, value, kept }) => [name, value, kept]),
      [
        ['threads', '4', 'value'],
        ['password', undefined, 'hidden'],
        ['note', undefined, 'none'],
      ],
    );
  });

  /** What JSON leaves out. */
  const withGaps = (record: RunRecord): RunRecord => ({ ...record, report: undefined, verdict: undefined });

  it('removes a run with its folder', async () => {
    const history = openHistory(storage);
    const record = await recordAt('2026-01-01T10:00:00.000Z');
    await history.write(record);
    await history.remove(record.run);
    ok(!existsSync(runFolder(storage, record.run).path));
    deepEqual(await history.list(), []);
  });

  it('reads what it understands of a record, and passes over what is none', async () => {
    const history = openHistory(storage);
    for (const [name, text] of [
      ['a', '{"version":9,"run":"a","started":"2026-01-01","inputs":"odd","future":[1]}'],
      ['b', 'broken'],
      ['c', '[]'],
      ['d', '{"run":"other","started":"2026-01-01"}'],
    ] as const) {
      await mkdir(join(storage, 'runs', name), { recursive: true });
      await writeFile(join(storage, 'runs', name, 'run.json'), text);
    }
    const [record, ...others] = await history.list();
    equal(others.length, 0);
    deepEqual([record?.run, record?.version, record?.title, record?.inputs], ['a', 9, 'Command', []]);
    equal(readRecord('null'), undefined);
  });
});

describe('the log of a run', () => {
  let logs: string;
  beforeEach(async () => (logs = await mkdtemp(join(tmpdir(), 'logs-'))));
  afterEach(() => rm(logs, { recursive: true, force: true }));

  const titles = (step: string) => `The ${step} step`;

  async function write(pieces: readonly (readonly [step: string, stream: 'stdout' | 'stderr', text: string])[]) {
    const log = openRunLogs(logs);
    for (const [step, stream, text] of pieces) await log.write(step, stream, Buffer.from(text));
    equal(await log.close(), undefined);
  }

  it('is kept by step and stream, and read in the order in which it was written, lines whole', async () => {
    await write([
      ['setup-1', 'stdout', 'ready\n'],
      ['main', 'stdout', 'one\ntw'],
      ['main', 'stderr', 'oh\r\n'],
      ['main', 'stdout', 'o\n\u001b[31mred\u001b[0m'],
      ['main', 'stderr', 'last é'],
    ]);
    equal(await readFile(logFileOf(logs, 'main', 'stdout'), 'utf8'), 'one\ntwo\n\u001b[31mred\u001b[0m');
    deepEqual((await logText(logs, titles)).split('\n'), [
      '── The setup-1 step ──',
      'ready',
      '',
      '── The main step ──',
      'one',
      'stderr │ oh',
      'two',
      'red',
      'stderr │ last é',
    ]);
  });

  it('is read as far as it is there while it is being written, or when its order was lost', async () => {
    const log = openRunLogs(logs);
    await log.write('main', 'stdout', Buffer.from('so far\n'));
    await log.close();
    await rm(orderFileOf(logs));
    match(await logText(logs, titles), /so far/);
    equal(await logText(join(logs, 'none'), titles), '');
  });
});
