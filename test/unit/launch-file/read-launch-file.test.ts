import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { readLaunchFile } from '../../../src/launch-file/read-launch-file';

const ROOT = join(import.meta.dirname, '../../..');

const FILE = {
  $schema: 'x',
  command: 'command.json',
  wrapper: 'w',
  inputs: {
    text: 'a',
    number: 5,
    list: ['a', 2, true],
    folder: { folder: 'data/S1', properties: { 'project-id': 'P' } },
    file: { file: 'p.txt' },
    named: { object: 's' },
    own: { object: { type: 'Session', id: 'E1' } },
  },
  objects: { s: { type: 'Session', id: 'E1', scans: [] }, d: { type: 'Subject', folder: 'sub' } },
  'other-commands': ['setup.json'],
  environment: { A: 'b' },
  engine: 'unix:///x',
  secrets: ['p'],
  expect: { 'exit-code': 0, outputs: { o: 3, q: { least: 1 } }, log: 'done' },
};

describe('readLaunchFile', () => {
  it('reads every kind of value', () => {
    const reading = readLaunchFile(JSON.stringify(FILE));
    assert.ok(reading.ok);
    const { file } = reading;
    assert.deepEqual(file.command, { kind: 'file', path: 'command.json' });
    assert.deepEqual(
      [...file.inputs],
      [
        ['text', { kind: 'text', text: 'a' }],
        ['number', { kind: 'text', text: '5' }],
        ['list', { kind: 'list', texts: ['a', '2', 'true'] }],
        ['folder', { kind: 'folder', path: 'data/S1', properties: { 'project-id': 'P' } }],
        ['file', { kind: 'file', path: 'p.txt' }],
        ['named', { kind: 'reference', name: 's' }],
        ['own', { kind: 'object', object: { type: 'Session', id: 'E1' } }],
      ],
    );
    assert.deepEqual(file.objects.get('d'), { kind: 'folder', type: 'Subject', path: 'sub', properties: {} });
    assert.deepEqual([...file.environment], [['A', 'b']]);
    assert.deepEqual(file.secrets, ['p']);
    assert.ok(file.expect);
    assert.deepEqual(file.expect.exitCode, 0);
    assert.deepEqual(
      [...file.expect.outputs],
      [
        ['o', { least: 3, most: 3 }],
        ['q', { least: 1, most: Infinity }],
      ],
    );
    assert.deepEqual(file.expect.log, ['done']);
  });

  it('says where a value is nested too deep', () => {
    const nested = (levels: number) =>
      `{"command": "c", "inputs": {"i": {"object": {"type": "Scan", "x": ${'['.repeat(levels)}1${']'.repeat(levels)}}}}}`;
    assert.ok(readLaunchFile(nested(496)).ok);
    for (const levels of [497, 3000]) {
      const reading = readLaunchFile(nested(levels));
      assert.deepEqual(!reading.ok && reading.problems.map(({ message, span }) => [message, span.start]), [
        ['This is nested too deep to be read: at most 500 levels are.', nested(0).indexOf('1') + 496],
      ]);
    }
  });

  it('takes the Command from an image', () => {
    const reading = readLaunchFile('{"command": {"image": "i:1", "name": "c"}}');
    assert.deepEqual(reading.ok && reading.file.command, { kind: 'image', image: 'i:1', name: 'c' });
  });

  const wrong: readonly (readonly [text: string, place: string, message: RegExp])[] = [
    ['{"command": ', '', /This is no JSON/],
    ['[]', '', /A launch file is an object/],
    ['{}', '', /needs "command"/],
    ['{"command": "c", "wraper": "w"}', '/wraper', /A launch file has no "wraper"\. It can have .*"wrapper"/],
    ['{"command": {"name": "c"}}', '/command', /"image" is missing/],
    ['{"command": 5}', '/command', /^Expected the path of a Command, or an object with "image"\.$/],
    [
      '{"command": {"image": "i", "tag": "1"}}',
      '/command/tag',
      /^An image has no "tag"\. It can have "image", "name"\.$/,
    ],
    [
      '{"command": "c", "expect": {"outputs": {"o": {"least": 3, "most": 1}}}}',
      '/expect/outputs/o',
      /^"least" is more than "most"\.$/,
    ],
    [
      '{"command": "c", "inputs": {"a": {"folder": "f", "file": "g"}}}',
      '/inputs/a',
      /one of "folder", "file" and "object"/,
    ],
    ['{"command": "c", "inputs": {"a": null}}', '/inputs/a', /Expected a text/],
    ['{"command": "c", "inputs": {"a": {"object": "x"}}}', '/inputs/a', /"objects" has no "x"/],
    ['{"command": "c", "objects": {"a": {"type": "Scanner"}}}', '/objects/a/type', /Expected Project, /],
    ['{"command": "c", "objects": {"a": {"id": "1"}}}', '/objects/a', /"type" is missing/],
    ['{"command": "c", "expect": {"exit-code": -1}}', '/expect/exit-code', /whole number/],
  ];
  for (const [text, pointer, message] of wrong) {
    it(`says what is wrong with ${text}`, () => {
      const reading = readLaunchFile(text);
      assert.ok(!reading.ok);
      const [problem] = reading.problems;
      assert.match(problem?.message ?? '', message);
      assert.equal(problem?.pointer, pointer);
    });
  }
});

