import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Registry from '../../../../src/extension/runs/run-registry';
import type * as View from '../../../../src/extension/runs/runs-view';
import { readRecord } from '../../../../src/launch/history/run-record';
import type { Leak, LeakPlace } from '../../../../src/launch/leaks/leak-report';
import { standInForEditor, type StandInPerson } from '../../../support/editor-stand-in';

/** The extension's code, which asks for the editor as it is loaded. */
const load = createRequire(__filename);

const leakAt = (place: LeakPlace, offset: number): Leak => ({
  place,
  offset,
  secret: 'TOKEN',
  encoding: 'plain',
  count: 1,
});

describe('the Runs view', () => {
  let person: StandInPerson;
  let restore: () => void;
  let folder: string;

  before(() => ({ person, restore } = standInForEditor()));
  after(() => restore());

  beforeEach(() => {
    person.forget();
    folder = mkdtempSync(join(tmpdir(), 'runs-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Shows one run that is over. */
  async function show(given: object): Promise<void> {
    const { createRunRegistry } = load('../../../../src/extension/runs/run-registry') as typeof Registry;
    const { registerRunsView } = load('../../../../src/extension/runs/runs-view') as typeof View;
    const log = { error: (...words: readonly unknown[]) => person.told.push(`log: ${words.join(' ')}`) };
    const runs = createRunRegistry(folder, log as never);
    const record = readRecord(
      JSON.stringify({ run: 'r', title: 'tool', started: '2026-01-01', owner: 'x 1', ...given }),
    );
    assert.ok(record);
    mkdirSync(join(folder, 'runs', 'r', 'build'), { recursive: true });
    registerRunsView(runs, log as never);
    await runs.begin(record, () => undefined).end();
  }

  const reported = (...leaks: readonly Leak[]) => ({
    report: { run: 'r', steps: [], leftBehind: [], checks: { leaks: { leaks, more: 0, short: [], gaps: [] } } },
  });

  /** The rows below the rows that are so called. */
  function rows(...labels: readonly string[]) {
    const tree = person.tree();
    const nodes = labels.reduce<readonly unknown[]>(
      (open, label) =>
        open.filter((node) => tree.getTreeItem(node).label === label).flatMap((node) => tree.getChildren(node)),
      tree.getChildren(),
    );
    return nodes.map((node) => tree.getTreeItem(node));
  }

  /** Clicks the only leak of a run. */
  async function clickLeak(leak: Leak): Promise<string> {
    await show(reported(leak));
    const [row] = rows('tool', 'Leaks');
    const { command, arguments: given } = row?.command ?? { command: 'nothing', arguments: [] };
    const run = person.registered.get(command);
    if (run === undefined) return command;
    await run(...given);
    const [[reveal, uri] = []] = person.commands;
    return person.told.at(-1) ?? `${reveal ?? ''} ${String(uri)}`;
  }

  it('opens a file where a value lies in it', async () => {
    mkdirSync(join(folder, 'runs', 'r', 'build', 'out'), { recursive: true });
    const file = join(folder, 'runs', 'r', 'build', 'out', 'a.txt');
    const text = 'first ü\nsecond: VALUE';
    writeFileSync(file, text);
    const offset = Buffer.byteLength(text) - 'VALUE'.length;
    const place = { kind: 'file', path: 'build/out/a.txt', inside: [] } as const;
    assert.equal(await clickLeak(leakAt(place, offset)), `opened: ${file} at 1:8`);
    assert.equal(await clickLeak(leakAt(place, 0)), `opened: ${file} at 0:0`);
  });

  it('shows the archive, or the folder, that a value is in by its name', async () => {
    const build = join(folder, 'runs', 'r', 'build');
    const archived = { kind: 'file', path: 'build/a.zip', inside: ['x.txt'] } as const;
    assert.equal(await clickLeak(leakAt(archived, 3)), `revealFileInOS file://${build}/a.zip`);
    person.forget();
    const named = { kind: 'name', path: 'build/out/a.txt', inside: [] } as const;
    assert.equal(await clickLeak(leakAt(named, 3)), `revealFileInOS file://${build}/out`);
  });

  it('opens nothing for an image, or where the mask hides the path', async () => {
    assert.equal(await clickLeak(leakAt({ kind: 'image', image: 'i:1', part: 'the history' }, 0)), 'nothing');
    assert.equal(await clickLeak(leakAt({ kind: 'file', path: 'build/•••.txt', inside: [] }, 0)), 'nothing');
  });

  it('opens the log for what is in the log', async () => {
    await show(reported(leakAt({ kind: 'log', step: 'main', stream: 'stdout' }, 7)));
    assert.deepEqual(
      rows('tool', 'Leaks').map(({ command }) => command?.command),
      ['xnatCommands.openRunLog'],
    );
  });

  it('runs a launch file again as the file is, and a Command with what it was given', async () => {
    const answers = [['threads', { kind: 'text', text: '2' }]];
    await show({ source: 'file:///lab/a.launch.json', answers });
    await person.registered.get('xnatCommands.runAgainFromHistory')?.('r');
    assert.deepEqual(
      person.commands.map(([id, argument]) => `${id} ${String(argument)}`),
      ['xnatCommands.runLaunchFile file:///lab/a.launch.json'],
    );
    person.forget();
    await show({ source: 'file:///lab/command.json', wrapper: 'w', answers });
    await person.registered.get('xnatCommands.runAgainFromHistory')?.('r');
    assert.deepEqual(person.commands, [
      ['xnatCommands.launch', { uri: 'file:///lab/command.json', wrapper: 'w', run: 'r', answers }],
    ]);
  });
});
