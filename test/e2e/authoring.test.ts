import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../scripts/lib/cleanup.mjs';
import { eventually } from '../support/eventually';
import { actUntil } from '../support/vscode/act-until';
import { Workbench } from '../support/vscode/workbench';

const COMMAND = `{
  "name": "report",
  "version": "1.0",
  "schema-version": "1.0",
  "type": "docker",
  "image": "example/report:1.0",
  "command-line": "report #threshold# /input /output",
  "mounts": [
    { "name": "input", "path": "/input", "writable": false },
    { "name": "output", "path": "/output", "writable": true }
  ],
  "inputs": [{ "name": "threshold", "type": "number", "default-value": "0.5" }],
  "outputs": [{ "name": "result", "mount": "output", "path": "result.txt" }],
  "xnat": [
    {
      "name": "report-session",
      "contexts": ["xnat:imageSessionData"],
      "external-inputs": [
        { "name": "session", "type": "Session", "provides-files-for-command-mount": "input" }
      ],
      "output-handlers": [
        { "name": "store", "accepts-command-output": "result", "as-a-child-of": "session", "type": "Resource", "label": "R" }
      ]
    }
  ]
}
`;
const lines = COMMAND.split('\n');

/** Where a text stands first, as the editor counts. */
const placeOf = (text: string, offset = 0): [line: number, column: number] => {
  const line = lines.findIndex((each) => each.includes(text));
  return [line + 1, (lines[line] ?? '').indexOf(text) + 1 + offset];
};

