import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as CleanUp from '../../../../src/extension/launch/clean-up';
import type * as LauncherModule from '../../../../src/extension/launch/launcher';
import type { LaunchServices } from '../../../../src/extension/launch/launch-services';
import type * as Registry from '../../../../src/extension/runs/run-registry';
import type { ContainerEngine, RunObject } from '../../../../src/launch/engine';
import { createSecretStore } from '../../../../src/secrets/secret-store';
import { standInForEditor, type StandInPerson } from '../../../support/editor-stand-in';
import { eventually } from '../../../support/eventually';
import { memoryStorage } from '../../../support/memory-storage';
import { done, scriptedEngine } from '../../../support/scripted-engine';

const VALUE = 'hunter2-hunter2';
const COMMAND = {
  name: 'tool',
  image: 'lab/tool:1.0',
  type: 'docker',
  'command-line': 'tool #threads#',
  inputs: [{ name: 'threads', 'default-value': '1' }],
  secrets: [
    {
      source: { type: 'system-property', identifier: 'site.token' },
      destination: { type: 'environment-variable', identifier: 'TOKEN' },
    },
  ],
  xnat: [{ name: 'on-site', contexts: ['site'] }],
};

/** The extension's code, which asks for the editor as it is loaded. */
const load = createRequire(__filename);

