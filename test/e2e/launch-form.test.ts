import { equal, match, ok } from 'node:assert/strict';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { FrameLocator } from 'playwright-core';
import { loadExampleImage } from '../../scripts/lib/example-image.mjs';
import { ROOT } from '../../scripts/lib/vsix.mjs';
import { testEngine, type TestEngine } from '../support/docker-engine';
import { eventually } from '../support/eventually';
import { actUntil } from '../support/vscode/act-until';
import { Workbench } from '../support/vscode/workbench';

const EXAMPLES = join(ROOT, 'examples');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** A busy machine takes its time to start the extensions anew. */
const PATIENCE_MS = 90_000;

/** By the class that a page has under them. */
const THEMES = {
  'vscode-dark': 'Dark Modern',
  'vscode-high-contrast': 'Dark High Contrast',
};

describe('From a form to a launch file, in the packed extension', () => {
  let engine: TestEngine;
  let vscode: Workbench;

  before(async () => {
    engine = await testEngine();
    await loadExampleImage(engine.endpoint, EXAMPLES);
    vscode = await Workbench.open({ folder: EXAMPLES, env: { DOCKER_HOST: engine.endpoint } });
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await vscode.screenshot(`failed-${this.currentTest.title.slice(0, 40)}`);
  });

  after(async () => {
    await vscode.close();
    await engine.stop();
  });

  const form = (): FrameLocator => vscode.webview();
  const box = (name: string) => form().getByRole('textbox', { name, exact: true });
  const list = (name: string) => form().getByRole('combobox', { name, exact: true });
  const keyboard = () => vscode.page.keyboard;

  it('opens a form where more is to be asked than boxes are good for', async () => {
    await vscode.openFile('scan-summary/command.json');
    await vscode.editor.clickCodeLens('Launch', () => form().getByRole('heading', { name: 'Scan summary' }).waitFor());
    await vscode.screenshot('form-1-empty');
  });

  it('says when its Command is gone, and goes on when it is back', async () => {
    const [there, elsewhere] = ['command.json', 'moved.json'].map((name) => join(vscode.folder, 'scan-summary', name));
    renameSync(there!, elsewhere!);
    const sentence = form().getByText('command.json is not there any more.');
    await sentence.waitFor();
    renameSync(elsewhere!, there!);
    await sentence.waitFor({ state: 'hidden' });
  });

  it('takes a folder from the dialog, and fills what depends on it', async () => {
    await actUntil(
      () => form().getByRole('button', { name: 'Choose folder… Session' }).click(),
      () => vscode.folderDialog.waitFor('Session'),
    );
    await vscode.folderDialog.choose('Session', join(vscode.folder, 'scan-summary/MR_01'));
    await form().getByText('3 scans').waitFor();
    await list('Scan').focus();
    await keyboard().type('3');
    await list('Resource').waitFor();
    await keyboard().press('Tab');
    await keyboard().press('Tab');
    await keyboard().type('NIFTI');
    await keyboard().press('Tab');
    await keyboard().type('From the form');
    await form().getByText('--title "From the form" --type BOLD').waitFor();
    await vscode.screenshot('form-2-filled');
  });

  it('keeps what was entered when the window is loaded again', async () => {
    await eventually(async () => match(await vscode.remembered(), /launchForm[^]*From the form/));
    await vscode.reload();
    // The form is filled again once the extensions run.
    await box('Title').waitFor({ timeout: PATIENCE_MS });
    await eventually(async () => equal(await box('Title').inputValue(), 'From the form'));
    await eventually(async () => ok((await list('Resource').inputValue()).endsWith('/NIFTI')));
  });

  it('keeps it when the editor is closed and opened again', async () => {
    vscode = await vscode.restart('end');
    await box('Title').waitFor({ timeout: PATIENCE_MS });
    await eventually(async () => equal(await box('Title').inputValue(), 'From the form'));
    await eventually(async () => ok((await list('Resource').inputValue()).endsWith('/NIFTI')));
  });

  it('reads well when the theme changes', async function () {
    this.timeout(3 * PATIENCE_MS);
    for (const [name, theme] of Object.entries(THEMES)) {
      await vscode.commandPalette.run('Preferences: Color Theme');
      await vscode.inputBox.fill(theme);
      await vscode.quickPick.choose(theme);
      await form().locator(`body.${name}`).waitFor({ timeout: PATIENCE_MS });
      await box('Number of files').fill('2(');
      await form().getByText('refuses a value that contains “(”').waitFor();
      await vscode.screenshot(`form-3-${name}`);
      const frame = await (await form().locator('body').elementHandle()).ownerFrame();
      await frame?.evaluate(AXE);
      const { violations = [] } = (await frame?.evaluate<AxeResults>('axe.run(document)')) ?? {};
      equal(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`).join('\n'), '');
      await box('Number of files').fill('2');
    }
  });

  it('launches by the keyboard, and the log shows', async () => {
    await box('Title').press('Control+Enter');
    match(await (await vscode.notification('scan-summary')).text(), /scan-summary/);
    await vscode.terminal.waitFor('From the form');
    await vscode.terminal.waitFor('scan type: BOLD');
    await vscode.screenshot('form-4-launched');
  });

  it('saves it as a launch file, which then runs', async () => {
    await actUntil(
      () => form().getByRole('button', { name: 'Save as launch file…' }).click(),
      () => vscode.inputBox.waitFor('Name of the file'),
    );
    await vscode.inputBox.answer('Name of the file', 'bold');
    await eventually(async () => match(await vscode.editor.visibleText(), /"folder": "MR_01"/));
    await vscode.screenshot('form-5-launch-file');
    await vscode.commandPalette.run('Notifications: Clear All Notifications');
    await vscode.editor.clickTitleAction('Run launch file', () => vscode.notification('scan-summary'));
    await vscode.notification('scan-summary ended');
  });

  it('runs the last launch of a Command again without a question', async () => {
    await vscode.openFile('scan-summary/command.json');
    await vscode.commandPalette.run('XNAT: Run again');
    await vscode.notification('scan-summary ended');
  });

  describe('as a test in the Testing view', () => {
    const FILE = 'scan-summary/bold-scan.launch.json';
    const test = (name: string) => vscode.page.locator('.test-explorer .monaco-list-row', { hasText: name }).first();
    const label = async (name: string) => (await test(name).getAttribute('aria-label')) ?? '';

    it('passes where the launch is as it was expected', async () => {
      await vscode.commandPalette.run('Testing: Focus on Test Explorer View');
      await test('scan-summary').waitFor();
      await vscode.commandPalette.run('Test: Run All Tests');
      const prompt = 'scan-report.launch.json launches a Command that gets it';
      await vscode.inputBox.waitFor(prompt);
      equal(await vscode.inputBox.isMasked(), true);
      await vscode.inputBox.answer(prompt, 'a token of the test');
      // Its Command has the mistake that the walk through the examples is about.
      await eventually(async () => match(await label('scan-report'), /Failed/), PATIENCE_MS);
      await eventually(async () => match(await label('scan-summary'), /Passed/), PATIENCE_MS);
      await vscode.screenshot('testing-1-passed');
    });

    it('fails with what was expected beside what came', async () => {
      const file = join(vscode.folder, FILE);
      writeFileSync(file, readFileSync(file, 'utf8').replace(/"exit-code": 0/, '"exit-code": 3'));
      await vscode.openFile(FILE);
      await eventually(async () => match(await vscode.editor.visibleText(), /"exit-code": 3/));
      await vscode.commandPalette.run('Test: Run All Tests');
      await eventually(async () => match(await label('scan-summary'), /Failed/), PATIENCE_MS);
      await vscode.page.getByText('Expected exit code 3, but it is 0').first().waitFor();
      await vscode.screenshot('testing-2-failed');
    });
  });
});
