import { Ajv, type ValidateFunction } from 'ajv';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMAND, type ObjectShape, type Property } from '../../../src/command/binding/property-tables';
import { createCommandDocument } from '../../../src/command/document/command-document';
import { serverVerdict } from '../../../src/command/server-check/server-verdict';
import { commandSchema } from '../../../src/language/guide/command-schema';
import { needsSharedData, readSharedLines } from '../../support/shared-data';

const FILE = join(import.meta.dirname, '../../../schemas/command.schema.json');

/** The JSON types that the schema must allow and those it must not, by how the server binds a property. */
const TYPES: Readonly<Record<Property['kind'], readonly [yes: readonly unknown[], no: readonly unknown[]]>> = {
  text: [[], [[], {}]],
  integer: [
    [1, null],
    [true, 1.5, [], {}],
  ],
  decimal: [
    [1.5, null],
    [true, [], {}],
  ],
  boolean: [
    [true, null],
    ['yes', [], {}],
  ],
  any: [[{}, [], 1, null], []],
  texts: [
    [[], ['a', 1], null],
    ['a', [[]], {}],
  ],
  map: [
    [{}, { a: 'b', c: 1 }, null],
    [[], { a: {} }, 'a'],
  ],
  objects: [
    [[], null],
    [{}, 'a', [1]],
  ],
  typed: [[], [[], 'a', {}]],
};

interface Schema {
  readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly definitions: Readonly<Record<string, Schema>>;
}

function* shapesIn(shape: ObjectShape): Iterable<ObjectShape> {
  yield shape;
  for (const property of Object.values(shape.properties)) {
    if (property.kind === 'objects' || property.kind === 'typed') yield* shapesIn(property.of);
  }
}

describe('schemas/command.schema.json', () => {
  const schema = JSON.parse(readFileSync(FILE, 'utf8')) as Schema;
  let validate: ValidateFunction;
  before(() => {
    validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
  });

  it('is what `npm run schemas` writes', () => {
    assert.deepEqual(schema, JSON.parse(JSON.stringify(commandSchema())));
  });

  for (const shape of new Set(shapesIn(COMMAND))) {
    const own = () => (shape.name === 'command' ? schema : schema.definitions[shape.name]!);

    it(`describes every property that the server binds of a ${shape.name}, and no other`, () => {
      const bound = new Set(Object.keys(shape.properties));
      if (shape.name === 'command') bound.add('$schema');
      if (shape.name === 'secret-source' || shape.name === 'secret-destination') bound.add('type');
      assert.deepEqual(Object.keys(own().properties).sort(), [...bound].sort());
      for (const [name, property] of Object.entries(own().properties)) {
        assert.ok(property.description ?? property.deprecationMessage, name);
      }
    });

    it(`gives the properties of a ${shape.name} the types that the server binds`, () => {
      const ajv = new Ajv({ strict: false });
      for (const [name, property] of Object.entries(shape.properties)) {
        const value = ajv.compile({ ...own().properties[name], definitions: schema.definitions });
        const [yes, no] = TYPES[property.kind];
        for (const sample of yes) assert.equal(value(sample), true, `${name}: ${JSON.stringify(sample)}`);
        for (const sample of no) assert.equal(value(sample), false, `${name}: ${JSON.stringify(sample)}`);
      }
    });
  }

  it('asks for what the server asks for', () => {
    const errors = (command: unknown) => {
      validate(command);
      return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.keyword}`);
    };
    assert.deepEqual(errors({ name: 'a', image: 'b' }), []);
    assert.deepEqual(errors({}), [' required', ' required']);
    assert.deepEqual(errors({ name: 'a', image: 'b', inputs: [{ name: 'i', type: 'select-one' }] }), [
      '/inputs/0 required',
      '/inputs/0 if',
    ]);
    const handler = { name: 'h', 'accepts-command-output': 'o', 'as-a-child-of': 's' };
    const withHandler = (more: object) => ({
      name: 'a',
      image: 'b',
      xnat: [{ name: 'w', 'output-handlers': [{ ...handler, ...more }] }],
    });
    assert.deepEqual(errors(withHandler({ label: 'L' })), []);
    assert.deepEqual(errors(withHandler({ type: 'Scan' })), []);
    assert.deepEqual(errors(withHandler({})), ['/xnat/0/output-handlers/0 required', '/xnat/0/output-handlers/0 if']);
  });

  describe('beside the server', function () {
    this.timeout(60_000);
    needsSharedData();

    it('refuses no Command that the server takes, save for what the server drops or rewrites', () => {
      const rows = readSharedLines('cases/validate.jsonl') as readonly { id: string; text?: string }[];
      let passed = 0;
      for (const { id, text } of rows) {
        if (text === undefined || serverVerdict(createCommandDocument(text, 'create')).server === 'refuses') continue;
        const value = parse(text);
        if (value === undefined) continue;
        validate(value);
        // Properties it drops, texts it makes of other scalars, input types it stores as string, and setup Commands,
        // of which it does not look into the parts. Secrets without source or names fail only at launch.
        const tolerated = new Set(['additionalProperties', 'type', 'enum']);
        const rest = (validate.errors ?? []).filter(
          (error) => !tolerated.has(error.keyword) && !error.instancePath.startsWith('/secrets/'),
        );
        if (validate.errors === null) passed++;
        assert.deepEqual(
          rest.map((error) => `${id} ${error.instancePath} ${error.message ?? ''}`),
          [],
        );
      }
      assert.ok(passed > 500, String(passed));
    });
  });
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
