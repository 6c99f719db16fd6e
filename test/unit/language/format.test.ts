import assert from 'node:assert/strict';
import { createCommandDocument } from '../../../src/command/document/command-document';
import { formatEdits, type FormatOptions } from '../../../src/language/format/format';
import { applyTextEdits } from '../../support/apply-text-edits';
import { marked } from '../../support/marked-text';

const TWO_SPACES: FormatOptions = { tabSize: 2, insertSpaces: true };

function formatted(text: string, options: FormatOptions = TWO_SPACES): string {
  return applyTextEdits(text, formatEdits(createCommandDocument(text, 'create'), options));
}

/** The text after its stretch between two `|` is formatted. */
function rangeFormatted(fixture: string, options: FormatOptions = TWO_SPACES): string {
  const { text, offsets } = marked(fixture);
  const range = { start: offsets[0]!, end: offsets[1]! };
  return applyTextEdits(text, formatEdits(createCommandDocument(text, 'create'), options, range));
}

describe('Formatting', () => {
  it('leaves a text alone that is nested too deep', () => {
    const nested = (levels: number) => `${'['.repeat(levels)}{}${']'.repeat(levels)}`;
    assert.equal(formatted(nested(12_000)), nested(12_000));
    assert.equal(formatted(`${'['.repeat(12_000)}{}`), `${'['.repeat(12_000)}{}`);
    assert.notEqual(formatted(nested(499)), nested(499));
  });

  it('changes nothing inside a string that line ends got into', () => {
    const broken = '"run\n--x   y\n     \n       z"';
    assert.equal(formatted(`{"a":${broken},"b":[1,2]}`), `{\n  "a": ${broken},\n  "b": [1, 2]\n}`);
    assert.equal(formatted(`{'a':'b\n  \\'c',\n"d":1}`), `{\n  'a': 'b\n  \\'c',\n  "d": 1\n}`);
    // One that is still being typed ends with its line.
    assert.equal(formatted('{"a":"b\n"c":1}'), '{\n  "a": "b\n  "c": 1\n}');
    assert.equal(formatted('{"a":["b\n],"c":1}'), '{\n  "a": [\n    "b\n  ],\n  "c": 1\n}');
  });

  it('gives entries lines of their own', () => {
    assert.equal(
      formatted('{"name":"a","inputs":[{"name":"x","select-values":[]}],"ports":{}}'),
      [
        '{',
        '  "name": "a",',
        '  "inputs": [',
        '    {"name": "x", "select-values": []}',
        '  ],',
        '  "ports": {}',
        '}',
      ].join('\n'),
    );
  });

  it('keeps short objects and lists of scalars on the line they are on', () => {
    const text = [
      '{',
      '  "contexts": ["a", "b"],',
      '  "mounts": [',
      '    { "name": "in", "writable": true }',
      '  ]',
      '}',
    ].join('\n');
    assert.equal(formatted(text), text);
    assert.equal(formatted('[{"contexts":[ "a" ,"b"]}]'), '[\n  {\n    "contexts": [ "a", "b" ]\n  }\n]');
    assert.equal(formatted('["a",\n"b"]'), '[\n  "a",\n  "b"\n]');
  });

  it('breaks those that are too long for one line', () => {
    const long = `[${Array.from({ length: 12 }, (_, i) => `"value-${i}"`).join(', ')}]`;
    assert.equal(formatted(long).split('\n').length, 14);
  });

  it('keeps comments where they are', () => {
    assert.equal(
      formatted('# top\n{ # open\n"a":1,# one\n   # two\n"b" : 2 # three\n# four\n}\n# end'),
      '# top\n{ # open\n  "a": 1, # one\n  # two\n  "b": 2 # three\n  # four\n}\n# end',
    );
    assert.equal(formatted('{"a": 1 // no\n, /* no */ "b": 2}'), '{\n  "a": 1 // no\n  , /* no */ "b": 2\n}');
  });

  it('keeps single quotes, and what only looks like a comment or a bracket', () => {
    assert.equal(formatted(`{'a':'#b, {',"c":"it's"}`), `{'a': '#b, {', "c": "it's"}`);
  });

  it('keeps single blank lines between entries', () => {
    assert.equal(formatted('{\n\n"a": 1,\n\n\n\n"b": 2\n\n}'), '{\n  "a": 1,\n\n  "b": 2\n}');
  });

  it('follows the settings of the editor', () => {
    assert.equal(formatted('{"a":[[1]]}', { tabSize: 4, insertSpaces: true }), '{\n    "a": [\n        [1]\n    ]\n}');
    assert.equal(formatted('{"a":[[1]]}', { tabSize: 4, insertSpaces: false }), '{\n\t"a": [\n\t\t[1]\n\t]\n}');
    assert.equal(formatted('{}', { ...TWO_SPACES, insertFinalNewline: true }), '{}\n');
    assert.equal(formatted('{}\n\n\n', { ...TWO_SPACES, trimFinalNewlines: true }), '{}\n');
    assert.equal(formatted('{}\n\n'), '{}\n\n');
    assert.equal(formatted('{} '), '{}');
  });

  it('keeps the line ends of the text', () => {
    assert.equal(formatted('{\r\n"a": [[1]]}'), '{\r\n  "a": [\r\n    [1]\r\n  ]\r\n}');
  });

  it('leaves text alone that is laid out', () => {
    const text = formatted('{"xnat":[{"name":"w","external-inputs":[{"name":"s"}]}]}');
    assert.deepEqual(formatEdits(createCommandDocument(text, 'create'), TWO_SPACES), []);
    assert.deepEqual(formatEdits(createCommandDocument('', 'create'), TWO_SPACES), []);
  });

  it('takes care of half-typed text', () => {
    assert.equal(formatted('{"a":\n"b":1,\n"c'), '{\n  "a":\n  "b": 1,\n  "c');
    assert.equal(formatted('{"a": 1\n"b": tr ue}'), '{\n  "a": 1\n  "b": tr ue\n}');
    assert.equal(formatted('{"a": [1, 2,}'), '{\n  "a": [1, 2,}');
    assert.equal(formatted('{"a": [1, {"b": 2}'), '{\n  "a": [\n    1,\n    {"b": 2}');
  });

  describe('of a range', () => {
    it('changes its lines alone, indented as the lines around them are', () => {
      assert.equal(
        rangeFormatted(
          '{\n      "a":   1,\n      "inputs": [\n|{"name":"x"},\n{"name":  "y"}|\n      ],\n  "b":   2\n}',
        ),
        '{\n      "a":   1,\n      "inputs": [\n        {"name":"x"},\n        {"name": "y"}\n      ],\n  "b":   2\n}'.replace(
          '{"name":"x"}',
          '{"name": "x"}',
        ),
      );
    });

    it('indents an object pasted into a list', () => {
      assert.equal(
        rangeFormatted('{\n\t"inputs": [\n|{\n"name": "x",\n"type": "number"\n}|\n\t]\n}', {
          tabSize: 4,
          insertSpaces: false,
        }),
        '{\n\t"inputs": [\n\t\t{\n\t\t\t"name": "x",\n\t\t\t"type": "number"\n\t\t}\n\t]\n}',
      );
    });

    it('leaves the end of the text alone', () => {
      assert.equal(rangeFormatted('|{"a":  1}|  ', { ...TWO_SPACES, insertFinalNewline: true }), '{"a": 1}  ');
    });
  });
});
