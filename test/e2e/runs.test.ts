import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBusyboxImage } from '../../scripts/lib/busybox-image.mjs';
import { temporaryFolder } from '../../scripts/lib/cleanup.mjs';
import { testEngine, type TestEngine } from '../support/docker-engine';
import { eventually } from '../support/eventually';
import { Workbench } from '../support/vscode/workbench';

const IMAGE = 'xnat-commands-test/busybox-runs:1.0';
const SECRET = 'Marble-42-quiet-harbour';

/** A Command that asks for nothing but its secret. */
const commandOf = (name: string, script: string) => ({
  name,
  image: IMAGE,
  type: 'docker',
  'schema-version': '1.0',
  version: '1.0',
  'command-line': script,
  'override-entrypoint': true,
  mounts: [{ name: 'out', path: '/out', writable: true }],
  secrets: [
    {
      source: { type: 'system-property', identifier: 'runs.token' },
      destination: { type: 'environment-variable', identifier: 'RUNS_TOKEN' },
    },
  ],
  xnat: [
    { name: `${name}-site`, contexts: ['site'], 'external-inputs': [], 'derived-inputs': [], 'output-handlers': [] },
  ],
});

describe('Runs, in the packed extension', () => {
  let engine: TestEngine;
  let vscode: Workbench;

  const running = async () => {
    const listed = await engine.connection.containers.listRunContainers(undefined, AbortSignal.timeout(10_000));
    return listed.ok ? listed.value.filter(({ state }) => state === 'running').length : -1;
  };
  const runs = () => vscode.tree('Runs');

  before(async () => {
    engine = await testEngine();
    await loadBusyboxImage(engine.endpoint, { name: IMAGE });
    const folder = join(await temporaryFolder('xnat-runs-'), 'work');
    mkdirSync(folder);
    const quick = 'echo begun; echo a warning >&2; echo -n $RUNS_TOKEN | base64 > /out/notes.txt';
    writeFileSync(join(folder, 'quick.command.json'), JSON.stringify(commandOf('quick', quick), null, 2));
    const long = 'echo before; sleep 3; echo after; sleep 3600';
    writeFileSync(join(folder, 'long.command.json'), JSON.stringify(commandOf('long', long), null, 2));
    vscode = await Workbench.open({ folder, env: { DOCKER_HOST: engine.endpoint } });
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await vscode.screenshot(`failed-${this.currentTest.title.slice(0, 40)}`);
  });

  after(async () => {
    await vscode.close();
    await engine.stop();
  });

  it('say what to do while there is none', async () => {
    await vscode.openFile('quick.command.json');
    await vscode.showContainer('XNAT Commands');
    match(await runs().welcome(), /No test launch yet/);
  });

  it('tell at the end what a launch came to, and open its log, stderr told apart', async () => {
    const prompt = 'quick gets it as the variable RUNS_TOKEN';
    await vscode.editor.clickTitleAction('Launch', () => vscode.inputBox.waitFor(prompt));
    await vscode.inputBox.answer(prompt, SECRET);
    const verdict = await vscode.notification('quick ended');
    match(await verdict.text(), /^Complete: quick ended with exit code 0 after .*leaked to 1 place/);
    deepEqual(await verdict.buttons(), ['Open log', 'Show outputs']);
    // At once: a notification hides itself after some seconds.
    await verdict.choose('Open log');
    // Docker takes the two streams in by themselves, so that either may be first.
    await eventually(async () => match(await vscode.editor.visibleText(), /^begun$/m));
    match(await vscode.editor.visibleText(), /^stderr │ a warning$/m);
    await vscode.screenshot('runs-1-log');
  });

  it('show the leak that was found, without its value', async () => {
    await runs().item('quick').expand();
    await runs().item('Leaks').expand();
    await runs().item('RUNS_TOKEN').waitFor();
    match(await runs().item('RUNS_TOKEN').description(), /in base64 in build\/.*notes\.txt at byte 0/);
    await vscode.screenshot('runs-2-leak');
  });

  it('go on over a reload, and are followed again', async () => {
    await vscode.openFile('long.command.json');
    await vscode.editor.clickTitleAction('Launch', () => runs().item('long').waitFor());
    await vscode.terminal.waitFor('before');
    await eventually(async () => match(await runs().item('long').description(), /^Running/));
    await vscode.reload();
    await vscode.openFile('long.command.json');
    await vscode.showContainer('XNAT Commands');
    await eventually(async () => match(await runs().item('long').description(), /^Running/), 60_000);
    equal(await running(), 1);
    await vscode.screenshot('runs-3-followed-again');
    await runs()
      .item('long')
      .clickAction('Open log', () =>
        eventually(async () => match(await vscode.editor.visibleText(), /before\s+after/)),
      );
  });

  it('stop at a click, and leave no container', async () => {
    await runs()
      .item('long')
      .clickAction('Stop', () => vscode.notification('long was stopped'));
    await eventually(async () => match(await runs().item('long').description(), /^Failed \(Killed\)/));
    await eventually(async () => equal(await running(), 0));
    await vscode.screenshot('runs-4-stopped');
  });

  it('compare the inputs of two', async () => {
    await runs().item('long').chooseFromMenu('Compare inputs…');
    await vscode.quickPick.choose('quick');
    await vscode.page.locator('.monaco-diff-editor .view-line', { hasText: 'command: quick' }).first().waitFor();
    await vscode.screenshot('runs-5-compared');
  });

  it('are removed with their folders', async () => {
    await runs().item('long').chooseFromMenu('Remove');
    await eventually(async () => ok(!(await runs().items()).some((row) => row.startsWith('long'))));
  });

  it('leave the value nowhere on disk but where the container wrote it', () => {
    const files = readdirSync(vscode.root, { recursive: true, encoding: 'utf8' })
      .map((path) => join(vscode.root, path))
      .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
    const forms = [SECRET, Buffer.from(SECRET).toString('base64'), Buffer.from(SECRET).toString('hex')];
    const leaks = files.filter((file) => forms.some((form) => readFileSync(file).includes(form)));
    deepEqual(
      leaks.map((file) => file.replace(/^.*\//, '')),
      ['notes.txt'],
    );
  });
});
