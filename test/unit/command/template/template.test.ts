import assert from 'node:assert/strict';
import { createCommandDocument } from '../../../../src/command/document/command-document';
import { nodeAtPointer } from '../../../../src/command/document/navigation';
import { spanInString } from '../../../../src/command/document/string-offsets';
import { isBlank } from '../../../../src/command/model/blank';
import { createKeyFinder } from '../../../../src/command/template/key-finder';
import { findJsonPath, scanTemplate } from '../../../../src/command/template/scan-template';

const found = (template: string, ...keys: string[]): string[] =>
  createKeyFinder(keys)
    .find(template)
    .map(({ key, start, end }) => {
      assert.equal(template.slice(start, end), key);
      return `${key}@${start}`;
    });

describe('the key finder', () => {
  it('finds every key, overlapping ones too', () => {
    assert.deepEqual(found('run #a# #b#', '#a#', '#b#', '#c#'), ['#a#@4', '#b#@8']);
    assert.deepEqual(found('#a#b#', '#a#', '#b#'), ['#a#@0', '#b#@2']);
    assert.deepEqual(found('aaaa', 'aa'), ['aa@0', 'aa@1', 'aa@2']);
    assert.deepEqual(found('nothing', '', '#a#'), []);
    assert.deepEqual(found('nothing'), []);
  });

  it('gives the longest key that ends at a place, and can tell the others', () => {
    const finder = createKeyFinder(['he', 'she', 'hers', 'e']);
    assert.deepEqual(
      finder.find('ushers').map(({ key }) => key),
      ['she', 'hers'],
    );
    assert.deepEqual(finder.endingsOf('she'), ['he', 'e']);
    assert.deepEqual(finder.endingsOf('hers'), []);
  });

  it('agrees with a plain search', () => {
    const keys = ['ab', 'bab', 'bb', 'aab', 'b', 'abba'];
    const text = 'abbabaabbabbaab';
    const finder = createKeyFinder(keys);
    const seen = new Set(
      finder.find(text).flatMap(({ key, end }) => [key, ...finder.endingsOf(key)].map((k) => `${k}@${end}`)),
    );
    const expected = new Set<string>();
    for (const key of keys) {
      for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1))
        expected.add(`${key}@${at + key.length}`);
    }
    assert.deepEqual([...seen].sort(), [...expected].sort());
  });

  it('takes time in proportion to the text', () => {
    const keys = Array.from({ length: 1000 }, (_, i) => `${'a'.repeat(i)}b`);
    assert.equal(createKeyFinder(keys).find('a'.repeat(300_000)).length, 0);
  });
});

describe('a scanned template', () => {
  const scan = (template: string, ...keys: string[]) => scanTemplate(template, createKeyFinder(keys));

  it('tells keys from what only looks like one', () => {
    const { keys, unknownKeys } = scan('run #in# --x #Out-2# # no # #a b#', '#in#');
    assert.deepEqual(keys, [{ key: '#in#', start: 4, end: 8 }]);
    assert.deepEqual(unknownKeys, [{ name: 'Out-2', start: 13, end: 20 }]);
  });

  it('sees no key between two keys', () => {
    assert.deepEqual(scan('#a#x#b#', '#a#', '#b#').unknownKeys, []);
    assert.deepEqual(
      scan('#x#y#').unknownKeys.map(({ name }) => name),
      ['x'],
    );
    assert.deepEqual(scan('[#a#]', '[#a#]').unknownKeys, []);
  });

  it('finds the JSONPath part as greedily as the service does', () => {
    assert.deepEqual(findJsonPath('x ^wrapper:$.name^ y'), { root: 'wrapper', path: '$.name', start: 2, end: 18 });
    assert.deepEqual(findJsonPath('^$.name^')?.root, 'command');
    assert.equal(findJsonPath('^wrapper:$.a^ ^wrapper:$.b^')?.path, '$.a^ ^wrapper:$.b');
    assert.equal(findJsonPath('=~ /#uid#|^$/'), undefined);
    assert.equal(findJsonPath('a^\n^b'), undefined);
    assert.equal(findJsonPath('^^'), undefined);
  });
});

describe('a span inside a string', () => {
  const spanOf = (text: string, start: number, end: number): string => {
    const node = nodeAtPointer(createCommandDocument(text, 'create').root, '/a');
    assert.ok(node?.kind === 'string');
    const span = spanInString(text, node, start, end);
    return text.slice(span.start, span.end);
  };

  it('is the same as in the value where nothing is escaped', () => {
    assert.equal(spanOf('{"a": "run #k# now"}', 4, 7), '#k#');
    assert.equal(spanOf('{"a": "run"}', 2, 99), 'n');
  });

  it('counts escapes as what they stand for', () => {
    assert.equal(spanOf(String.raw`{"a": "\"\\\t #k#\n#l#"}`, 4, 7), '#k#');
    assert.equal(spanOf(String.raw`{"a": "\"\\\t #k#\n#l#"}`, 8, 11), '#l#');
    assert.equal(spanOf(String.raw`{"a": "\u0023k\u0023 b"}`, 0, 3), String.raw`\u0023k\u0023`);
    assert.equal(spanOf(String.raw`{"a": "\"#k#`, 1, 4), '#k#');
  });
});

describe('blank', () => {
  it('is what Java calls white space', () => {
    for (const text of [undefined, '', ' ', '\t\n\u000b\f\r\u001c\u001f\u1680\u2000\u2006\u2008\u2028\u3000']) {
      assert.ok(isBlank(text));
    }
    for (const text of ['\u00a0', '\u2007', '\u202f', '\ufeff', 'a', '\u0085']) assert.ok(!isBlank(text));
  });
});
