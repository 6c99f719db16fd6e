import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { ROOT } from '../../../scripts/lib/vsix.mjs';
import type { LaunchInput } from '../../../src/launch-file/launch-file';
import { readLaunchFile } from '../../../src/launch-file/read-launch-file';
import { writeLaunchFile } from '../../../src/launch-file/write-launch-file';

const isValid = new Ajv({ strict: false }).compile(
  JSON.parse(readFileSync(join(ROOT, 'schemas/launch.schema.json'), 'utf8')) as object,
);

const plain = { noNullPrototype: true };
const path = fc.string({ minLength: 1 });
const input: fc.Arbitrary<LaunchInput> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: fc.string() }, plain),
  fc.record({ kind: fc.constant('list' as const), texts: fc.array(fc.string()) }, plain),
  fc.record(
    { kind: fc.constant('folder' as const), path, properties: fc.constantFrom({}, { 'project-id': 'P1' }) },
    plain,
  ),
  fc.record({ kind: fc.constant('file' as const), path }, plain),
  fc.record({ kind: fc.constant('object' as const), object: fc.constant({ type: 'Session', id: 'S1' }) }, plain),
);
const name = fc.string().filter((text) => text !== '__proto__');

describe('Writing a launch file', () => {
  it('gives what reading it gives back, and what the schema allows', () => {
    fc.assert(
      fc.property(fc.dictionary(name, input, plain), fc.array(fc.string()), (inputs, secrets) => {
        const launch = { command: 'command.json', wrapper: 'w', inputs: new Map(Object.entries(inputs)), secrets };
        const text = writeLaunchFile(launch, (each) => each);
        ok(isValid(JSON.parse(text)), JSON.stringify(isValid.errors));
        const reading = readLaunchFile(text);
        ok(reading.ok, text);
        deepEqual(reading.file.command, { kind: 'file', path: 'command.json' });
        deepEqual(Object.fromEntries(reading.file.inputs), Object.fromEntries(launch.inputs));
        deepEqual(reading.file.secrets, secrets);
      }),
    );
  });

  it('makes the paths of folders and files relative', () => {
    const inputs = new Map<string, LaunchInput>([
      ['session', { kind: 'folder', path: '/data/MR_01', properties: {} }],
      ['atlas', { kind: 'file', path: '/data/atlas.txt' }],
    ]);
    const text = writeLaunchFile({ command: 'command.json', wrapper: undefined, inputs, secrets: [] }, (each) =>
      each.replace('/data/', ''),
    );
    deepEqual(JSON.parse(text), {
      command: 'command.json',
      inputs: { session: { folder: 'MR_01' }, atlas: { file: 'atlas.txt' } },
    });
  });

  it('says nothing of what there is nothing of', () => {
    const launch = { command: 'c.json', wrapper: undefined, inputs: new Map(), secrets: [] };
    equal(
      writeLaunchFile(launch, (each) => each),
      '{\n  "command": "c.json"\n}\n',
    );
  });
});
