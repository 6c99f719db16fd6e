import assert from 'node:assert/strict';
import { loadBusyboxImage } from '../../scripts/lib/busybox-image.mjs';
import { engineCall } from '../../scripts/lib/engine-request.mjs';
import type { ContainerSpec, ServerSettings } from '../../src/launch/container-spec';
import { nameRunFolder } from '../../src/launch/run-folder-names';
import { planLaunch } from '../../src/launch/run/launch-plan';
import { STAND_INS } from '../../src/launch/service-variables';
import { ownEngine, type TestEngine } from '../support/docker-engine';
import { freePort } from '../support/free-port';
import { resolved } from '../support/launches';
import { testLaunch, type TestLaunch } from '../support/test-launch';

const IMAGE = 'xnat-commands-test/busybox:1.0';
const NETWORK = 'lab';
const OWNER = `test-options-${process.pid}`;

const SETTINGS: ServerSettings = {
  serviceVariables: STAND_INS,
  passwordSource: undefined,
  containerUser: '1234:5678',
  secretDelivery: 'environment',
};

/** Every option of a Command that says something of its container. */
const everyOption = (port: number) => ({
  image: IMAGE,
  'container-name': OWNER,
  'command-line': 'sh -c "sleep 1" \'one word\'',
  'working-directory': '/tmp',
  'environment-variables': { SIZE: '3' },
  ports: { '80': String(port) },
  'container-labels': { purpose: 'test', empty: '' },
  'reserve-memory': 32,
  'limit-memory': 64,
  'limit-cpu': 0.5,
  'shm-size': 8 * 1024 * 1024,
  network: NETWORK,
  runtime: 'runc',
  'ipc-mode': 'private',
  ulimits: { nofile: '321:654', nproc: '77' },
  'auto-remove': true,
  gpus: 'all',
});

function specOf(command: object): ContainerSpec {
  const launch = resolved({ command });
  const around = {
    links: [],
    cachedFiles: new Map(),
    folder: nameRunFolder('/none'),
    notes: [],
    afterwards: 'remove',
    owner: OWNER,
  } as const;
  const planning = planLaunch(launch, SETTINGS, around);
  assert.ok(planning.ok);
  return planning.plan.main.spec;
}

