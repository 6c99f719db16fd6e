import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../scripts/lib/cleanup.mjs';
import { engineCall, engineRequest } from '../../scripts/lib/engine-request.mjs';
import { loadBusyboxImage } from '../../scripts/lib/busybox-image.mjs';
import { dockerfileLabels, imageLabel } from '../../src/command/label/dockerfile-labels';
import { testEngine, type TestEngine } from '../support/docker-engine';
import { eventually } from '../support/eventually';
import { Workbench } from '../support/vscode/workbench';

const BASE = 'xnat-commands-test/base:1.0';
const IMAGE = 'xnat-commands-test/labels-story:1.0';
const SECRET = 'Quokka-42-feldspar';
const COMMAND = `{
  "name": "greet",
  "version": "1",
  "image": "${IMAGE}",
  "description": "Says \\"hello\\" from $HOME, \\\\d",
  "command-line": "echo hello"
}
`;
const DOCKERFILE = `FROM ${BASE}
RUN --mount=type=secret,id=greeting echo "it is $(cat /run/secrets/greeting)"
CMD ["sh"]
`;
const ARGUMENTS = 'ARG VERSION\nENV VERSION=$VERSION\nARG API_TOKEN\nCMD';

describe('From a Command to a labelled image, in the packed extension', () => {
  let engine: TestEngine;
  let vscode: Workbench;

  before(async () => {
    engine = await testEngine();
    await loadBusyboxImage(engine.endpoint, { name: BASE });
    const folder = join(await temporaryFolder('xnat-labels-'), 'greet');
    mkdirSync(join(folder, 'image'), { recursive: true });
    writeFileSync(join(folder, 'command.json'), COMMAND);
    writeFileSync(join(folder, 'image/Dockerfile'), DOCKERFILE);
    vscode = await Workbench.open({ folder, env: { DOCKER_HOST: engine.endpoint } });
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await vscode.screenshot(`failed-${this.currentTest.title.slice(0, 40)}`);
  });

  after(async () => {
    await vscode.close();
    for (const name of [IMAGE, BASE]) await engineRequest(engine.endpoint, 'DELETE', `/images/${name}?force=true`);
    await engine.stop();
  });

  const dockerfile = () => readFileSync(join(vscode.folder, 'image/Dockerfile'), 'utf8');

  it('offers the label above a Dockerfile that has none', async () => {
    await vscode.openFile('image/Dockerfile');
    await eventually(async () =>
      deepEqual(await vscode.editor.codeLenses(), ['Write LABEL from command.json', 'Build image…']),
    );
    await vscode.screenshot('labels-1-none');
  });

  it('writes it by the keyboard alone, and takes it back by undo', async () => {
    await vscode.openFile('command.json');
    await vscode.page.keyboard.press('F1');
    await vscode.page.keyboard.type('XNAT: Write LABEL to Dockerfile');
    await vscode.page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Write LABEL' }).first().waitFor();
    await vscode.page.keyboard.press('Enter');
    await eventually(async () => match(await vscode.editor.visibleText(), /LABEL org\.nrg\.commands="\[/));
    await vscode.page.keyboard.press('Control+Z');
    await eventually(async () => ok(!(await vscode.editor.visibleText()).includes('LABEL')));
    await vscode.page.keyboard.press('Control+Y');
    await eventually(async () => match(await vscode.editor.visibleText(), /LABEL/));
    await vscode.editor.save();
    const written =
      DOCKERFILE +
      String.raw`LABEL org.nrg.commands="[{\"name\":\"greet\",\"version\":\"1\",\"image\":\"${IMAGE}\",\"description\":\"Says \\\"hello\\\" from \$HOME, \\\\d\",\"command-line\":\"echo hello\"}]"` +
      '\n';
    await eventually(() => equal(dockerfile(), written));
    await eventually(async () => deepEqual(await vscode.editor.codeLenses(), ['Open', 'Build image…']));
    await vscode.screenshot('labels-2-written');
  });

  it('underlines a problem inside the label, and mends it there', async () => {
    await vscode.editor.goTo(4, 27);
    await vscode.editor.type('\\"vision\\":\\"x\\",');
    await eventually(async () => equal(await vscode.editor.squiggles('warning'), 1));
    await vscode.screenshot('labels-3-problem');
    await vscode.problemsPanel.goTo('vision');
    await vscode.quickFix.apply('Delete "vision"');
    await eventually(async () => equal(await vscode.editor.squiggles('warning'), 0));
    await vscode.editor.save();
    await eventually(() => ok(!dockerfile().includes('vision')));
  });

  it('tells where the file has moved on, shows both, and updates the label', async () => {
    writeFileSync(join(vscode.folder, 'command.json'), COMMAND.replace('"1"', '"2"'));
    const differs = 'Differs from command.json in 1 place';
    await eventually(async () => ok((await vscode.editor.codeLenses()).includes(differs)));
    await vscode.screenshot('labels-4-differs');
    await vscode.editor.clickCodeLens(differs, () =>
      vscode.page.locator('.diff-editor, .monaco-diff-editor').first().waitFor(),
    );
    await vscode.screenshot('labels-5-compared');
    await vscode.openFile('image/Dockerfile');
    await vscode.editor.clickCodeLens('Update from file', () =>
      eventually(async () => ok(!(await vscode.editor.codeLenses()).includes(differs))),
    );
    await vscode.editor.save();
    await eventually(() => match(dockerfile(), /\\"version\\":\\"2\\"/));
  });

  it("opens the label's Command to be read", async () => {
    await vscode.editor.clickCodeLens('Open', () =>
      eventually(async () => equal(await vscode.editor.language(), 'XNAT Command')),
    );
    await eventually(async () => match(await vscode.editor.visibleText(), /"command-line": "echo hello"/));
    equal(await vscode.editor.squiggles('error'), 0);
    await vscode.screenshot('labels-6-opened');
  });

  it('builds the image with a secret that is masked and leaves no trace', async function () {
    const builder = await engine.connection.chooseBuilder(AbortSignal.timeout(30_000));
    if (builder.kind === 'classic') this.skip();
    writeFileSync(
      join(vscode.folder, 'image/Dockerfile'),
      dockerfile().replace('CMD', () => ARGUMENTS),
    );
    await vscode.openFile('image/Dockerfile');
    await eventually(async () => match(await vscode.editor.visibleText(), /ARG VERSION/));
    await vscode.commandPalette.run('XNAT: Build image…');
    await vscode.quickPick.choose('image');
    await vscode.inputBox.answer('Name of the image');
    match(await vscode.dialog.text(), /API_TOKEN looks like a secret and is not given to the build/);
    await vscode.screenshot('labels-6b-secret-argument');
    await vscode.dialog.choose('Build without');
    await vscode.inputBox.answer('Build argument VERSION', '1.2 beta');
    await vscode.inputBox.waitFor('mounts it');
    ok(await vscode.inputBox.isMasked());
    await vscode.inputBox.answer('mounts it', SECRET);
    const verdict = await vscode.notification(`Built ${IMAGE}`);
    match(await verdict.text(), /with 1 Command in its label: greet/);
    await vscode.commandPalette.run('Terminal: Scroll Up (Page)');
    await vscode.terminal.waitFor('it is •••');
    await vscode.screenshot('labels-7-built');
    const image = (await engineCall(engine.endpoint, 'GET', `/images/${IMAGE}/json`)).toString();
    const history = (await engineCall(engine.endpoint, 'GET', `/images/${IMAGE}/history`)).toString();
    ok(!`${image}${history}`.includes(SECRET));
    ok(image.includes('VERSION=1.2 beta'));
    const { Config } = JSON.parse(image) as { Config: { Labels: Record<string, string> } };
    equal(Config.Labels['org.nrg.commands'], JSON.stringify([JSON.parse(COMMAND.replace('"1"', '"2"'))]));
  });

  it('writes a label of 200 KB, and reads it', async () => {
    const large = { name: 'large', image: IMAGE, description: 'A "long" \\ $text # é. '.repeat(9000) };
    const folder = join(vscode.folder, 'large');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'command.json'), JSON.stringify(large, null, 2));
    writeFileSync(join(folder, 'Dockerfile'), `FROM ${BASE}\n`);
    await vscode.openFile('large/command.json');
    await vscode.commandPalette.run('XNAT: Write LABEL to Dockerfile…');
    await vscode.quickPick.choose('large/Dockerfile');
    await eventually(async () => match(await vscode.editor.visibleText(), /^LABEL org\.nrg\.commands=/m));
    await vscode.editor.save();
    const written = await eventually(() => {
      const onDisk = readFileSync(join(folder, 'Dockerfile'), 'utf8');
      ok(onDisk.length > 200_000);
      return onDisk;
    });
    deepEqual(JSON.parse(imageLabel(dockerfileLabels(written))?.value ?? ''), [large]);
    await eventually(async () => deepEqual(await vscode.editor.codeLenses(), ['Open', 'Build image…']));
    await vscode.screenshot('labels-8-large');
  });
});
