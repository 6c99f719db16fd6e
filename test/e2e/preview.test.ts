import { doesNotMatch, match } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/lib/vsix.mjs';
import { eventually } from '../support/eventually';
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

  it('takes the inputs of a Command from the launch file beside it', async () => {
    await vscode.commandPalette.run('XNAT: Preview launch');
    await eventually(async () => match(await previewText(), /0 {2}nice(.|\n)*3 {2}All-Files-of-each-scan/));
    await vscode.screenshot('preview-3-command');
  });
});
