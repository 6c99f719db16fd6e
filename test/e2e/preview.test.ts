import { doesNotMatch, match } from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/lib/vsix.mjs';
import { eventually } from '../support/eventually';
import { actUntil, SHOWN_WITHIN_MS } from '../support/vscode/act-until';
import { clearHint } from '../support/vscode/clear-hint';
import { Workbench } from '../support/vscode/workbench';

describe('The preview, in the packed extension', () => {
  let vscode: Workbench;

  before(async () => {
    vscode = await Workbench.open({ folder: join(ROOT, 'examples') });
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await vscode.screenshot(`failed-${this.currentTest.title.slice(0, 40)}`);
  });

  after(async () => {
    await vscode.close();
  });

  /** Lines of the preview that are in sight, in their order. */
  async function previewText(): Promise<string> {
    const lines = vscode.page.locator('.editor-instance[aria-label*="(preview)"] .view-line');
    const placed = await lines.evaluateAll((all) =>
      all.map((line) => ({ top: Number.parseFloat(line.style.top), text: line.textContent })),
    );
    const inOrder = placed.sort((a, b) => a.top - b.top).map(({ text }) => text);
    return inOrder.join('\n').replaceAll('\u00a0', ' ');
  }

  /** The same on one line, for it is wrapped by the width of the window. */
  const previewOnOneLine = async () => (await previewText()).replaceAll(/\s+/g, ' ');

  it('shows what a launch file describes, without Docker', async () => {
    await vscode.openFile('scan-report/scan-report.launch.json');
    await vscode.commandPalette.run('XNAT: Preview launch');
    await eventually(async () => match(await previewText(), /0 {2}scan-report/));
    doesNotMatch(await previewText(), /The launch fails/);
    await vscode.screenshot('preview-1-launch-file');
  });

  it('follows the launch file and the Command it names, saved or not', async () => {
    await vscode.editor.goTo(5, 15);
    await vscode.editor.type('All-');
    await eventually(async () => match(await previewText(), /2 {2}All-Files-of-each-scan/));

    await vscode.openFile('scan-report/command.json');
    const lines = readFileSync(join(vscode.folder, 'scan-report/command.json'), 'utf8').split('\n');
    const line = lines.findIndex((each) => each.includes('"command-line"'));
    await vscode.editor.goTo(line + 1, (lines[line] ?? '').indexOf('scan-report') + 1);
    await vscode.editor.type('nice ');
    await eventually(async () => match(await previewText(), /0 {2}nice/));
    await vscode.screenshot('preview-2-followed');
  });

  it('keeps the last launch while what is typed cannot be read, and says so', async () => {
    await vscode.openFile('scan-report/scan-report.launch.json');
    await vscode.editor.goTo(2, 3);
    await vscode.editor.type(':');
    await eventually(async () => match(await previewOnOneLine(), /This is the last launch that could be shown\./));
    match(await previewText(), /3 {2}All-Files-of-each-scan/);
    await vscode.screenshot('preview-4-half-typed');
    await vscode.page.keyboard.press('Control+Z');
    await eventually(async () => doesNotMatch(await previewOnOneLine(), /the last launch/));
  });

  it('takes the inputs of a Command from the launch file beside it', async () => {
    await vscode.commandPalette.run('XNAT: Preview launch');
    await eventually(async () => match(await previewText(), /0 {2}nice(.|\n)*3 {2}All-Files-of-each-scan/));
    await vscode.screenshot('preview-3-command');
  });

  it('says which of several wrappers it shows, and shows another one', async () => {
    const command = JSON.parse(readFileSync(join(vscode.folder, 'scan-report/command.json'), 'utf8')) as {
      xnat: { name: string }[];
    };
    mkdirSync(join(vscode.folder, 'several'), { recursive: true });
    const xnat = ['first', 'second', 'third'].map((name) => ({ ...command.xnat[0], name }));
    writeFileSync(
      join(vscode.folder, 'several/several.command.json'),
      JSON.stringify({ ...command, xnat }, undefined, 2),
    );
    await vscode.openFile('several/several.command.json');
    await vscode.commandPalette.run('XNAT: Preview launch');
    await eventually(async () =>
      match(await previewOnOneLine(), /this is “first”, number 1\. .* Nothing was chosen yet for/),
    );
    await vscode.screenshot('preview-5-several');
    const lens = vscode.page.locator('.editor-instance[aria-label*="(preview)"] .codelens-decoration a').first();
    await actUntil(
      async () => {
        await clearHint(vscode.page);
        await lens.click({ timeout: SHOWN_WITHIN_MS });
      },
      () => vscode.page.locator('.quick-input-widget:visible .monaco-list-row').first().waitFor(),
    );
    await vscode.quickPick.choose('third');
    await eventually(async () => match(await previewOnOneLine(), /this is “third”, number 3\./));
    await vscode.screenshot('preview-6-chosen');
  });
});

describe('A launch file in Restricted Mode, in the packed extension', () => {
  let vscode: Workbench;

  before(async () => {
    vscode = await Workbench.open({ folder: join(ROOT, 'examples'), trust: 'restricted' });
  });

  after(async () => {
    await vscode.close();
  });

  it('offers to run, and says what is withheld and how to have it', async () => {
    await vscode.openFile('scan-report/scan-report.launch.json');
    const notification = () => vscode.notification('Nothing is launched in Restricted Mode');
    await vscode.editor.clickCodeLens('Run', notification);
    await vscode.screenshot('restricted-1-run');
    await (await notification()).choose('Manage workspace trust');
    await vscode.page.locator('.workspace-trust-editor').waitFor();
  });
});
