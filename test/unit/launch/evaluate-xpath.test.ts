import assert from 'node:assert/strict';
import { evaluateXPath } from '../../../src/launch/evaluate-xpath';

const ITEM =
  '<?xml version="1.0"?>\n<item kind="mr"><label>MR1</label><scans><scan id="1">T1</scan><scan id="2">T2</scan></scans>' +
  '<note><![CDATA[a & b]]>&lt;</note></item>';

describe('An XPath', () => {
  const found: readonly (readonly [expression: string, text: string])[] = [
    ['/item/label', 'MR1'],
    ['/item/label[1]', 'MR1'],
    ['//scan[2]', 'T2'],
    ['//scan', 'T1'],
    ['/item/scans', 'T1T2'],
    ["//scan[@id='2']/text()", 'T2'],
    ['/item/@kind', 'mr'],
    ['count(//scan)', '2'],
    ['count(//scan) div 4', '0.5'],
    ["concat(/item/label, '-', /item/@kind)", 'MR1-mr'],
    ['boolean(/item/none)', 'false'],
    ['/item/note', 'a & b<'],
    ['/item/none', ''],
    ["'literal'", 'literal'],
  ];
  for (const [expression, text] of found) {
    it(`${expression} is ${JSON.stringify(text)}`, () =>
      assert.deepEqual(evaluateXPath(ITEM, expression), { ok: true, text }));
  }

  it('is none where the text is no XML or the expression no XPath', () => {
    for (const text of ['T1', '', '<a>', '<a></b>', '<a b=c/>', '<a>&none;</a>', 'x<a/>', '<a/><b/>', '{"a": 1}']) {
      assert.deepEqual(evaluateXPath(text, '/a'), { ok: false }, text);
    }
    for (const expression of ['', '/item[', '.*', 'x:item/label', '$v', 'none(1)', 'M+', '/[a[b[c[d]]]]']) {
      assert.deepEqual(evaluateXPath(ITEM, expression), { ok: false }, expression);
    }
  });
});