describe('the options of a container', function () {
  this.timeout(300_000);
  let engine: TestEngine;

  before(async () => {
    engine = await ownEngine();
    await loadBusyboxImage(engine.endpoint, { name: IMAGE });
    const attachable = { Name: NETWORK, Driver: 'bridge' };
    await engineCall(engine.endpoint, 'POST', '/networks/create', { body: attachable });
  });

  after(() => engine.stop());

  const read = async (path: string) => JSON.parse(String(await engineCall(engine.endpoint, 'GET', path))) as unknown;

  /** Launches, and reads what the engine says of the object that was made. */
  const inspect = async (path: string, given: Pick<TestLaunch, 'engine' | 'main'>) => {
    let inspected: Promise<unknown> | undefined;
    const { report } = await testLaunch({
      ...given,
      owner: OWNER,
      onEvent: (event) => {
        if (event.kind === 'created')
          inspected = read(`${path}/${event.containerId}${path === '/containers' ? '/json' : ''}`);
      },
    });
    return { report, inspected: await inspected };
  };

  const ENVIRONMENT = [
    'SIZE=3',
    'XNAT_EVENT_ID=0',
    'XNAT_HOST=http://xnat.invalid',
    'XNAT_PASS=no-token-in-a-test-launch',
    'XNAT_USER=test-launch',
    'XNAT_WORKFLOW_ID=0',
  ];

  it('reach plain Docker as the service passes them on', async () => {
    const port = await freePort();
    const { report, inspected } = await inspect('/containers', {
      engine: engine.connection.containers,
      main: specOf(everyOption(port)),
    });
    assert.equal(report.status, 'Complete', report.message);
    const { Name, Config, HostConfig } = inspected as {
      readonly Name: string;
      readonly Config: Record<string, unknown> & { Env: string[]; Labels: Record<string, string> };
      readonly HostConfig: Record<string, unknown>;
    };
    assert.equal(Name, `/${OWNER}`);
    assert.deepEqual(
      { Cmd: Config.Cmd, Entrypoint: Config.Entrypoint, WorkingDir: Config.WorkingDir, User: Config.User },
      { Cmd: ['sh', '-c', 'sleep 1', 'one word'], Entrypoint: null, WorkingDir: '/tmp', User: '1234:5678' },
    );
    assert.deepEqual(Config.Env.filter((entry) => !entry.startsWith('PATH=')).toSorted(), ENVIRONMENT);
    assert.deepEqual([Config.Labels.purpose, Config.Labels.empty, Config.Tty], ['test', '', false]);
    const options = {
      PortBindings: { '80/tcp': [{ HostIp: '', HostPort: String(port) }] },
      MemoryReservation: 32 * 1024 * 1024,
      Memory: 64 * 1024 * 1024,
      NanoCpus: 5e8,
      ShmSize: 8 * 1024 * 1024,
      NetworkMode: NETWORK,
      Runtime: 'runc',
      IpcMode: 'private',
      // The log is read first.
      AutoRemove: false,
      // It is stored, and no backend reads it.
      DeviceRequests: null,
      RestartPolicy: { Name: '', MaximumRetryCount: 0 },
      Ulimits: [
        { Name: 'nofile', Soft: 321, Hard: 654 },
        { Name: 'nproc', Soft: 77, Hard: 77 },
      ],
    };
    assert.deepEqual(Object.fromEntries(Object.keys(options).map((key) => [key, HostConfig[key]])), options);
  });

  it('are the engine’s own where the Command says nothing', async () => {
    const { inspected } = await inspect('/containers', {
      engine: engine.connection.containers,
      main: { ...specOf({ image: IMAGE, 'command-line': 'true' }), user: '' },
    });
    const { Config, HostConfig } = inspected as {
      readonly Config: Record<string, unknown>;
      readonly HostConfig: Record<string, unknown>;
    };
    assert.deepEqual([Config.User, Config.WorkingDir, Config.Entrypoint], ['', '', null]);
    const { Memory, MemoryReservation, NanoCpus, NetworkMode, PortBindings, Runtime, ShmSize, Ulimits } = HostConfig;
    assert.deepEqual([Memory, MemoryReservation, NanoCpus, PortBindings, Ulimits], [0, 0, 0, {}, []]);
    assert.deepEqual([NetworkMode, Runtime, ShmSize], ['default', 'runc', 64 * 1024 * 1024]);
  });

  it('reach a swarm as the service passes them on', async () => {
    const body = { ListenAddr: '127.0.0.1:0', AdvertiseAddr: '127.0.0.1' };
    await engineCall(engine.endpoint, 'POST', '/swarm/init', { body });
    const overlay = { Name: 'swarm-lab', Driver: 'overlay' };
    await engineCall(engine.endpoint, 'POST', '/networks/create', { body: overlay });
    const port = await freePort();
    // No node has what is asked for, so that it is not started: what was asked is looked at.
    const command = {
      ...everyOption(port),
      network: 'swarm-lab',
      'override-entrypoint': true,
      'generic-resources': { gpu: '2', licence: 'floating' },
    };
    let stop = () => undefined as unknown;
    let inspected: Promise<unknown> | undefined;
    const { report } = await testLaunch({
      engine: engine.connection.services,
      main: specOf(command),
      owner: OWNER,
      onEvent: (event, underWay) => {
        if (event.kind === 'created') {
          stop = underWay.stop;
          inspected = read(`/services/${event.containerId}`).finally(() => stop());
        }
      },
    });
    assert.equal(report.ending.kind, 'stopped', report.message);
    const { Spec } = (await inspected) as { readonly Spec: Record<string, unknown> };
    const { Name, Labels, Mode, TaskTemplate, EndpointSpec } = Spec as {
      readonly Name: string;
      readonly Labels: Record<string, string>;
      readonly Mode: unknown;
      readonly TaskTemplate: Record<string, unknown> & { ContainerSpec: Record<string, unknown> & { Env: string[] } };
      readonly EndpointSpec: unknown;
    };
    const { ContainerSpec, Resources, RestartPolicy, Placement, Networks } = TaskTemplate;
    assert.deepEqual([Name, Labels.purpose, Mode], [OWNER, 'test', { Replicated: { Replicas: 0 } }]);
    assert.deepEqual(ContainerSpec.Env.toSorted(), ENVIRONMENT);
    const { Image, Command, Args, Dir, User, Mounts, Ulimits, Secrets } = ContainerSpec;
    assert.deepEqual(
      { Command, Args, Dir, User, Mounts, Ulimits, Secrets },
      {
        Command: ['/bin/sh', '-c', command['command-line']],
        Args: undefined,
        Dir: '/tmp',
        User: '1234:5678',
        Mounts: [{ Type: 'tmpfs', Target: '/dev/shm', TmpfsOptions: { SizeBytes: 8 * 1024 * 1024 } }],
        Ulimits: undefined,
        Secrets: undefined,
      },
    );
    assert.match(String(Image), /^xnat-commands-test\/busybox:1\.0/);
    assert.deepEqual(Resources, {
      Limits: { NanoCPUs: 5e8, MemoryBytes: 64 * 1024 * 1024 },
      Reservations: {
        MemoryBytes: 32 * 1024 * 1024,
        GenericResources: [
          { DiscreteResourceSpec: { Kind: 'gpu', Value: 2 } },
          { NamedResourceSpec: { Kind: 'licence', Value: 'floating' } },
        ],
      },
    });
    assert.deepEqual((RestartPolicy as { readonly Condition: string }).Condition, 'none');
    assert.deepEqual(Placement ?? {}, {});
    assert.equal((Networks as readonly unknown[]).length, 1);
    assert.deepEqual((EndpointSpec as { readonly Ports: unknown }).Ports, [
      { Protocol: 'tcp', TargetPort: 80, PublishedPort: port, PublishMode: 'ingress' },
    ]);
  });
});
