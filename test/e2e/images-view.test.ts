import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/lib/vsix.mjs';
import { eventually } from '../support/eventually';
import { labelledCommand, labelOfCommands, largeLabel, manyImages, variedImages } from '../support/many-images';
import { type RecordedEngine, recordedImage, startRecordedEngine } from '../support/recorded-engine';
import { Workbench } from '../support/vscode/workbench';

const FILTER = 'Words from names, labels and Commands';

describe('The Images view, on an engine of 5,000 images', () => {
  let engine: RecordedEngine;
  let vscode: Workbench;

  before(async () => {
    engine = await startRecordedEngine([...variedImages, ...manyImages(5000)]);
    vscode = await Workbench.open({ folder: join(ROOT, 'examples'), env: { DOCKER_HOST: engine.endpoint } });
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await vscode.screenshot(`failed-${this.currentTest.title.slice(0, 40)}`);
  });

  after(async () => {
    await vscode.close();
    await engine.close();
  });

  const images = () => vscode.tree('Images');
  const lists = () => engine.requests.filter((request) => request === 'GET /images/json').length;

  it('asks the engine for nothing before it is seen, and then once', async () => {
    deepEqual(engine.requests, []);
    await vscode.showContainer('XNAT Commands');
    await images().item('lab/lost-backslash:1.0').waitFor();
    equal(lists(), 1);
    await vscode.screenshot('images-1-many');
  });

  it('marks a broken label and a Command that XNAT refuses before they are opened', async () => {
    await eventually(async () => {
      match(await images().item('lab/lost-backslash:1.0').description(), /^broken label/);
      match(await images().item('lab/refused:1.0').description(), /^1 Command refused/);
    });
  });

  it('narrows down to what is typed', async () => {
    await filter('segment lab/seg');
    await eventually(async () => deepEqual((await images().items()).slice(1), [await rowOf('lab/segment:1.2')]));
    await vscode.screenshot('images-2-filtered');
  });

  const filter = async (text: string) => {
    await images().clickTitleAction('Filter images', () => vscode.inputBox.waitFor(FILTER));
    await vscode.inputBox.answer(FILTER, text);
  };

  const rowOf = async (label: string) => `  ${label} — ${await images().item(label).description()}`;

  it('shows the Commands of an image with their wrappers and parts', async () => {
    await images().item('lab/segment:1.2').expand();
    await images().item('segment').expand();
    await images().item('segment-scan').expand();
    await images().item('dicom').waitFor();
    await eventually(async () => ok((await images().items()).some((row) => row.includes('lab.token — as LAB_TOKEN'))));
    await vscode.screenshot('images-3-command');
  });

  it('keeps what is open while the engine changes', async () => {
    engine.images = [...engine.images, recordedImage('lab/segment-new:1')];
    engine.emit('load', 'x');
    await images().item('lab/segment-new:1').waitFor();
    await images().item('dicom').waitFor();
    equal(lists(), 2);
  });

  it('opens a Command as a document that is checked, and cannot be written to', async () => {
    await images()
      .item('segment')
      .click(() => eventually(async () => equal(await vscode.editor.language(), 'XNAT Command')));
    await eventually(async () => match(await vscode.editor.visibleText(), /"image": "lab\/segment:1\.2"/));
    await eventually(async () => ok((await vscode.editor.codeLenses()).includes('Launch')));
    await vscode.screenshot('images-4-document');
  });

  it('tells how an image was made, without its secrets', async () => {
    await images().item('lab/segment:1.2').chooseFromMenu('Show history of image');
    await eventually(async () => match(await vscode.editor.visibleText(), /Step 3: LAB_TOKEN/));
    ok(!(await vscode.editor.visibleText()).includes('hunter2'));
    await vscode.screenshot('images-5-history');
  });

  it('shows and opens the Commands of a label of 200 KB', async () => {
    engine.images = [...engine.images, recordedImage('lab/large:1', { labels: labelOfCommands(...largeLabel()) })];
    engine.emit('load', 'x');
    await images().clickTitleAction('Clear the filter');
    await filter('lab/large');
    await images().item('lab/large:1').expand();
    await images()
      .item('tool-0')
      .click(() => eventually(async () => match(await vscode.editor.visibleText(), /"name": "tool-0"/)));
    await vscode.screenshot('images-5b-large-label');
    // Its hundred rows would put others out of sight.
    engine.images = engine.images.filter(({ RepoTags }) => RepoTags?.[0] !== 'lab/large:1');
    engine.emit('delete', 'x');
  });

  it('opens a broken label at its fault', async () => {
    await images().clickTitleAction('Clear the filter');
    await images().item('lab/lost-backslash:1.0').expand();
    await images()
      .item('org.nrg.commands cannot be read')
      .click(() => eventually(async () => equal(await vscode.editor.squiggles('error'), 1)));
    await vscode.screenshot('images-6-broken-label');
  });

  it('finds an image, copies its label, and saves its Command to the workspace', async () => {
    await vscode.commandPalette.run('XNAT: Find image…');
    await vscode.inputBox.fill('segment:1.2');
    await vscode.quickPick.choose('lab/segment:1.2');
    await images().item('segment').waitFor();
    await images().item('lab/segment:1.2').chooseFromMenu('Copy label');
    await eventually(async () => deepEqual(JSON.parse(await vscode.clipboard()), [labelledCommand('segment')]));
    await images().item('segment').chooseFromMenu('Save to workspace…');
    await vscode.folderDialog.accept('Save segment to the workspace');
    await eventually(() => ok(existsSync(join(vscode.folder, 'segment.command.json'))));
    await eventually(async () => match(await vscode.editor.visibleText(), /"image": "lab\/segment:1\.2"/));
    await vscode.screenshot('images-6b-saved');
  });

  it('compares a Command with the one of the workspace', async () => {
    await images().item('segment').chooseFromMenu('Compare with file');
    await (await vscode.notification('is the same as in segment.command.json')).dismiss();
    const file = join(vscode.folder, 'segment.command.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"1.2"', '"1.3"'));
    await eventually(async () => match(await vscode.editor.visibleText(), /"version": "1\.3"/));
    await images().item('segment').chooseFromMenu('Compare with file');
    await vscode.page.locator('.monaco-diff-editor .view-line', { hasText: '1.3' }).first().waitFor();
    await vscode.page.locator('.tab.active', { hasText: '1 difference' }).waitFor();
    await vscode.screenshot('images-6c-compared');
  });

  it('removes an image once that is confirmed', async () => {
    await filter('lab/segment-new');
    await images().item('lab/segment-new:1').chooseFromMenu('Remove image…');
    match(await vscode.dialog.text(), /Remove lab\/segment-new:1 from unix:/);
    await vscode.screenshot('images-7-remove');
    await vscode.dialog.choose('Remove');
    await eventually(() => ok(engine.requests.includes('DELETE /images/lab/segment-new:1')));
    await images().clickTitleAction('Clear the filter');
  });

  const BATCH = ['batch/one:1', 'batch/three:1', 'batch/two:1', 'batch/used:1'];

  const TAG = 'Tag batch/two:1';

  it('gives an image one more name, and says what is wrong with one', async () => {
    engine.images = [...engine.images, ...BATCH.map((name) => recordedImage(name))];
    engine.emit('load', 'x');
    await filter('batch/');
    await images().item('batch/two:1').chooseFromMenu('Tag image…');
    await vscode.inputBox.waitFor(TAG);
    await vscode.inputBox.fill('batch/two words:1');
    await eventually(async () => match(await vscode.inputBox.message(), /Remove the blanks/));
    await vscode.inputBox.fill('batch/Two:2');
    await eventually(async () => match(await vscode.inputBox.message(), /no capital letters/));
    await vscode.screenshot('images-7b-wrong-name');
    await vscode.inputBox.answer(TAG, 'batch/two:2');
    await eventually(async () => match(await images().item('batch/two:1').description(), /batch\/two:2/));
  });

  it('removes several images at once, and says which stay and why', async () => {
    engine.answer = ({ method }, { pathname }) =>
      method === 'DELETE' && pathname.includes('used')
        ? { status: 409, body: { message: 'conflict: container 0123 is using its referenced image 4567' } }
        : undefined;
    await images().select(['batch/three:1', 'batch/used:1'], 'Shift');
    await eventually(async () => deepEqual(await images().selected(), BATCH.slice(1)));
    await vscode.screenshot('images-7c-selected');
    await images().item('batch/two:1').chooseFromMenu('Copy name');
    await eventually(async () => equal(await vscode.clipboard(), BATCH.slice(1).join('\n')));
    await images().item('batch/two:1').chooseFromMenu('Remove image…');
    const question = await vscode.dialog.text();
    match(question, /Remove 3 images, with 4 names, from unix:/);
    match(question, /batch\/three:1\nbatch\/two:1, batch\/two:2\nbatch\/used:1/);
    await vscode.screenshot('images-7d-remove-several');
    await vscode.dialog.choose('Remove');
    const summary = await vscode.notification('Removed 3 of 4.');
    match(await summary.text(), /batch\/used:1 stays: .*Stop and remove that container first\./);
    await vscode.screenshot('images-7e-not-removed');
    await summary.dismiss();
    await eventually(async () =>
      deepEqual((await images().items()).slice(1), [await rowOf('batch/one:1'), await rowOf('batch/used:1')]),
    );
    engine.answer = () => undefined;
  });

  it('acts on the row that a menu or key is of, where others are selected', async () => {
    engine.images = [...engine.images, recordedImage('batch/three:2'), recordedImage('batch/four:2')];
    engine.emit('load', 'x');
    await images().select(['batch/three:2', 'batch/used:1'], 'Control');
    await images().item('batch/one:1').chooseFromMenu('Tag image…');
    await vscode.inputBox.waitFor('Tag batch/one:1');
    await vscode.inputBox.cancel();
    await images().item('batch/one:1').chooseFromMenu('Remove image…');
    await isAskedAndCancels(/Remove batch\/one:1 from/);
    await pressOn('batch/four:2', 'ArrowDown', 'Delete');
    await isAskedAndCancels(/Remove batch\/one:1 from/);
    await pressOn('batch/four:2', 'Shift+ArrowDown', 'Delete');
    match(await vscode.dialog.text(), /Remove 2 images from/);
    await vscode.dialog.choose('Remove');
    await eventually(async () =>
      deepEqual((await images().items()).slice(1), [await rowOf('batch/three:2'), await rowOf('batch/used:1')]),
    );
    await images().clickTitleAction('Clear the filter');
  });

  /** Goes to a row and presses keys of which the last one opens a question. */
  const pressOn = async (label: string, ...keys: readonly string[]) => {
    await images()
      .item(label)
      .click(async () => {
        for (const key of keys) await vscode.page.keyboard.press(key);
        await vscode.dialog.text();
      });
  };

  const isAskedAndCancels = async (question: RegExp) => {
    match(await vscode.dialog.text(), question);
    await vscode.dialog.choose('Cancel');
  };

  it('groups by repository, and stays so after a reload', async () => {
    await images().clickTitleAction('Group images');
    await images().item('lab/segment').waitFor();
    await vscode.screenshot('images-8-grouped');
    await vscode.reload();
    await vscode.showContainer('XNAT Commands');
    await images().item('lab/segment').waitFor();
    await images().clickTitleAction('List images');
    await images().item('lab/segment:1.2').waitFor();
  });

  it('tests the connection', async () => {
    await images()
      .item(engine.endpoint)
      .clickAction('Test connection', () => vscode.dialog.text());
    await eventually(async () =>
      match(await vscode.dialog.text(), /Docker 27\.3\.1, API 1\.47[^]*Not part of a swarm/),
    );
    await vscode.screenshot('images-9-test');
    await vscode.dialog.choose('OK');
  });

  it('says that the engine has stopped, and shows it again when it is back', async () => {
    await engine.stop();
    await eventually(async () => match(await images().welcome(), /Start Docker and try again/));
    await vscode.screenshot('images-10-stopped');
    engine.images = [];
    await engine.restart();
    await eventually(async () => match(await images().welcome(), /has no images yet/));
    await vscode.screenshot('images-11-empty');
  });

  it('adds a host, and shows what is wrong with it beside the other', async () => {
    engine.images = variedImages;
    engine.emit('load', 'x');
    await vscode.commandPalette.run('XNAT: Add Docker host…');
    await vscode.inputBox.answer('Its address', 'tcp://127.0.0.1:1');
    await vscode.quickPick.choose('No certificates');
    await vscode.inputBox.answer('A name to know it by', 'Scanner room');
    await (await vscode.notification('nothing listens there')).dismiss();
    await images().item('lab/segment:1.2').waitFor();
    await eventually(async () => ok((await images().items()).some((row) => row.startsWith('Scanner room'))));
    await vscode.screenshot('images-12-hosts');
  });

  it('lets one choose another host for the window', async () => {
    await vscode.commandPalette.run('XNAT: Choose Docker host…');
    await vscode.screenshot('images-13-choose');
    await vscode.quickPick.choose('Scanner room');
    await vscode.quickPick.choose('For this window');
    await eventually(async () => match(await images().welcome(), /Start Docker and try again/));
    await vscode.screenshot('images-14-chosen');
  });
});
