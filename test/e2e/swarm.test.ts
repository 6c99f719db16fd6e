import { deepEqual, equal, match } from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBusyboxImage } from '../../scripts/lib/busybox-image.mjs';
import { temporaryFolder } from '../../scripts/lib/cleanup.mjs';
import { engineCall } from '../../scripts/lib/engine-request.mjs';
import { ownEngine, type TestEngine } from '../support/docker-engine';
import { eventually } from '../support/eventually';
import { writeSecretCommands } from '../support/secret-command';
import { Workbench } from '../support/vscode/workbench';

const IMAGE = 'xnat-commands-test/busybox-swarm:1.0';
const SECRET = 'Granite-17-early-train';

describe('Launches on a swarm, in the packed extension', () => {
  let engine: TestEngine;
  let vscode: Workbench;

  const namesAt = async (path: string): Promise<readonly string[]> => {
    const list = JSON.parse(String(await engineCall(engine.endpoint, 'GET', path))) as { Spec: { Name: string } }[];
    return list.map(({ Spec }) => Spec.Name);
  };
  const runs = () => vscode.tree('Runs');

  before(async () => {
    engine = await ownEngine();
    await loadBusyboxImage(engine.endpoint, { name: IMAGE });
    const body = { ListenAddr: '127.0.0.1:0', AdvertiseAddr: '127.0.0.1' };
    await engineCall(engine.endpoint, 'POST', '/swarm/init', { body });
    const folder = join(await temporaryFolder('xnat-swarm-'), 'work');
    writeSecretCommands(folder, IMAGE, {
      quick:
        'echo begun; wc -c < /run/secrets/RUNS_TOKEN; cat /run/secrets/RUNS_TOKEN; echo; echo done > /out/done.txt',
      long: 'echo before; sleep 3600',
    });
    mkdirSync(join(folder, '.vscode'));
    const settings = { 'xnatCommands.launch.backend': 'swarm', 'xnatCommands.launch.secretDelivery': 'file' };
    writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify(settings));
    vscode = await Workbench.open({ folder, env: { DOCKER_HOST: engine.endpoint } });
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await vscode.screenshot(`failed-${this.currentTest.title.slice(0, 40)}`);
  });

  after(async () => {
    await vscode.close();
    await engine.stop();
  });

  it('run as services, with a secret of the swarm as a file, and leave neither', async () => {
    await vscode.openFile('quick.command.json');
    await vscode.showContainer('XNAT Commands');
    const prompt = 'quick gets it as the file /run/secrets/RUNS_TOKEN';
    await vscode.editor.clickTitleAction('Launch', () => vscode.inputBox.waitFor(prompt));
    await vscode.inputBox.answer(prompt, SECRET);
    match(await (await vscode.notification('quick ended')).text(), /^Complete: quick ended with exit code 0 after /);
    await vscode.terminal.waitFor(String(Buffer.byteLength(SECRET)));
    await vscode.terminal.waitFor('•••');
    await vscode.screenshot('swarm-1-verdict');
    deepEqual(await namesAt('/services'), []);
    deepEqual(await namesAt('/secrets'), []);
  });

  it('stop at a click, and leave no service', async () => {
    await vscode.openFile('long.command.json');
    await vscode.editor.clickTitleAction('Launch', () => runs().item('long').waitFor());
    await eventually(async () => equal((await namesAt('/services')).length, 1));
    await eventually(async () => match(await runs().item('long').description(), /^Running/));
    await vscode.screenshot('swarm-2-running');
    await runs()
      .item('long')
      .clickAction('Stop', () => vscode.notification('long was stopped'));
    await eventually(async () => match(await runs().item('long').description(), /^Failed \(Killed\)/));
    await eventually(async () => deepEqual([await namesAt('/services'), await namesAt('/secrets')], [[], []]));
    await vscode.screenshot('swarm-3-stopped');
  });

  it('are refused with what to do where the engine is in no swarm', async () => {
    await engineCall(engine.endpoint, 'POST', '/swarm/leave?force=true');
    await vscode.openFile('quick.command.json');
    await vscode.commandPalette.run('Notifications: Clear All Notifications');
    await vscode.editor.clickTitleAction('Launch', () => vscode.notification('swarm'));
    match(
      await (await vscode.notification('swarm')).text(),
      /not a swarm manager.* set xnatCommands\.launch\.backend to/,
    );
    await vscode.screenshot('swarm-4-no-swarm');
  });
});
