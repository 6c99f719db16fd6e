import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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
    await showAll([{ run: 'r', ...given }]);
  }

  /** Shows runs that are over. */
  async function showAll(given: readonly { readonly run: string }[]): Promise<void> {
    const { createRunRegistry } = load('../../../../src/extension/runs/run-registry') as typeof Registry;
    const { registerRunsView } = load('../../../../src/extension/runs/runs-view') as typeof View;
    const log = { error: (...words: readonly unknown[]) => person.told.push(`log: ${words.join(' ')}`) };
    const runs = createRunRegistry(folder, log as never);
    registerRunsView(runs, log as never);
    for (const each of given) {
      const record = readRecord(
        JSON.stringify({ title: 'tool', started: `2026-01-01 ${each.run}`, owner: 'x 1', ...each }),
      );
      assert.ok(record);
      mkdirSync(join(folder, 'runs', each.run, 'build'), { recursive: true });
      await runs.begin(record, () => undefined).end();
    }
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

  it('shows of a long name its beginning and end, and all of it in the tooltip', async () => {
    const name = `${'a'.repeat(60)}中😀`;
    const inputs = [
      { name, value: 'v', kept: 'value' },
      { name: 'short', value: '1', kept: 'value' },
    ];
    await show({ title: `${'t'.repeat(80)}end`, inputs });
    const [run] = rows();
    assert.match(run?.label ?? '', /^t{20,}…t{15,}end$/);
    const [long, short] = rows(run?.label ?? '', 'Inputs');
    assert.equal(long?.label, `${'a'.repeat(23)}…${'a'.repeat(21)}中😀`);
    assert.equal(long.tooltip, `${name}: v`);
    assert.deepEqual([short?.label, short?.tooltip], ['short', 'short: 1']);
  });

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

  describe('removes', () => {
    /** The rows of three runs, from the newest to the oldest. */
    let nodes: readonly unknown[];

    beforeEach(async () => {
      await showAll(['old', 'mid', 'new'].map((run, index) => ({ run, started: `${index}`, ...reported() })));
      nodes = person.tree().getChildren();
    });

    const remove = async (given?: unknown) => {
      await person.registered.get('xnatCommands.removeRun')?.(given);
      return readdirSync(join(folder, 'runs')).sort();
    };

    it('the run that the menu or key is of, where others are selected', async () => {
      person.select(nodes[0], nodes[1]);
      assert.deepEqual(await remove(nodes[2]), ['mid', 'new']);
      assert.deepEqual(person.told, []);
    });

    it('all that are selected, where it is one of them, once that is confirmed', async () => {
      person.select(nodes[0], nodes[1]);
      assert.deepEqual(await remove(nodes[1]), ['mid', 'new', 'old']);
      assert.deepEqual(person.told, ['warning: Remove 2 runs?']);
      person.answers.set('Remove 2 runs?', 'Remove');
      assert.deepEqual(await remove(nodes[1]), ['old']);
    });

    it('what is selected, where it is called on none', async () => {
      person.select(nodes[1]);
      assert.deepEqual(await remove(), ['new', 'old']);
    });

    it('nothing for a row below a run', async () => {
      const [below] = person.tree().getChildren(nodes[0]);
      assert.deepEqual(await remove(below), ['mid', 'new', 'old']);
      person.select(below);
      assert.deepEqual(await remove(), ['mid', 'new', 'old']);
    });
  });
});
