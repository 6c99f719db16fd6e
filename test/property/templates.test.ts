import fc from 'fast-check';
import assert from 'node:assert/strict';
import { createTemplateFiller } from '../../src/resolution/fill-template';
import { ValueMap } from '../../src/resolution/value-map';

const filler = createTemplateFiller({});
const name = fc.stringMatching(/^[a-zA-Z0-9_-]{1,6}$/);
/** No key and no JSONPath can be in it. */
const plainText = fc.stringMatching(/^[a-z .,$"'\\/-]{0,8}$/);

interface Fillable {
  readonly values: ReadonlyMap<string, string>;
  /** Texts and names of inputs, by turns. */
  readonly parts: readonly (readonly [text: string, key: string])[];
}

const fillable: fc.Arbitrary<Fillable> = fc
  .dictionary(name, plainText, { minKeys: 1, maxKeys: 30 })
  .chain((values) =>
    fc
      .array(fc.tuple(plainText, fc.constantFrom(...Object.keys(values))), { minLength: 1, maxLength: 8 })
      .map((parts) => ({ values: new Map(Object.entries(values)), parts })),
  );

function valueMap(values: Iterable<readonly [string, string]>): ValueMap {
  const map = new ValueMap();
  for (const [input, value] of values) map.put(`#${input}#`, value, input);
  return map;
}

describe('A template', () => {
  it('has every key replaced, in whatever order the values came', () => {
    fc.assert(
      fc.property(fillable, ({ values, parts }) => {
        const template = parts.map(([text, key]) => `${text}#${key}#`).join('');
        const expected = parts.map(([text, key]) => text + (values.get(key) ?? '')).join('');
        fc.pre(!hasAccidentalKey(template, parts, values));
        for (const order of [[...values], [...values].reverse()]) {
          assert.equal(filler.fill(template, '/command-line', valueMap(order)).text, expected);
        }
      }),
    );
  });

  it('tells just which keys it held, and what took their place', () => {
    fc.assert(
      fc.property(fillable, ({ values, parts }) => {
        const template = parts.map(([text, key]) => `${text} #${key}# `).join('');
        const { replacements } = filler.fill(template, '/command-line', valueMap(values));
        const used = new Set(parts.map(([, key]) => `#${key}#`));
        assert.deepEqual(new Set(replacements.map(({ key }) => key)), used);
        for (const { input, value } of replacements) assert.equal(value, values.get(input));
      }),
    );
  });

  it('stays as it is without keys, and without values', () => {
    fc.assert(
      fc.property(fillable, fc.string({ unit: 'binary' }), ({ values }, text) => {
        const plain = text.replaceAll(/[#^]/g, '');
        assert.equal(filler.fill(plain, '', valueMap(values)).text, plain);
        assert.equal(filler.fill(text, '', new ValueMap()).text, text);
      }),
    );
  });
});

/** `#a#b#c#` holds `#b#` beside `#a#` and `#c#`. */
function hasAccidentalKey(template: string, parts: Fillable['parts'], values: Fillable['values']): boolean {
  const meant = parts.length;
  let found = 0;
  for (const key of values.keys()) {
    for (let at = template.indexOf(`#${key}#`); at !== -1; at = template.indexOf(`#${key}#`, at + 1)) found++;
  }
  return found !== meant;
}
