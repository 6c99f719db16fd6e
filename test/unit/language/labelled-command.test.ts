import { equal, match, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { labelledCommandText, labelText, normalisedText } from '../../../src/language/labelled-command';

const LABEL = `[{"name":"a","image":"other:1","command-line":"x"},{'name':'b', "limit-cpu": 1.50}]`;

describe('A Command from a label', () => {
  it('is laid out, with the name of the image that it was pulled by', () => {
    equal(labelledCommandText(LABEL, 0, 'lab/tool:2'), '{"name": "a", "image": "lab/tool:2", "command-line": "x"}\n');
    equal(labelledCommandText(LABEL, 1, 'lab/tool:2'), `{'name': 'b', "limit-cpu": 1.50, 'image': 'lab/tool:2'}\n`);
  });

  it('is left as it is when the image has no name', () => {
    match(labelledCommandText(LABEL, 0, undefined) ?? '', /"image": "other:1"/);
  });

  it('is none where the label has none', () => {
    equal(labelledCommandText(LABEL, 2, 'a:1'), undefined);
    equal(labelledCommandText('{"name":"a"}', 0, 'a:1'), undefined);
  });

  it('is shown with its label when that is broken', () => {
    equal(labelText('[{"name":"a\\d"}]').replaceAll(/\s/g, ''), '[{"name":"a\\d"}]');
  });
});

describe('Two forms of a Command', () => {
  it('are the same text when they differ in layout, order, dialect, image and hash alone', () => {
    const first = `{"name":"a","image":"x:1","hash":"sha256:1","inputs":[{"name":"i","type":"string"}],"limit-cpu":1.50}`;
    const second = `# A comment\n{ 'limit-cpu': 1.50, "inputs": [\n { "type": "string", "name": "i" } ], "name": "a" }`;
    equal(normalisedText(first), normalisedText(second));
    ok(normalisedText(first).startsWith('{\n  "name": "a",\n'));
  });

  it('stay as they are where they are nested too deep', () => {
    const text = `{"name":"a","command-metadata":${'['.repeat(3000)}${']'.repeat(3000)}}`;
    equal(normalisedText(text), text);
  });

  it('keep every difference in values', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const [first, second] = [a, b].map((value) => JSON.stringify({ name: 'a', 'command-metadata': value }));
        const same = normalisedText(first ?? '') === normalisedText(second ?? '');
        equal(same, sorted(a) === sorted(b));
      }),
    );
  });

  it('are left alone when they cannot be read', () => {
    equal(normalisedText('{"name": '), '{"name": ');
  });
});

/** JSON with its keys in order, as nothing but their order is overlooked. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
