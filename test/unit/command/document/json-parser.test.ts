import assert from 'node:assert/strict';
import { parseJson } from '../../../../src/command/document/json-parser';
import type { JsonNode } from '../../../../src/command/document/syntax-tree';

/** The plain value a tree stands for; of keys that appear twice the last wins. */
function plain(node: JsonNode | undefined): unknown {
  if (node === undefined) return undefined;
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.properties.map((property) => [property.key.value, plain(property.value)]));
    case 'array':
      return node.items.map(plain);
    case 'number':
      return Number(node.raw);
    case 'null':
      return null;
    default:
      return node.value;
  }
}

function faults(text: string): string[] {
  return parseJson(text, 'skipped').faults.map((fault) => `${fault.kind} ${fault.span.start}-${fault.span.end}`);
}

describe('parseJson', () => {
  it('reads standard JSON to the values JSON.parse gives', () => {
    const text = '{"a": [1, -2.5e3, 0, true, false, null, "x\\u00e9\\n\\"\\\\\\/"], "b": {"": {}}, "é": []}';
    const parsed = parseJson(text, 'skipped');
    assert.deepEqual(parsed.faults, []);
    assert.deepEqual(plain(parsed.root), JSON.parse(text));
  });

  it('keeps the spans of keys, values and properties', () => {
    const text = ' {"a" : [ 12 ] }';
    const { root } = parseJson(text, 'skipped');
    assert.equal(root?.kind, 'object');
    assert.equal(text.slice(root.start, root.end), '{"a" : [ 12 ] }');
    const property = root.properties[0]!;
    assert.equal(text.slice(property.start, property.end), '"a" : [ 12 ]');
    assert.equal(text.slice(property.key.start, property.key.end), '"a"');
    assert.equal(property.value?.kind, 'array');
    assert.equal(text.slice(property.value.items[0]!.start, property.value.items[0]!.end), '12');
    assert.equal(property.value.items[0]!.parent, property.value);
    assert.equal(property.value.parent, root);
    assert.equal(root.parent, undefined);
  });

  for (const [text, value] of [
    ["{'a': 'it\\'s \"so\"'}", { a: 'it\'s "so"' }],
    ['{"a": "it\\\'s"}', { a: "it's" }],
    ['# first\n{ # open\n "a" # key\n : # colon\n 1 # value\n, # comma\n "b": 2 } # end', { a: 1, b: 2 }],
    ['\ufeff{"a": 1}', { a: 1 }],
    ['{"a": 1} and more, } ] "', { a: 1 }],
    ['{"a": 1, "a": 2}', { a: 2 }],
    ['{"a": "\\ud83d\\ude00 \\ud800 \ud800"}', { a: '😀 \ud800 \ud800' }],
    ['{"a": "\u0085\u2028\u007f"}', { a: '\u0085\u2028\u007f' }],
    ['[1E5, 1e-5, 1.0E+5, -0]', [1e5, 1e-5, 1e5, -0]],
  ] as const) {
    it(`accepts what the server accepts: ${JSON.stringify(text)}`, () => {
      const parsed = parseJson(text, 'skipped');
      assert.deepEqual(parsed.faults, []);
      assert.deepEqual(plain(parsed.root), value);
    });
  }

  for (const [text, ...expected] of [
    ['', 'empty 0-0'],
    [' # only\n', 'empty 0-8'],
    ['{"a": 1,}', 'trailing-comma 7-8'],
    ['[1, ]', 'trailing-comma 2-3'],
    ['[1,,2]', 'extra-comma 3-4'],
    ['{,"a": 1}', 'extra-comma 1-2'],
    ['{,}', 'extra-comma 1-2'],
    ['// x\n{}', 'slash-comment 0-4'],
    ['{/* x */}', 'slash-comment 1-8'],
    ['{"a": 1 "b": 2}', 'missing-comma 7-7'],
    ['[1 2]', 'missing-comma 2-2'],
    ['{"a" 1}', 'missing-colon 4-4'],
    ['{"a"}', 'missing-colon 4-4'],
    ['{"a": }', 'missing-value 1-5'],
    ['{"a":\n "b": 1}', 'missing-value 1-5'],
    ['{"a":\n "b"}'],
    ['{"a": "b": 1}', 'unexpected-character 9-10'],
    ['{a: 1}', 'unquoted-key 1-2'],
    ['{"a": True}', 'unknown-word 6-10'],
    [
      '{"a": -Infinity, "b": 2g, "c": 0x10, "d": 12\u00e9}',
      'bad-number 6-15',
      'bad-number 22-24',
      'bad-number 31-35',
      'bad-number 42-45',
    ],
    ['{"a": two words", "b": 1}', 'unopened-string 6-16'],
    ['[a #1# \\" b",\n2.3" ]', 'unopened-string 1-12', 'unopened-string 14-18'],
    ['[1", true"\n]', 'unopened-string 1-3', 'unopened-string 5-10'],
    ['{a": 1, "b" : x"}', 'unopened-string 1-3', 'unopened-string 14-16'],
    ['{"a": x, "b": ""}', 'unknown-word 6-7'],
    ['[x "a"]', 'unknown-word 1-2', 'missing-comma 2-2'],
    ['{"a": ', 'unclosed-object 0-1'],
    ['{"a": [tru', 'unclosed-array 6-7'],
    ['tru', 'unknown-word 0-3'],
    ['{"a": NaN, "b": nul}', 'unknown-word 6-9', 'unknown-word 16-19'],
    [
      '[01, .5, 1., +1, -, 1e, 1.5.2]',
      ...['1-3', '5-7', '9-11', '13-15', '17-18', '20-22', '24-29'].map((s) => `bad-number ${s}`),
    ],
    ['{"a": "\\d"}', 'bad-escape 7-9'],
    ['{"a": "\\u12g4"}', 'bad-escape 7-11'],
    ['{"a": "\t"}', 'control-character 7-8'],
    ['{\u0000}', 'control-character 1-2'],
    ['{} # \u0001'],
    ['{ # \u0001\n}', 'control-character 4-5'],
    ['{\u00a0}', 'invisible-character 1-2'],
    ['{"a": true\u200b\ufeff}', 'invisible-character 10-12'],
    ['{"a": "x', 'unclosed-string 6-8'],
    ['{"a": "x\n, "b": 1}', 'unclosed-string 6-8'],
    ['{"a": 1', 'unclosed-object 0-1'],
    ['{"a": [1}', 'unclosed-array 8-9'],
    ['{"a": 1]', 'unexpected-character 7-8'],
    ['}', 'unexpected-character 0-1'],
    ['{"a": 1/2}', 'unexpected-character 7-8'],
  ] as const) {
    it(`finds ${expected.join(', ') || 'nothing'} in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(faults(text), expected);
    });
  }

  it('refuses a byte order mark where there may be none', () => {
    const parsed = parseJson('\ufeff[]', 'refused');
    assert.deepEqual(parsed.faults, [{ kind: 'byte-order-mark', span: { start: 0, end: 1 } }]);
    assert.deepEqual(plain(parsed.root), []);
  });

  it('keeps what stands before and after half-typed text', () => {
    assert.deepEqual(plain(parseJson('{"name": "x", "image": , "type": "docker"}', 'skipped').root), {
      name: 'x',
      image: undefined,
      type: 'docker',
    });
    assert.deepEqual(plain(parseJson('{\n "name": "x",\n "ima\n "type": "docker"\n}', 'skipped').root), {
      name: 'x',
      ima: undefined,
      type: 'docker',
    });
    assert.deepEqual(plain(parseJson('{"xnat": [{"name": "w", "contexts": ["a"', 'skipped').root), {
      xnat: [{ name: 'w', contexts: ['a'] }],
    });
  });

  it('reports comments and what follows the root value', () => {
    const text = '# a\n{} # b\n oh';
    const parsed = parseJson(text, 'skipped');
    assert.deepEqual(
      parsed.comments.map((span) => text.slice(span.start, span.end)),
      ['# a'],
    );
    assert.equal(text.slice(parsed.trailing?.start, parsed.trailing?.end), 'oh');
    assert.equal(parseJson('{} # b\n', 'skipped').trailing, undefined);
    assert.deepEqual(parseJson('{}\n\ufeff', 'skipped').trailing, { start: 3, end: 4 });
  });

  it('reads very many open brackets, and their wrong ends, without recursion', () => {
    // A function that calls itself this often overflows any stack many times over.
    const depth = 200_000;
    assert.equal(parseJson('['.repeat(depth), 'skipped').faults.length, 1);
    assert.equal(parseJson('['.repeat(depth) + ']'.repeat(depth), 'skipped').faults.length, 0);
    assert.equal(parseJson('{"a":'.repeat(depth) + '1' + ']'.repeat(depth), 'skipped').faults.length, 1);
  });
});
