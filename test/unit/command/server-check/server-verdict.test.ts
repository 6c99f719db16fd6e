import assert from 'node:assert/strict';
import { createCommandDocument, type CommandMode } from '../../../../src/command/document/command-document';
import { serverVerdict } from '../../../../src/command/server-check/server-verdict';

type Json = Readonly<Record<string, unknown>>;

const command = (more: Json): Json => ({ name: 'c', image: 'i:1', ...more });
const MOUNT = { name: 'm', path: '/m' };
const OUTPUT = { name: 'o', mount: 'm' };
const SESSION = { name: 's', type: 'Session' };
const HANDLER = { name: 'h', 'accepts-command-output': 'o', 'as-a-child-of': 's', label: 'L' };
/** One wrapper of a Command with a mount and an output that it handles. */
const wrapper = (more: Json): Json =>
  command({
    mounts: [MOUNT],
    outputs: [OUTPUT],
    xnat: [{ name: 'w', 'external-inputs': [SESSION], 'output-handlers': [HANDLER], ...more }],
  });
const external = (more: Json): Json => wrapper({ 'external-inputs': [SESSION, { name: 'x', ...more }] });
const derived = (more: Json): Json =>
  wrapper({ 'derived-inputs': [{ name: 'd', 'derived-from-wrapper-input': 's', ...more }] });
const handler = (more: Json): Json => wrapper({ 'output-handlers': [HANDLER, { ...HANDLER, name: 'g', ...more }] });
const secret = (source: unknown, destination: unknown): Json => command({ secrets: [{ source, destination }] });
const SOURCE = { type: 'system-property', identifier: 'p' };
const DESTINATION = { type: 'environment-variable', identifier: 'T' };

function check(value: unknown, mode: CommandMode, image?: string) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const verdict = serverVerdict(createCommandDocument(text, mode), undefined, { image });
  const found = verdict.problems.map(
    ({ code, pointer, span }) => `${code} ${pointer} ${text.slice(span.start, span.end)}`,
  );
  return { ...verdict, found };
}

type Case = readonly [value: unknown, stage: 'parse' | 'validate' | 'exception' | null, ...found: readonly string[]];

