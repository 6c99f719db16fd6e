import assert from 'node:assert/strict';
import { createBody } from '../../../src/docker/create-body';
import { containerSpec, type ServerSettings } from '../../../src/launch/container-spec';
import { STAND_INS } from '../../../src/launch/service-variables';
import type { ResolvedMount, ResolvedSecret } from '../../../src/resolution/resolved-launch';
import { plainEntries, plainText, resolvedContainer } from '../../support/resolved-containers';

const SETTINGS: ServerSettings = {
  serviceVariables: STAND_INS,
  passwordSource: undefined,
  containerUser: '',
  secretDelivery: 'environment',
};
const LABELS = { run: 'r1', owner: 'me', started: '2026-01-01T00:00:00Z', step: 'main' };

const mount = (enginePath: string, containerPath: string, mode: 'ro' | 'rw' = 'ro'): ResolvedMount => ({
  name: 'in',
  pointer: '/mounts/0',
  containerPath: plainText(containerPath),
  mode,
  xnatPath: '/data/archive',
  enginePath,
  source: { kind: 'new' },
});

/** What the engine is asked for. */
function bodyOf(container: Parameters<typeof resolvedContainer>[0], settings = SETTINGS) {
  const result = containerSpec(resolvedContainer(container), [], settings);
  assert.ok(result.ok, JSON.stringify(result));
  return createBody({ spec: result.spec, environment: result.spec.environment, labels: LABELS });
}

const SECRET = { source: 'site.token', destination: 'TOKEN', pointer: '/secrets/0' };

function errorOf(container: Parameters<typeof resolvedContainer>[0], secrets: readonly ResolvedSecret[] = []) {
  const result = containerSpec(resolvedContainer(container), secrets, SETTINGS);
  assert.ok(!result.ok);
  return result.error;
}

describe('the container of a resolved Command', () => {
  it('asks for the least when the Command says the least', () => {
    assert.deepEqual(bodyOf({}), {
      Image: 'lab/tool:1.0',
      Cmd: [],
      Env: [
        'XNAT_HOST=http://xnat.invalid',
        'XNAT_USER=test-launch',
        'XNAT_PASS=no-token-in-a-test-launch',
        'XNAT_WORKFLOW_ID=0',
        'XNAT_EVENT_ID=0',
      ],
      WorkingDir: '',
      User: '',
      AttachStdout: true,
      AttachStderr: true,
      Labels: {
        'org.xnat.commands.run': 'r1',
        'org.xnat.commands.owner': 'me',
        'org.xnat.commands.started': '2026-01-01T00:00:00Z',
        'org.xnat.commands.step': 'main',
      },
      HostConfig: {
        Binds: [],
        PortBindings: {},
        MemoryReservation: 0,
        Memory: 0,
        NanoCpus: 0,
        Runtime: '',
        IpcMode: '',
        Ulimits: [],
      },
    });
  });

  it('passes on all that reaches plain Docker, in its units', () => {
    const body = bodyOf(
      {
        name: plainText('tool-1'),
        cmd: ['/bin/sh', '-c', 'echo $HOME'],
        entrypoint: [''],
        workingDirectory: plainText('/work'),
        environment: plainEntries({ MODE: 'a=b' }),
        ports: plainEntries({ '80': '8080' }),
        labels: plainEntries({ owner: 'lab', 'org.xnat.commands.run': 'forged' }),
        mounts: [mount('/data/in', '/input'), mount('/data/out', '/output', 'rw')],
        limits: {
          reserveMemory: 16n,
          limitMemory: 512n,
          limitCpu: 1.5,
          shmSize: 64n,
          network: 'none',
          runtime: 'nvidia',
          ipcMode: 'host',
          gpus: 'all',
          autoRemove: true,
          ulimits: new Map([
            ['nofile', '10:20'],
            ['core', '0'],
          ]),
        },
      },
      { ...SETTINGS, containerUser: '1000:1000' },
    );
    assert.deepEqual(body.Cmd, ['/bin/sh', '-c', 'echo $HOME']);
    assert.deepEqual(body.Entrypoint, ['']);
    assert.equal(body.WorkingDir, '/work');
    assert.equal(body.User, '1000:1000');
    assert.ok(body.Env?.includes('MODE=a=b'));
    assert.equal(body.Labels?.owner, 'lab');
    assert.equal(body.Labels['org.xnat.commands.run'], 'r1');
    assert.deepEqual(body.HostConfig, {
      Binds: ['/data/in:/input:ro', '/data/out:/output:rw'],
      PortBindings: { '80/tcp': [{ HostPort: '8080' }] },
      MemoryReservation: 16 * 1024 * 1024,
      Memory: 512 * 1024 * 1024,
      NanoCpus: 1_500_000_000,
      ShmSize: 64,
      NetworkMode: 'none',
      Runtime: 'nvidia',
      IpcMode: 'host',
      Ulimits: [
        { Name: 'nofile', Soft: 10, Hard: 20 },
        { Name: 'core', Soft: 0, Hard: 0 },
      ],
    });
  });

  it('leaves a negative shm-size, an empty network and a blank name to the engine', () => {
    const result = containerSpec(
      resolvedContainer({ name: plainText(' '), limits: { shmSize: -1n, network: '' } }),
      [],
      SETTINGS,
    );
    assert.ok(result.ok);
    assert.deepEqual([result.spec.name, result.spec.shmSize, result.spec.network], [undefined, undefined, undefined]);
  });

  it('mounts a path of Windows, whose colon would end a bind', () => {
    const { HostConfig } = bodyOf({ mounts: [mount('C:\\data', '/input')] });
    assert.deepEqual(HostConfig?.Binds, []);
    assert.deepEqual(HostConfig.Mounts, [{ Type: 'bind', Source: 'C:\\data', Target: '/input', ReadOnly: true }]);
  });

  it('holds secrets by name only', () => {
    const result = containerSpec(resolvedContainer({}), [SECRET], SETTINGS);
    assert.deepEqual(result.ok && result.spec.secrets, [
      { source: 'site.token', destination: 'TOKEN', delivery: 'environment' },
    ]);
  });

  it('ends as the service does when the Command sets a variable of its own', () => {
    for (const name of ['XNAT_USER', 'XNAT_PASS', 'XNAT_HOST', 'XNAT_WORKFLOW_ID', 'XNAT_EVENT_ID']) {
      const error = errorOf({ environment: plainEntries({ MODE: 'x', [name]: 'y' }) });
      assert.deepEqual([error.kind, error.workflowStatus], ['env-clash', 'Failed (Staging)']);
      assert.ok(error.explanation.includes(name));
    }
  });

  it('ends as the service does for two secrets of one variable and for half a port', () => {
    const error = errorOf({}, [SECRET, { ...SECRET, source: 'other', pointer: '/secrets/1' }]);
    assert.deepEqual([error.kind, error.pointer], ['secret', '/secrets/1']);
    assert.equal(errorOf({ ports: plainEntries({ '80': ' ' }) }).workflowStatus, 'Failed (Container launch)');
    assert.match(errorOf({ ports: plainEntries({ '': '80' }) }).explanation, /no container port/);
  });

  it('says what Docker cannot do', () => {
    assert.match(
      errorOf({ mounts: [mount('/data/a:b', '/input')] }).explanation,
      /^The path \/data\/a:b of the mount “in”/,
    );
    assert.match(errorOf({ mounts: [mount('/data', 'input')] }).explanation, /^The mount “in” is at “input”/);
    assert.match(errorOf({ limits: { ulimits: new Map([['core', 'many']]) } }).explanation, /ulimit core is “many”/);
  });
});