describe('the schema of launch files', () => {
  const schema = JSON.parse(readFileSync(join(ROOT, 'schemas/launch.schema.json'), 'utf8')) as object;
  const accepts = new Ajv({ allowUnionTypes: true, strictRequired: false }).compile(schema);

  it('agrees with the reader on this file', () => {
    assert.ok(accepts(FILE), JSON.stringify(accepts.errors));
  });

  it('accepts every example of the documentation, as the reader does', () => {
    const text = readFileSync(join(ROOT, 'docs/launch-file.md'), 'utf8');
    const examples = [...text.matchAll(/^```json\n(.*?)^```$/gms)].map(([, example = '']) => example);
    assert.ok(examples.length >= 10);
    for (const example of examples) {
      assert.ok(accepts(JSON.parse(example)), example);
      const reading = readLaunchFile(example);
      assert.ok(reading.ok, `${example}${JSON.stringify(reading)}`);
    }
  });

  it('agrees with the reader on files with one thing changed', () => {
    const value = fc.constantFrom<unknown>(
      'x',
      5,
      -1,
      1.5,
      true,
      null,
      [],
      ['a'],
      [{}],
      {},
      { folder: 'f' },
      { file: 'f' },
      { object: {} },
      { type: 'Scan' },
      { least: 1 },
    );
    const paths = pathsOf(FILE);
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        fc.option(value),
        fc.constantFrom('', 'extra'),
        (path, replaced, added) => {
          const file: unknown = structuredClone(FILE);
          change(file, added === '' ? path : [...path, added], replaced ?? undefined);
          const reading = readLaunchFile(JSON.stringify(file));
          // Only the reader knows whether what an input refers to is there.
          const isStructural =
            reading.ok || reading.problems.some(({ message }) => !message.startsWith('"objects" has no'));
          assert.equal(
            accepts(file),
            reading.ok || !isStructural,
            `${JSON.stringify(file)} ${JSON.stringify(reading)}`,
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});

function pathsOf(value: unknown): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, each]) => pathsOf(each).map((path) => [key, ...path]))];
}

/** Sets, or with undefined removes, what is at a path below the root. */
function change(root: unknown, path: readonly (string | number)[], value: unknown): void {
  const [last] = path.slice(-1);
  let holder = root as Record<string, unknown>;
  for (const key of path.slice(0, -1)) {
    const inner = holder[key];
    if (typeof inner !== 'object' || inner === null) return;
    holder = inner as Record<string, unknown>;
  }
  if (last === undefined || (Array.isArray(holder) && !/^\d+$/.test(String(last)))) return;
  if (value !== undefined) holder[last] = value;
  else if (!Array.isArray(holder)) Reflect.deleteProperty(holder, last);
}
