import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { loadBusyboxImage } from '../../scripts/lib/busybox-image.mjs';
import { temporaryFolder } from '../../scripts/lib/cleanup.mjs';
import { engineCall, engineRequest } from '../../scripts/lib/engine-request.mjs';
import { testEngine, type TestEngine } from '../support/docker-engine';
import { eventually } from '../support/eventually';
import { writeSecretCommands } from '../support/secret-command';
import { actUntil } from '../support/vscode/act-until';
import { Workbench } from '../support/vscode/workbench';

const IMAGE = 'xnat-commands-test/busybox-runs:1.0';
const SECRET = 'Marble-42-quiet-harbour';

/** What names a window of this machine that has gone: the process has ended. */
const goneWindow = () => `${hostname()} ${spawnSync(process.execPath, ['--version']).pid}`;

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
    writeSecretCommands(folder, IMAGE, {
      quick: 'echo begun; echo a warning >&2; echo -n $RUNS_TOKEN | base64 > /out/notes.txt',
      long: 'echo before; sleep 3; echo after; sleep 3600',
    });
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
    await vscode.terminal.waitFor('a warning', 'red');
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

  it('open the file of the leak where the value is', async () => {
    const encoded = Buffer.from(SECRET).toString('base64');
    await runs()
      .item('RUNS_TOKEN')
      .click(() => eventually(async () => match(await vscode.editor.visibleText(), new RegExp(`^${encoded}`))));
    await vscode.page.locator('#status\\.editor\\.selection', { hasText: 'Ln 1, Col 1' }).waitFor();
    await vscode.screenshot('runs-2b-leak-opened');
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

  it('are taken up after a crash of the editor', async () => {
    vscode = await vscode.restart('crash');
    await vscode.openFile('long.command.json');
    await vscode.showContainer('XNAT Commands');
    await eventually(async () => match(await runs().item('long').description(), /^Running/), 60_000);
    equal(await running(), 1);
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
    const isThere = async (name: string) => (await runs().items()).some((row) => row.startsWith(`${name} `));
    // By the key, on the row that it has come to from the selected one.
    await actUntil(
      async () => {
        if (await isThere('long'))
          await runs()
            .item('quick')
            .click(() => vscode.page.keyboard.press('ArrowUp'));
        await vscode.page.keyboard.press('Delete');
      },
      () => eventually(async () => ok(!(await isThere('long')))),
    );
    ok(await isThere('quick'));
  });

  it('have what others have left on the engine removed, once that is confirmed', async () => {
    const body = {
      Image: IMAGE,
      Cmd: ['sleep', '3600'],
      Labels: {
        'org.xnat.commands.run': 'lost',
        'org.xnat.commands.owner': goneWindow(),
        'org.xnat.commands.step': 'main',
      },
    };
    const created = await engineCall(engine.endpoint, 'POST', '/containers/create?name=xnat-lost', { body });
    const { Id } = JSON.parse(created.toString()) as { Id: string };
    await engineCall(engine.endpoint, 'POST', `/containers/${Id}/start`);
    await vscode.commandPalette.run('XNAT: Clean up after test launches…');
    match(await vscode.dialog.text(), /^Remove 1 container that test launches have left on the engine\?$/);
    await vscode.screenshot('runs-6-clean-up');
    await vscode.dialog.choose('Remove');
    match(await (await vscode.notification('Removed')).text(), /^Removed 1 container\.$/);
    equal((await engineRequest(engine.endpoint, 'GET', `/containers/${Id}/json`)).status, 404);
    await vscode.commandPalette.run('XNAT: Clean up after test launches…');
    await vscode.notification('have left nothing');
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