describe('a launch in the editor', () => {
  let person: StandInPerson;
  let restore: () => void;
  let folder: string;
  let services: LaunchServices;
  let engine: ReturnType<typeof scriptedEngine>;
  let script: Partial<ContainerEngine>;
  let objects: readonly RunObject[];
  let storage: ReturnType<typeof memoryStorage>;

  before(() => ({ person, restore } = standInForEditor()));
  after(() => restore());

  beforeEach(() => {
    person.forget();
    folder = mkdtempSync(join(tmpdir(), 'launch-'));
    writeFileSync(join(folder, 'command.json'), JSON.stringify(COMMAND));
    storage = memoryStorage();
    objects = [];
    script = {};
    engine = scriptedEngine({
      listRunObjects: () => done(objects),
      followLog: async (_, sink) => {
        await sink('stdout', Buffer.from(`token ${VALUE}\n`));
        await sink('stderr', Buffer.from('oops\n'));
        return done(undefined);
      },
      waitForExit: (...args) =>
        script.waitForExit?.(...args) ?? done({ exitCode: 0, outOfMemory: false, durationMs: 5 }),
    });
    const connection = {
      endpoint: { address: 'unix:///x' },
      containers: engine,
      services: engine,
      listImages: () => done([]),
      readImageTexts: () => done([]),
    };
    const { createRunRegistry } = load('../../../../src/extension/runs/run-registry') as typeof Registry;
    const log = {
      error: (error: unknown) => person.told.push(`log: ${String(error)}`),
      info: () => undefined,
      show: () => undefined,
    };
    services = {
      context: { globalStorageUri: { fsPath: folder }, globalState: storage.names, workspaceState: storage.names },
      log,
      docker: { connect: () => done(connection), hostAt: () => Promise.resolve({}) },
      secrets: createSecretStore(storage.values, storage.names),
      imageHosts: { read: () => ({ hosts: [] }) },
      runs: createRunRegistry(folder, log as never),
    } as unknown as LaunchServices;
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const launcher = () => {
    const { Launcher } = load('../../../../src/extension/launch/launcher') as typeof LauncherModule;
    return new Launcher(services);
  };
  const command = () => ({ uri: pathToFileURL(join(folder, 'command.json')).href });
  const boxes = () => person.told.filter((each) => each.startsWith('box'));

  it('asks once for a secret, says once what docker inspect shows, and tells what came of it', async () => {
    person.answers.set('Secret site.token', VALUE);
    await launcher().launch(command());
    assert.match(boxes().join(), /^box: Secret site\.token\. tool gets it as the variable TOKEN\./);
    assert.match(
      person.told.at(-1) ?? '',
      /^warning: Complete: tool ended with exit code 0 .* TOKEN leaked to 1 place/,
    );
    const terminal = await eventually(() => {
      assert.match(person.terminal(), /ended with exit code 0/);
      return person.terminal();
    });
    assert.ok(terminal.includes('token •••\r\n\u001b[31moops\r\n\u001b[39m'));
    assert.equal(terminal.split('docker inspect').length, 2);
    await launcher().runAgain(command());
    assert.equal(boxes().length, 1);
    assert.equal(person.terminal().split('docker inspect').length, 2);
    assert.ok(!JSON.stringify([person.told, person.terminal()]).includes(VALUE));
    const [record] = services.runs.records();
    assert.equal(record?.status, 'Complete');
    assert.deepEqual(record.host, { engine: undefined, backend: 'docker' });
    assert.ok(engine.calls.includes('remove main'));
  });

  it('says of a number that is none that the service takes it, and takes it', async () => {
    const inputs = [{ name: 'threads', type: 'number', required: true }];
    writeFileSync(join(folder, 'command.json'), JSON.stringify({ ...COMMAND, inputs, secrets: [] }));
    person.answers.set('tool', 'many');
    await launcher().launch(command());
    assert.deepEqual(person.told.slice(0, 2), [
      'box: tool. threads',
      'doubt 2: This is no number. The Container Service passes it on as it is.',
    ]);
    assert.equal(services.runs.records()[0]?.commandLine, 'tool many');
  });

  it('makes nothing when a person gives no value', async () => {
    await launcher().launch(command());
    assert.equal(boxes().length, 1);
    assert.deepEqual(engine.calls, []);
    assert.deepEqual(services.runs.records(), []);
  });

  it('asks for the password of the settings, too', async () => {
    person.settings.set('xnatCommands.launch.xnatPasswordSecret', 'site.password');
    person.answers.set('Secret site.token', VALUE).set('Secret site.password', 'open-sesame');
    await launcher().launch(command());
    assert.equal(boxes().length, 2);
    assert.ok(engine.environment.includes('XNAT_PASS=open-sesame'));
  });

  it('keeps the container where the settings say so', async () => {
    person.settings.set('xnatCommands.launch.keepContainers', true);
    person.answers.set('Secret site.token', VALUE);
    await launcher().launch(command());
    assert.ok(!engine.calls.some((call) => call.startsWith('remove')));
    await eventually(() => assert.match(person.terminal(), /The container is kept: remove with “docker rm -v main”/));
  });

  it('of a launch file can be run again, and says where a launch file is wrong', async () => {
    const file = join(folder, 'a.launch.json');
    writeFileSync(
      file,
      JSON.stringify({
        command: 'command.json',
        inputs: { threads: '7' },
        engine: 'tcp://lab:2375',
        expect: { 'exit-code': 5 },
      }),
    );
    person.answers.set('Secret site.token', VALUE);
    const { Uri } = load('vscode') as { readonly Uri: { file(path: string): unknown } };
    await launcher().runLaunchFile(Uri.file(file));
    const [record] = services.runs.records();
    assert.equal(record?.commandLine, 'tool 7');
    assert.equal(record.source, `file://${file}`);
    assert.equal(record.host.engine, 'tcp://lab:2375');
    await eventually(() => assert.match(person.terminal(), /What this launch file expects is not looked at here/));
    writeFileSync(file, JSON.stringify({ command: 'none.json' }));
    await launcher().runLaunchFile(Uri.file(file));
    assert.equal(
      person.told.at(-1),
      'error: a.launch.json cannot be run: There is no Command none.json that can be read.',
    );
  });

  it('that fails before it runs says at which place, as a preview does', async () => {
    const external = [{ name: 'session', type: 'Session', required: true }];
    const xnat = [{ name: 'on-session', contexts: [], 'external-inputs': external }];
    writeFileSync(join(folder, 'command.json'), JSON.stringify({ ...COMMAND, secrets: [], xnat }));
    const { Uri } = load('vscode') as { readonly Uri: { file(path: string): unknown } };
    const run = async (inputs: object) => {
      const file = join(folder, 'a.launch.json');
      writeFileSync(file, JSON.stringify({ command: 'command.json', inputs }));
      await launcher().runLaunchFile(Uri.file(file));
      return person.told.at(-1) ?? '';
    };
    assert.match(await run({ session: 'E7' }), /^error: .* Look at a\.launch\.json:1:\d+\.$/s);
    assert.match(await run({}), /^error: .* Look at command\.json:1:\d+\.$/s);
    assert.match(await run({ session: { folder: 'none' } }), /^error: a\.launch\.json:1:\d+: .*none/s);
    writeFileSync(
      join(folder, 'command.json'),
      JSON.stringify({ ...COMMAND, secrets: [], 'environment-variables': { XNAT_HOST: 'x' } }),
    );
    await launcher().launch(command());
    assert.match(person.told.at(-1) ?? '', /Look at command\.json:1:\d+\.$/s);
  });

  describe('cleaning up after it', () => {
    const cleanUp = () => load('../../../../src/extension/launch/clean-up') as typeof CleanUp;
    const left = (kind: RunObject['kind'], id: string, owner = 'elsewhere 1'): RunObject => ({
      kind,
      id,
      run: 'gone',
      owner,
      started: '',
      step: 'main',
    });

    it('says nothing where nothing is left, and says so when asked', async () => {
      await cleanUp().takeUpLostRuns(services);
      assert.deepEqual(person.told, []);
      await cleanUp().cleanUp(services);
      assert.deepEqual(person.told, ['information: Test launches have left nothing on the engine.']);
    });

    it('offers what a run that is over has left, and forgets it then', async () => {
      person.answers.set('Secret site.token', VALUE);
      await launcher().launch(command());
      const [record] = services.runs.records();
      assert.ok(record?.report);
      const report = { ...record.report, leftBehind: ['The container c is still there.'] };
      await services.runs.amend(record.run, (each) => ({ ...each, report }));
      objects = [{ ...left('container', 'c'), run: record.run }];
      const question = 'Earlier test launches have left 1 container on the engine.';
      await cleanUp().takeUpLostRuns(services);
      assert.equal(person.told.at(-1), `information: ${question}`);
      assert.ok(!engine.calls.includes('remove container c'));
      person.answers.set(question, 'Clean up');
      await cleanUp().takeUpLostRuns(services);
      assert.ok(engine.calls.includes('remove container c'));
      assert.deepEqual(services.runs.record(record.run)?.report?.leftBehind, []);
    });

    it('leaves alone what a window may be at that is elsewhere', async () => {
      objects = [left('container', 'c')];
      await cleanUp().cleanUp(services);
      assert.ok(!engine.calls.includes('remove container c'));
    });
  });

  it('is taken up when its window has gone', async () => {
    person.answers.set('Secret site.token', VALUE);
    await launcher().launch(command());
    const [record] = services.runs.records();
    assert.ok(record?.report);
    await services.runs.amend(record.run, (each) => ({ ...each, report: undefined, status: 'Running' }));
    const { takeUpLostRuns } = load('../../../../src/extension/launch/clean-up') as typeof CleanUp;
    const main = {
      containerId: 'main',
      state: 'running',
      run: record.run,
      owner: record.owner,
      started: '',
      step: 'main',
    };
    engine.listRunContainers = () => done([main]);
    await takeUpLostRuns(services);
    await eventually(() => {
      assert.equal(services.runs.record(record.run)?.report?.status, 'Complete');
      assert.equal(person.told.filter((each) => each.includes('Complete: tool ended')).length, 2);
    });
  });
});
