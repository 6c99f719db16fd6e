import assert from 'node:assert/strict';
import { parseLenientJson } from '../../../../src/command/matcher/lenient-json';

describe('parseLenientJson', () => {
  it('reads words, either quote and surplus commas', () => {
    assert.deepEqual(parseLenientJson('[a b , \'c\', "d",,]'), ['a b', 'c', 'd']);
    assert.deepEqual(parseLenientJson('{a: 1, "b": [x], \'c\': null}'), { a: 1, b: ['x'], c: null });
    assert.deepEqual(parseLenientJson(String.raw`['it\'s', "\u0041\x42\q"]`), ["it's", 'AB']);
  });

  it('tells numbers and constants from words', () => {
    assert.deepEqual(parseLenientJson('[1, 1.5, -.5, 2., 01, 1e, -, 1a, +1, .5, true, truex, nul]'), [
      1,
      { digits: 15n, scale: 1 },
      { digits: -5n, scale: 1 },
      { digits: 20n, scale: 1 },
      1,
      '1e',
      0,
      '1a',
      '+1',
      '.5',
      true,
      'truex',
      'nul',
    ]);
  });

  it('reads what stands after the list', () => {
    assert.deepEqual(parseLenientJson('[a]b'), ['a']);
  });

  it('is undefined for what cannot be read at all', () => {
    for (const text of [
      '[a',
      "['a]",
      '{a}',
      '{a:}',
      '{:1}',
      '{ [:1}',
      '[1e-]',
      '[-.]',
      String.raw`['\u00zz']`,
      '['.repeat(500) + ']'.repeat(500),
    ]) {
      assert.equal(parseLenientJson(text), undefined, text.slice(0, 20));
    }
  });
});
