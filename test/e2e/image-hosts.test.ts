import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBusyboxImage } from '../../scripts/lib/busybox-image.mjs';
import { engineRequest } from '../../scripts/lib/engine-request.mjs';
import { startPrivateRegistry } from '../../scripts/lib/private-registry.mjs';
import { ROOT } from '../../scripts/lib/vsix.mjs';
import { testEngine, type TestEngine } from '../support/docker-engine';
import { eventually } from '../support/eventually';
import { filesWithSecret } from '../support/leaks-on-disk';
import { pushImage } from '../support/push-image';
import { Workbench } from '../support/vscode/workbench';

const LABEL = JSON.stringify([
  { name: 'fetched-tool', type: 'docker', version: '1', 'command-line': 'tool' },
  { name: '', type: 'docker', 'command-line': 'tool' },
]);

describe('Image hosts, in the packed extension', () => {
  let engine: TestEngine;
  let registry: Awaited<ReturnType<typeof startPrivateRegistry>>;
  let vscode: Workbench;
  let image: string;

  before(async () => {
    [engine, registry] = await Promise.all([testEngine(), startPrivateRegistry(console.log)]);
    image = `${registry.address}/lab/fetched:1.0`;
    await loadBusyboxImage(engine.endpoint, { name: image, labels: { 'org.nrg.commands': LABEL } });
    await pushImage(engine.endpoint, image, { username: registry.user, password: registry.password });
    await engineRequest(engine.endpoint, 'DELETE', `/images/${image}?force=true`);
    vscode = await Workbench.open({ folder: join(ROOT, 'examples'), env: { DOCKER_HOST: engine.endpoint } });
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await vscode.screenshot(`failed-${this.currentTest.title.slice(0, 40)}`);
  });

  after(async () => {
    await vscode.close();
    await engineRequest(engine.endpoint, 'DELETE', `/images/${image}?force=true`);
    await registry.stop();
    await engine.stop();
  });

  it('begin with Docker Hub, as XNAT’s do', async () => {
    await vscode.showContainer('XNAT Commands');
    const hosts = vscode.tree('Image hosts');
    await eventually(async () => deepEqual(await hosts.items(), ['Docker Hub — index.docker.io · no user · default']));
  });

  it('are added by keyboard, and the registry says what it thinks of a wrong token', async () => {
    await vscode.commandPalette.run('XNAT: Add image host…');
    await vscode.inputBox.waitFor('as images’ names begin with it');
    await vscode.inputBox.fill('no registry at all');
    await vscode.inputBox.waitFor('is not that of a registry');
    await vscode.inputBox.fill(registry.address);
    await vscode.inputBox.answer('as images’ names begin with it');
    await vscode.inputBox.answer('A name for it', 'Lab');
    await vscode.inputBox.answer('The user to sign in as', registry.user);
    await vscode.inputBox.waitFor('Access token or password');
    ok(await vscode.inputBox.isMasked());
    await vscode.inputBox.answer('Access token or password', 'wrong-pass-word');
    const refused = await vscode.notification('refuses imaging');
    match(await refused.text(), /the token is wrong or has expired/);
    await vscode.screenshot('image-hosts-1-refused');
    await refused.choose('Edit image host');
  });

  it('are edited, keeping what stays', async () => {
    for (const prompt of ['as images’ names begin with it', 'A name for it', 'The user to sign in as']) {
      await vscode.inputBox.answer(prompt);
    }
    await vscode.inputBox.answer('Leave it empty to keep the one that is stored', registry.password);
    const signedIn = await vscode.notification('imaging is signed in');
    await vscode.screenshot('image-hosts-2-signed-in');
    await signedIn.dismiss();
    await eventually(async () =>
      equal(await vscode.tree('Image hosts').item('Lab').description(), `${registry.address} · imaging`),
    );
  });

  it('give the tags of a repository to a Command, when the person asks for them', async () => {
    const start = `{"name": "tagged", "type": "docker", "image": "${registry.address}/lab/fetched:`;
    writeFileSync(join(vscode.folder, 'tagged.command.json'), `${start}0.9"}`);
    await vscode.openFile('tagged.command.json');
    await vscode.editor.goTo(1, start.length + 1);
    await vscode.editor.showCompletions();
    await vscode.screenshot('image-hosts-3-tag-of-a-command');
    await vscode.editor.complete('1.0');
    await eventually(async () => equal(await vscode.editor.visibleText(), `${start}1.0"}`));
    await vscode.editor.save();
  });

  it('give their token to a pull, whose Commands are told as XNAT would take them', async () => {
    await vscode.commandPalette.run('XNAT: Pull image…');
    await vscode.inputBox.fill(`${registry.address}/lab/fetched:`);
    await eventually(async () => ok((await vscode.quickPick.items()).includes(image)));
    await vscode.screenshot('image-hosts-4-tags');
    await vscode.quickPick.choose(image);
    const pulled = await vscode.notification('is here');
    match(await pulled.text(), /XNAT takes one Command from it: fetched-tool\. XNAT would skip/);
    await vscode.screenshot('image-hosts-5-pulled');
    await pulled.dismiss();
  });

  it('can be shown to Kubernetes, without the token', async () => {
    await vscode.tree('Image hosts').item('Lab').chooseFromMenu('Pull secret for Kubernetes…');
    await vscode.inputBox.answer('The namespace', 'xnat');
    await vscode.inputBox.answer('The account', 'default');
    await vscode.quickPick.choose('Manifest, with the token left out');
    await eventually(async () => match(await vscode.editor.visibleText(), /BASE64_OF_DOCKER_CONFIG/));
    doesNotMatch(await vscode.editor.visibleText(), new RegExp(registry.password));
    await vscode.screenshot('image-hosts-6-kubernetes');
  });

  it('leave their token nowhere on disk', () => {
    equal(filesWithSecret(vscode.root, registry.password).join('\n'), '');
  });
});
