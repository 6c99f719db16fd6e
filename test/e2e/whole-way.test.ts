import { equal, match, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadExampleImage } from '../../scripts/lib/example-image.mjs';
import { ROOT } from '../../scripts/lib/vsix.mjs';
import { testEngine, type TestEngine } from '../support/docker-engine';
import { eventually } from '../support/eventually';
import { filesBelow, filesWithSecret } from '../support/leaks-on-disk';
import { Workbench } from '../support/vscode/workbench';

const EXAMPLES = join(ROOT, 'examples');
const SECRET = 'Zebra-17-quartz&"Ünicode"';

describe('From a mistake to a verdict, in the packed extension', () => {
  let engine: TestEngine;
  let vscode: Workbench;

  before(async () => {
    engine = await testEngine();
    await loadExampleImage(engine.endpoint, EXAMPLES);
    vscode = await Workbench.open({
      folder: EXAMPLES,
      env: { DOCKER_HOST: engine.endpoint },
      settings: { 'xnatCommands.trace.server': 'verbose' },
    });
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await vscode.screenshot(`failed-${this.currentTest.title.slice(0, 40)}`);
  });

  after(async () => {
    await vscode.close();
    await engine.stop();
  });

  it('underlines the planted mistake', async () => {
    await vscode.openFile('scan-report/command.json');
    await eventually(async () => equal(await vscode.editor.squiggles('error'), 1));
    const [problem, ...others] = await vscode.problemsPanel.entries();
    match(problem?.message ?? '', /\$REPORT_TOKEN/);
    equal(others.length, 0);
    await vscode.screenshot('whole-way-1-mistake');
  });

  it('mends it by the quick fix', async () => {
    await vscode.problemsPanel.goTo('$REPORT_TOKEN');
    await vscode.quickFix.apply('Remove the "$"');
    await eventually(async () => equal(await vscode.editor.squiggles('error'), 0));
    await vscode.editor.save();
    await eventually(() =>
      match(readFileSync(join(vscode.folder, 'scan-report/command.json'), 'utf8'), /"identifier": "REPORT_TOKEN"/),
    );
    await vscode.screenshot('whole-way-2-fixed');
  });

  it('shows the image, its Command and its other labels', async () => {
    await vscode.showContainer('XNAT Commands');
    const images = vscode.tree('Images');
    await images.item('xnat-commands/example:1.0').expand();
    await images.item('scan-report').expand();
    await images.item('scan-report-session').waitFor();
    const secret = vscode.tree('Secrets').item('report.token');
    await eventually(async () => equal(await secret.description(), 'not stored'));
    await vscode.screenshot('whole-way-3-images');
  });

  it('launches it, asking for the session and once for the secret', async () => {
    await vscode.editor.goTo(1, 1);
    await vscode.editor.clickCodeLens('Launch', () => vscode.folderDialog.waitFor('Session'));
    await vscode.folderDialog.choose('Session', join(vscode.folder, 'scan-report/session'));
    const prompt = 'scan-report gets it as the variable REPORT_TOKEN';
    await vscode.inputBox.waitFor(prompt);
    ok(await vscode.inputBox.isMasked());
    await vscode.screenshot('whole-way-4-secret');
    await vscode.inputBox.answer(prompt, SECRET);
    const verdict = await vscode.notification('scan-report ended');
    match(await verdict.text(), /scan-report ended with exit code 0 after \d/);
    await vscode.screenshot('whole-way-5-verdict');
  });

  it('masks the secret in the log', async () => {
    await vscode.terminal.waitFor('scan 1: 3 files');
    await vscode.commandPalette.run('Terminal: Scroll to Top');
    await vscode.terminal.waitFor('Signing in with token •••');
  });

  it('has the secret stored, and says only how long it is', async () => {
    await eventually(async () =>
      equal(
        await vscode.tree('Secrets').item('report.token').description(),
        `stored, ${Buffer.byteLength(SECRET)} bytes`,
      ),
    );
  });

  it('does not ask for the secret again', async () => {
    await vscode.commandPalette.run('Notifications: Clear All Notifications');
    await vscode.editor.clickTitleAction('Launch', () => vscode.folderDialog.waitFor('Session'));
    await vscode.folderDialog.choose('Session', join(vscode.folder, 'scan-report/session'));
    match(await (await vscode.notification('scan-report ended')).text(), /exit code 0/);
  });

  it('leaves no container', async () => {
    const left = await engine.connection.containers.listRunContainers(undefined, AbortSignal.timeout(10_000));
    ok(left.ok && left.value.length === 0);
  });

  it('leaves the value nowhere on disk: settings, storage, workspace, logs, the traffic of the language server', () => {
    const files = filesBelow(vscode.root);
    ok(
      files.some((file) => readFileSync(file).includes('textDocument/didOpen')),
      'the traffic of the language server must be on disk to be searched',
    );
    equal(filesWithSecret(vscode.root, SECRET).join('\n'), '');
  });
});
