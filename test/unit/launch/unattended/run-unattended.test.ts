import { deepEqual, ok } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLaunchFile } from '../../../../src/launch-file/read-launch-file';
import { STAND_INS } from '../../../../src/launch/service-variables';
import { runUnattended } from '../../../../src/launch/unattended/run-unattended';
import { SecretValue } from '../../../../src/secrets/secret-value';
import { done, scriptedEngine } from '../../../support/scripted-engine';

describe('a launch without a person', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'unattended-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (values: Readonly<Record<string, string>>) => {
    const secrets = Object.keys(values).map((name) => ({
      source: { type: 'system-property', identifier: name },
      destination: { type: 'environment-variable', identifier: name.toUpperCase() },
    }));
    const xnat = [{ name: 'w', contexts: ['site'] }];
    const command = { name: 'tool', image: 'lab/tool:1', type: 'docker', 'command-line': 'run', secrets, xnat };
    const reading = readLaunchFile('{"command": "command.json", "expect": {}}');
    if (!reading.ok) throw new Error('The launch file cannot be read.');
    return runUnattended(
      reading.file,
      {
        resolvePath: (path) => join(folder, path),
        nameOf: (path) => path,
        givenAt: () => undefined,
        readText: () => Promise.resolve(JSON.stringify(command)),
        connect: () => done({ containers: scriptedEngine({}), listImages: () => done([]) }),
        resolveSecret: (source) => Promise.resolve(new SecretValue(values[source] ?? '')),
        loginFor: () => Promise.resolve(undefined),
        server: {
          settings: {
            serviceVariables: STAND_INS,
            passwordSource: undefined,
            containerUser: '',
            secretDelivery: 'environment',
          },
          notes: [],
        },
        storage: folder,
        owner: 'test',
        onEvent: () => undefined,
        onProgress: () => undefined,
        onWarning: () => undefined,
      },
      AbortSignal.timeout(60_000),
    );
  };

  it('says which secrets were too short to be looked for and masked', async () => {
    const outcome = await run({ pin: '12', token: 'long-enough-a-token' });
    ok(outcome.kind === 'weighed');
    deepEqual(outcome.remarks, ['PIN is too short to be looked for.', 'Too short to be masked in the log: PIN.']);
  });
});