describe('Writing a Command, with the keyboard alone, in the packed extension', () => {
  let vscode: Workbench;
  const press = (...keys: readonly string[]) =>
    keys.reduce((before, key) => before.then(() => vscode.page.keyboard.press(key)), Promise.resolve());
  /** Presses keys until what they bring is there. */
  const pressFor = (keys: readonly string[], shown: string) =>
    actUntil(
      () => press(...keys),
      () => vscode.page.locator(shown).first().waitFor(),
    );
  const text = () => vscode.editor.visibleText();

  before(async () => {
    const folder = join(await temporaryFolder('xnat-authoring-'), 'work');
    mkdirSync(folder);
    writeFileSync(join(folder, 'report.command.json'), COMMAND);
    vscode = await Workbench.open({
      folder,
      settings: { 'editor.formatOnPaste': true, 'breadcrumbs.enabled': true, 'editor.linkedEditing': true },
    });
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await vscode.screenshot(`failed-${this.currentTest.title.slice(0, 40)}`);
  });

  after(async () => {
    await vscode.close();
  });

  it('makes a new one of three answers, in which no problem is found', async () => {
    await vscode.commandPalette.run('XNAT: New Command…');
    await vscode.inputBox.answer('Docker image that the tool is in', 'example/measure:1.0');
    await vscode.quickPick.waitFor('What does it run on');
    await vscode.screenshot('authoring-01-new-command');
    await vscode.quickPick.accept('What does it run on');
    await vscode.quickPick.accept('What does it give back');
    await eventually(async () => match(await text(), /"image": "example\/measure:1\.0"/));
    await eventually(async () => equal(await vscode.editor.language(), 'XNAT Command'));
    await vscode.editor.codeLenses();
    deepEqual(await vscode.problemsPanel.entries(), []);
    await vscode.screenshot('authoring-02-made');
  });
  it('offers what may stand there, with its meaning beside', async () => {
    await vscode.openFile('report.command.json');
    await vscode.editor.codeLenses();
    await vscode.editor.goTo(...placeOf('"command-line"', -2));
    await vscode.editor.goTo(2, 20);
    await press('Enter');
    await vscode.page.keyboard.type('"');
    await vscode.page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor();
    await vscode.screenshot('authoring-03-properties');
    await vscode.page.keyboard.type('desc');
    await press('Tab');
    await eventually(async () => match(await text(), /"description": "",/));
    await vscode.page.keyboard.type('Measures things');
    await eventually(async () => match(await text(), /"description": "Measures things",/));
  });

  it('completes a replacement key inside the command line', async () => {
    await vscode.editor.goTo(placeOf('/output"')[0] + 1, placeOf('/output"')[1] + 7);
    await vscode.page.keyboard.type(' #');
    await vscode.page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor();
    await vscode.screenshot('authoring-04-key');
    await press('Tab');
    await eventually(async () => match(await text(), /\/output #threshold#"/));
  });

  it('explains a key, a property and a command line', async () => {
    const [line, column] = placeOf('#threshold#', 3);
    match(await vscode.editor.hover(line + 1, column), /threshold/);
    await pressFor(['Control+K', 'Control+I'], '.monaco-resizable-hover .monaco-hover:visible');
    await vscode.screenshot('authoring-05-hover-key');
    await press('Escape');
    const property = placeOf('"provides-files-for-command-mount"', 3);
    match(await vscode.editor.hover(property[0] + 1, property[1]), /mount/);
    await pressFor(['Control+K', 'Control+I'], '.monaco-resizable-hover .monaco-hover:visible');
    await vscode.screenshot('authoring-06-hover-property');
    await press('Escape');
  });

  it('renames an input and its keys at once', async () => {
    const [line, column] = placeOf('"threshold"', 3);
    await vscode.editor.goTo(line + 1, column);
    const box = '.rename-box input:visible, .rename-box textarea:visible';
    await pressFor(['F2'], box);
    await vscode.screenshot('authoring-07-rename');
    await vscode.page.locator(box).first().fill('limit');
    await vscode.page.locator(box).first().press('Enter');
    await eventually(async () => match(await text(), /report #limit# \/input \/output #limit#"/));
    match(await text(), /"name": "limit"/);
  });

  it('types over a name, and its keys follow', async () => {
    const [line, column] = placeOf('"name": "threshold"', '"name": "limit'.length);
    await vscode.editor.goTo(line + 1, column);
    await vscode.page.locator('.linked-editing-decoration').first().waitFor({ state: 'attached' });
    await vscode.page.keyboard.type('s');
    await eventually(async () => match(await text(), /report #limits# \/input \/output #limits#"/));
    await press('Backspace');
    await eventually(async () => match(await text(), /report #limit# \/input \/output #limit#"/));
  });

  it('goes through its outline', async () => {
    await vscode.editor.focus();
    await pressFor(['Control+Shift+O'], '.quick-input-widget:visible .monaco-list-row[data-index="5"]');
    await vscode.screenshot('authoring-08-outline');
    await vscode.page.keyboard.type('store');
    await press('Enter');
    await eventually(async () => {
      const status = await vscode.page.locator('#status\\.editor\\.selection').innerText();
      match(status, new RegExp(`Ln ${placeOf('"store"')[0] + 1}`));
    });
  });

  it('lays out what is pasted', async () => {
    await vscode.editor.goTo(placeOf('"mounts"')[0] + 1, lines[placeOf('"mounts"')[0] - 1]!.length + 1);
    const pasted = '{"name":"work","path":"/work",\n"writable":true},';
    await vscode.page.evaluate((copied) => navigator.clipboard.writeText(copied), pasted);
    await press('Enter', 'Control+V');
    await eventually(async () => match(await text(), /^ {4}\{\n? *"name": "work"/m));
    await vscode.screenshot('authoring-09-pasted');
  });

  it('takes a whole piece and goes from hole to hole', async () => {
    const suggestion = (label: string) =>
      vscode.page.locator('.suggest-widget.visible .monaco-list-row.focused .label-name', { hasText: label });
    await vscode.editor.goTo(3, 36);
    await press('Enter');
    await vscode.page.keyboard.type('"secr');
    await suggestion('secrets').waitFor();
    await press('Tab');
    await suggestion('Secret').waitFor();
    await vscode.screenshot('authoring-10-piece-offered');
    await press('Tab');
    await eventually(async () => match(await text(), /"destination"/));
    await vscode.page.keyboard.type('site.token');
    await press('Tab');
    await vscode.page.keyboard.type('TOKEN');
    await press('Escape');
    await eventually(async () => match(await text(), /"identifier": "site\.token"(.|\n)*"identifier": "TOKEN"/));
    await vscode.screenshot('authoring-11-piece-filled');
  });

  it('finds a mistake as it is typed, shows it at F8 and mends it', async () => {
    await eventually(async () => deepEqual(await vscode.problemsPanel.entries(), []));
    await vscode.editor.save();
    const saved = await eventually(() => {
      const written = readFileSync(join(vscode.folder, 'report.command.json'), 'utf8');
      match(written, /"TOKEN"/);
      return written.split('\n');
    });
    await vscode.editor.goTo(saved.findIndex((each) => each.includes('"type": "docker"')) + 1, 5);
    await vscode.page.keyboard.type('y');
    await eventually(async () => equal(await vscode.editor.squiggles('warning'), 1));
    await pressFor(['F8'], '.zone-widget .marker-widget');
    await vscode.screenshot('authoring-12-problem-at-f8');
    await press('Escape');
    ok((await vscode.quickFix.titles()).some((title) => title.includes('type')));
    await pressFor(['Control+.'], '.action-widget:visible');
    await vscode.screenshot('authoring-13-quick-fix');
    await press('Enter');
    await eventually(async () => match(await text(), /^ {2}"type": "docker"/m));
    await eventually(async () => deepEqual(await vscode.problemsPanel.entries(), []));
  });
});