describe('serverVerdict', () => {
  const created: readonly Case[] = [
    [command({}), null],
    ['{"name": "c", "image": "i:1"} trailing', null],
    ['', 'parse', 'json-syntax  '],
    ['{"name": "c", "image": "i:1",}', 'parse', 'json-syntax  ,'],
    ['{"name": "c", "image": nope}', 'parse', 'json-syntax /image nope'],
    ['[]', 'parse', 'json-root  ['],
    ['"x"', 'parse', 'json-root  "x"'],
    ['null', 'exception', 'json-root  null'],

    [{ image: 'i:1' }, 'validate', 'command-name-blank  {'],
    [{ name: '\u2003', image: 'i:1' }, 'validate', 'command-name-blank /name "\u2003"'],
    [{ name: '\u00a0', image: 'i:1' }, null],
    [{ name: 'c' }, 'validate', 'image-blank  "c"'],
    [{ name: 'c', image: '' }, 'validate', 'image-blank /image ""'],
    [{ name: 'c', image: ' ' }, null],
    [{ name: 'c', image: 'host:5000/i' }, null],
    [{ name: 'c', image: 'i:1\n' }, 'validate', 'image-tag-missing /image "i:1\\n"'],
    [command({ type: 'Docker' }), 'exception', 'command-type-unknown /type "Docker"'],
    [command({ visibility: 'Public' }), 'validate', 'visibility-unknown /visibility "Public"'],
    [command({ visibility: null, type: null }), null],

    [command({ 'limit-memory': '2g' }), 'parse', 'wrong-type /limit-memory "2g"'],
    [command({ mounts: {} }), 'parse', 'wrong-type /mounts {'],
    [command({ inputs: [null] }), 'parse', 'null-element /inputs/0 null'],
    [command({ ports: { 'a/b': null } }), 'parse', 'null-map-value /ports/a~1b null'],
    [command({ ulimits: { a: null, b: '1:2:3' } }), 'exception', 'null-map-value /ulimits/a null'],
    [
      '{"name":"c","image":"i:1","container-labels":{"a":"1","a":"2"}}',
      'parse',
      'duplicate-key /container-labels/a "a"',
    ],
    [command({ inputs: [{ type: 'string' }] }), 'parse', 'input-name-missing /inputs/0 {'],

    [command({ ulimits: { nofile: '1:2:' } }), null],
    [command({ ulimits: { nofile: ':1:2' } }), 'validate', 'ulimit-format /ulimits/nofile ":1:2"'],
    [command({ ulimits: { nofile: '' } }), 'validate', 'ulimit-format /ulimits/nofile ""'],
    [command({ mounts: [{}] }), 'validate', 'mount-name-blank /mounts/0 {', 'mount-path-blank /mounts/0 {'],
    [command({ mounts: [MOUNT, MOUNT] }), 'validate', 'mount-name-duplicate /mounts/1/name "m"'],
    [
      command({ mounts: [{ path: '/a' }, { path: '/b' }] }),
      'validate',
      'mount-name-blank /mounts/0 {',
      'mount-name-duplicate /mounts/1 {',
      'mount-name-blank /mounts/1 {',
    ],

    [command({ inputs: [{ name: '' }] }), 'validate', 'input-name-blank /inputs/0/name ""'],
    [
      command({ inputs: [{ name: '' }, { name: '' }] }),
      'validate',
      'input-name-blank /inputs/0/name ""',
      'input-name-duplicate /inputs/1/name ""',
      'input-name-blank /inputs/1/name ""',
    ],
    [command({ inputs: [{ name: 'é' }] }), 'validate', 'input-name-chars /inputs/0/name "é"'],
    [command({ inputs: [{ name: 'i' }, { name: 'i' }] }), 'validate', 'input-name-duplicate /inputs/1/name "i"'],
    [
      command({ inputs: [{ name: 'i', 'multiple-delimiter': '' }] }),
      'validate',
      'multiple-delimiter-unknown /inputs/0/multiple-delimiter ""',
    ],
    [
      command({ inputs: [{ name: 'i', type: 'select-one' }] }),
      'validate',
      'select-values-missing /inputs/0/type "select-one"',
    ],
    [
      command({ inputs: [{ name: 'i', 'select-values': ['a'] }] }),
      'validate',
      'select-values-not-select /inputs/0/select-values ["a"]',
    ],
    [
      command({ inputs: [{ name: 'i', type: 'select-many', 'select-values': ['a'] }] }),
      'exception',
      'select-many-default-missing /inputs/0/type "select-many"',
    ],
    [command({ inputs: [{ name: 'i', type: 'select-many', 'select-values': ['a'], 'default-value': '[]' }] }), null],
    [command({ inputs: [{ name: 'i', type: 'select-many', 'select-values': ['1'], 'default-value': '[1] x' }] }), null],
    [
      command({ inputs: [{ name: 'i', type: 'select-many', 'select-values': ['a'], 'default-value': "['a']" }] }),
      'validate',
      'default-not-in-select-values /inputs/0/default-value "[\'a\']"',
    ],
    [
      command({ inputs: [{ name: 'i', type: 'select-many', 'select-values': ['a'], 'default-value': '[null]' }] }),
      'validate',
      'default-not-in-select-values /inputs/0/default-value "[null]"',
    ],
    [
      command({ inputs: [{ name: 'i', type: 'select-one', 'select-values': ['a'], 'default-value': 'b' }] }),
      'validate',
      'default-not-in-select-values /inputs/0/default-value "b"',
    ],

    [command({ outputs: [{ mount: 'm' }], mounts: [MOUNT] }), 'exception', 'output-name-blank /outputs/0 {'],
    [
      command({ outputs: [{ name: '', mount: 'm' }], mounts: [MOUNT] }),
      'validate',
      'output-name-blank /outputs/0/name ""',
    ],
    [
      command({ outputs: [{ name: 'a b', mount: 'm' }], mounts: [MOUNT] }),
      'validate',
      'output-name-chars /outputs/0/name "a b"',
    ],
    [command({ outputs: [OUTPUT, OUTPUT], mounts: [MOUNT] }), 'validate', 'output-name-duplicate /outputs/1/name "o"'],
    [command({ outputs: [{ name: 'o' }] }), 'validate', 'output-mount-blank /outputs/0 "o"'],
    [command({ outputs: [OUTPUT] }), 'validate', 'output-mount-unknown /outputs/0/mount "m"'],
    [wrapper({ 'output-handlers': [] }), 'validate', 'output-not-handled /outputs/0/name "o"'],

    [secret(SOURCE, DESTINATION), null],
    [secret('p', DESTINATION), 'parse', 'secret-type-missing /secrets/0/source "p"'],
    [secret({ ...SOURCE, type: 'x' }, DESTINATION), 'parse', 'secret-type-unknown /secrets/0/source/type "x"'],
    [secret(SOURCE, undefined), 'exception', 'secret-destination-missing /secrets/0 {'],
    [command({ secrets: [null] }), 'exception', 'null-element /secrets/0 null'],
    [
      secret(SOURCE, { ...DESTINATION, identifier: 'XNAT_HOST' }),
      'validate',
      'secret-env-reserved /secrets/0/destination/identifier "XNAT_HOST"',
    ],
    [secret(SOURCE, { ...DESTINATION, identifier: 'XNAT_HOME' }), null],
    [
      { ...secret(SOURCE, DESTINATION), 'environment-variables': { T: '' } },
      'validate',
      'secret-env-conflict /secrets/0/destination/identifier "T"',
    ],

    [wrapper({ name: null }), 'validate', 'wrapper-name-blank /xnat/0/name null'],
    [command({ xnat: [{ name: 'w' }, { name: 'w' }] }), 'validate', 'wrapper-name-duplicate /xnat/1/name "w"'],
    [
      command({ xnat: [{ name: null }, {}] }),
      'validate',
      'wrapper-name-blank /xnat/0/name null',
      'wrapper-name-duplicate /xnat/1 {',
      'wrapper-name-blank /xnat/1 {',
    ],
    [external({ name: 'a.b' }), 'validate', 'wrapper-input-name-chars /xnat/0/external-inputs/1/name "a.b"'],
    [external({ name: '' }), 'validate', 'wrapper-input-name-blank /xnat/0/external-inputs/1/name ""'],
    [external({ name: 's' }), 'validate', 'wrapper-input-name-duplicate /xnat/0/external-inputs/1/name "s"'],
    [external({ type: 'session' }), 'validate', 'wrapper-input-type-unknown /xnat/0/external-inputs/1/type "session"'],
    [external({ type: 'file' }), null],
    [
      external({ 'via-setup-command': 'a:b' }),
      'validate',
      'via-setup-without-mount /xnat/0/external-inputs/1/via-setup-command "a:b"',
    ],
    [external({ 'via-setup-command': ' ' }), null],
    [
      {
        ...external({ 'provides-value-for-command-input': 'i' }),
        inputs: [{ name: 'i', type: 'select-one', 'select-values': ['a'] }],
      },
      'validate',
      'wrapper-input-feeds-select /xnat/0/external-inputs/1/provides-value-for-command-input "i"',
    ],
    [external({ 'provides-value-for-command-input': 'nothing' }), null],
    [derived({}), null],
    [
      derived({ 'derived-from-wrapper-input': '' }),
      'validate',
      'derived-from-blank /xnat/0/derived-inputs/0/derived-from-wrapper-input ""',
    ],
    [
      derived({ 'derived-from-wrapper-input': 'd' }),
      'validate',
      'derived-from-self /xnat/0/derived-inputs/0/derived-from-wrapper-input "d"',
    ],
    [
      derived({ name: '', 'derived-from-wrapper-input': '' }),
      'validate',
      'wrapper-input-name-blank /xnat/0/derived-inputs/0/name ""',
      'derived-from-self /xnat/0/derived-inputs/0/derived-from-wrapper-input ""',
      'derived-from-blank /xnat/0/derived-inputs/0/derived-from-wrapper-input ""',
    ],
    [
      derived({ 'derived-from-wrapper-input': 'x' }),
      'validate',
      'derived-from-unknown /xnat/0/derived-inputs/0/derived-from-wrapper-input "x"',
    ],
    [derived({ multiple: true }), 'validate', 'multiple-needs-value-target /xnat/0/derived-inputs/0/multiple true'],
    [
      derived({ multiple: 'true', 'provides-value-for-command-input': 'i', 'provides-files-for-command-mount': 'm' }),
      'validate',
      'multiple-provides-files /xnat/0/derived-inputs/0/multiple "true"',
    ],

    [handler({}), null],
    [handler({ name: undefined }), 'exception', 'handler-name-blank /xnat/0/output-handlers/1 {'],
    [
      handler({ name: ' ' }),
      'validate',
      'handler-name-blank /xnat/0/output-handlers/1/name " "',
      'handler-name-chars /xnat/0/output-handlers/1/name " "',
    ],
    [handler({ name: 'h' }), 'validate', 'handler-name-duplicate /xnat/0/output-handlers/1/name "h"'],
    [
      handler({ 'accepts-command-output': null }),
      'validate',
      'handler-output-blank /xnat/0/output-handlers/1/accepts-command-output null',
    ],
    [
      handler({ 'accepts-command-output': 'x' }),
      'validate',
      'handler-output-unknown /xnat/0/output-handlers/1/accepts-command-output "x"',
    ],
    [handler({ 'as-a-child-of': undefined }), 'validate', 'handler-target-blank /xnat/0/output-handlers/1 "g"'],
    [handler({ 'as-a-child-of': 'h' }), null],
    [
      handler({ 'as-a-child-of': 'g' }),
      'validate',
      'handler-target-unknown /xnat/0/output-handlers/1/as-a-child-of "g"',
    ],
    [
      wrapper({
        'derived-inputs': [
          { name: 'd', 'derived-from-wrapper-input': 's', multiple: true, 'provides-value-for-command-input': 'i' },
        ],
        'output-handlers': [{ ...HANDLER, 'as-a-child-of': 'd' }],
      }),
      'validate',
      'handler-target-multiple /xnat/0/output-handlers/0/as-a-child-of "d"',
    ],
    ...[undefined, 'uri', 'id', ''].map((property): Case => [
      wrapper({
        'derived-inputs': [
          { name: 'd', 'derived-from-wrapper-input': 's', 'derived-from-xnat-object-property': property },
        ],
        'output-handlers': [{ ...HANDLER, 'as-a-child-of': 'd' }],
      }),
      ...(property === undefined || property === 'uri'
        ? ([null] as const)
        : (['validate', 'handler-target-not-uri /xnat/0/output-handlers/0/as-a-child-of "d"'] as const)),
    ]),
    [
      handler({ 'as-a-child-of': undefined, 'as-a-child-of-wrapper-input': 'x' }),
      'validate',
      'handler-target-unknown /xnat/0/output-handlers/1/as-a-child-of-wrapper-input "x"',
    ],
    [handler({ type: 'resource' }), 'validate', 'handler-type-unknown /xnat/0/output-handlers/1/type "resource"'],
    [handler({ label: undefined }), 'validate', 'handler-label-blank /xnat/0/output-handlers/1 "g"'],
    [handler({ label: '', type: 'Scan' }), null],
    [handler({ label: undefined, type: [] }), 'parse', 'wrong-type /xnat/0/output-handlers/1/type ['],
    [
      command({ inputs: [{ name: [] }, { name: '' }] }),
      'parse',
      'wrong-type /inputs/0/name [',
      'input-name-blank /inputs/1/name ""',
    ],
    [
      derived({ name: [], 'derived-from-wrapper-input': '' }),
      'parse',
      'wrong-type /xnat/0/derived-inputs/0/name [',
      'derived-from-blank /xnat/0/derived-inputs/0/derived-from-wrapper-input ""',
    ],

    [
      command({ type: 'docker-setup', mounts: [{}], secrets: [null], outputs: [{}] }),
      'validate',
      'forbidden-in-setup-wrapup /mounts "mounts"',
      'forbidden-in-setup-wrapup /secrets "secrets"',
      'forbidden-in-setup-wrapup /outputs "outputs"',
    ],
  ];
  for (const [value, stage, ...found] of created) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    it(`finds ${found.join(', ') || 'nothing'} when ${text} is created`, () => {
      const verdict = check(value, 'create');
      assert.deepEqual(verdict.found, found);
      assert.equal(verdict.refusedAt, stage);
      assert.equal(verdict.server, stage === null ? 'accepts' : 'refuses');
    });
  }

  const updated: readonly Case[] = [
    [{ name: 'c', image: 'i' }, 'validate', 'image-tag-missing /image "i"'],
    [{ name: 'c', image: ' ' }, 'validate', 'image-blank /image " "'],
    [command({ type: 'Docker' }), 'validate', 'command-type-unknown /type "Docker"'],
    [command({ id: 'x' }), 'parse', 'wrong-type /id "x"'],
    [command({ ulimits: { a: null } }), 'parse', 'null-map-value /ulimits/a null'],
    [
      wrapper({ 'output-handlers': [{ ...HANDLER, 'as-a-child-of': undefined, 'as-a-child-of-wrapper-input': 's' }] }),
      'validate',
      'handler-target-blank /xnat/0/output-handlers/0 "h"',
    ],
  ];
  for (const [value, stage, ...found] of updated) {
    it(`finds ${found.join(', ')} when ${JSON.stringify(value)} updates a Command`, () => {
      const verdict = check(value, 'update');
      assert.deepEqual(verdict.found, found);
      assert.equal(verdict.refusedAt, stage);
    });
  }

  const labels: readonly Case[] = [
    [[{ name: 'c' }, command({})], null],
    [command({}), 'parse', 'json-root  {'],
    ['\ufeff[]', 'parse', 'json-syntax  \ufeff'],
    [[command({}), { image: 'i:1' }], 'validate', 'command-name-blank /1 {'],
    [[null, 5], 'parse', 'null-element /0 null', 'wrong-type /1 5'],
  ];
  for (const [value, stage, ...found] of labels) {
    it(`finds ${found.join(', ') || 'nothing'} when a label holds ${JSON.stringify(value)}`, () => {
      const verdict = check(value, 'label');
      assert.deepEqual(verdict.found, found);
      assert.equal(verdict.refusedAt, stage);
    });
  }

  it('lets the image of the request, or of the label, take the place of the one written', () => {
    assert.equal(check({ name: 'c' }, 'create', 'i').server, 'accepts');
    assert.equal(check({ name: 'c' }, 'update', 'i:1').server, 'refuses');
    assert.equal(check([{ name: 'c' }], 'label', 'i:1').server, 'accepts');
    assert.deepEqual(check([{ name: 'c', image: 'j:1' }], 'label', 'i').found, ['image-tag-missing /0/image "j:1"']);
  });

  it('points at the other half of a clash', () => {
    const value = { ...secret(SOURCE, DESTINATION), 'environment-variables': { T: '1' }, mounts: [MOUNT, MOUNT] };
    const text = JSON.stringify(value);
    const related = check(value, 'create').problems.flatMap((problem) => problem.related);
    assert.deepEqual(
      related.map(({ span }) => text.slice(span.start, span.end)),
      ['"T"', '"m"'],
    );
  });

  it('reports what is certain beside a syntax error, and nothing that may follow from it', () => {
    const found = (text: string) => check(text, 'create').found;
    assert.deepEqual(found('{"image": "i:1", "mounts": [{"name": "m"}],}'), [
      'command-name-blank  {',
      'mount-path-blank /mounts/0 "m"',
      'json-syntax  ,',
    ]);
    assert.deepEqual(found('{"name": , "image": "i:1"}'), ['json-syntax /name "name":']);
    assert.deepEqual(found('{"limit-memory": "2g", "mounts": [{"path": "x'), [
      'wrong-type /limit-memory "2g"',
      'json-syntax /mounts/0/path "x',
    ]);
    assert.deepEqual(found('{"mounts": ["name": "x"]}'), ['json-syntax /mounts :']);
  });

  it('concludes nothing from values that do not bind', () => {
    assert.deepEqual(check({ ...wrapper({}), mounts: 5 }, 'create').found, ['wrong-type /mounts 5']);
    assert.deepEqual(check(derived({ 'derived-from-wrapper-input': [] }), 'create').found, [
      'wrong-type /xnat/0/derived-inputs/0/derived-from-wrapper-input [',
    ]);
    assert.deepEqual(check(command({ mounts: [{ name: {}, path: '' }] }), 'create').found, [
      'wrong-type /mounts/0/name {',
      'mount-path-blank /mounts/0/path ""',
    ]);
  });

  it('gives the messages of the server in its own words', () => {
    const { messages } = check(
      command({ name: null, mounts: [{ name: 'b' }, { name: 'a', path: '/a' }], outputs: [{ name: 'o', mount: 'x' }] }),
      'create',
    );
    assert.deepEqual(messages, [
      'Command name cannot be blank.',
      'Command "null" - Mount "b" path cannot be blank.',
      'Command "null" - output "o" references unknown mount "x". Known mounts: a, b',
    ]);
  });
});
