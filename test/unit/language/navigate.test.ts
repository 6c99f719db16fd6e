import assert from 'node:assert/strict';
import { createCommandDocument } from '../../../src/command/document/command-document';
import { definitionsAt, highlightsAt, referencesAt } from '../../../src/language/navigate';
import { marked } from '../../support/marked-text';

const FIXTURE = `{
  "command-line": "run |#scan# #scan#",
  "inputs": [{"name": "scan", "replacement-key": "#scan#"}],
  "xnat": [{"derived-inputs": [{"provides-value-for-command-input": "scan"}]}]
}`;

describe('Navigation by name', () => {
  const { text, offsets } = marked(FIXTURE);
  const document = createCommandDocument(text, 'create');
  const cursor = offsets[0]!;
  const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);

  it('leads from a replacement key to the input that fills it', () => {
    const [definition, ...others] = definitionsAt(document, cursor);
    assert.ok(definition !== undefined && others.length === 0);
    assert.equal(slice(definition.origin), '#scan#');
    assert.equal(slice(definition.target), '{"name": "scan", "replacement-key": "#scan#"}');
    assert.equal(slice(definition.targetName), '"scan"');
  });

  it('leads to one input for each wrapper where a text stands for several', () => {
    const two = marked(
      '{"container-name": "#|s#", "xnat": [{"external-inputs": [{"name": "s"}]}, {"external-inputs": [{"name": "s"}]}]}',
    );
    const definitions = definitionsAt(createCommandDocument(two.text, 'create'), two.offsets[0]!);
    assert.deepEqual(
      definitions.map(({ targetName }) => targetName.start),
      [two.text.indexOf('"s"'), two.text.lastIndexOf('"s"')],
    );
  });

  it('finds references with and without the places that declare', () => {
    assert.deepEqual(referencesAt(document, cursor, 'with declarations').map(slice), [
      '#scan#',
      '#scan#',
      'scan',
      '#scan#',
      'scan',
    ]);
    assert.deepEqual(referencesAt(document, cursor, 'without declarations').map(slice), ['#scan#', '#scan#', 'scan']);
  });

  it('tells what gives a name or key from what uses it', () => {
    assert.deepEqual(
      highlightsAt(document, cursor).map(({ kind }) => kind),
      ['read', 'read', 'write', 'write', 'read'],
    );
  });

  it('has nothing to say where there is no name', () => {
    assert.deepEqual(definitionsAt(document, 0), []);
    assert.deepEqual(referencesAt(document, 0, 'with declarations'), []);
    assert.deepEqual(highlightsAt(createCommandDocument('', 'create'), 0), []);
  });
});
