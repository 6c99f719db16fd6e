import { deepEqual, equal } from 'node:assert/strict';
import { dockerfileLabels } from '../../../../src/command/label/dockerfile-labels';
import { labelInstruction } from '../../../../src/command/label/write-label';

describe('Labels of a Dockerfile', () => {
  const valuesIn = (...lines: readonly string[]) =>
    dockerfileLabels(['FROM scratch', ...lines, ''].join('\n')).map(({ value }) => value);

  it('are read back as they were written', () => {
    const label = String.raw`[{"a":"it's \"quoted\" \\ $HOME ${'`'}b${'`'} \n"}]`;
    deepEqual(valuesIn(labelInstruction(label)), [label]);
  });

  it('are found among other labels and on continued lines', () => {
    deepEqual(valuesIn('LABEL x="1" \\', '  # a comment', '  org.nrg.commands="[1, \\', '2]" y=2'), ['[1, 2]']);
  });

  it('keep backslashes in single quotes', () => {
    deepEqual(valuesIn(String.raw`LABEL org.nrg.commands='[{"a":"\\d"}]'`), [String.raw`[{"a":"\\d"}]`]);
  });

  it('lose quotes and backslashes where there are no quotes', () => {
    deepEqual(valuesIn(String.raw`LABEL org.nrg.commands=[{\"a\":1}]`), ['[{"a":1}]']);
  });

  it('know where each character is written', () => {
    const dockerfile = 'FROM scratch\nLABEL org.nrg.commands="[\\"a\\", \\\n\\"b\\"]"\n';
    const [label] = dockerfileLabels(dockerfile);
    equal(label!.value, '["a", "b"]');
    const written = label!.places.map(({ start, end }) => dockerfile.slice(start, end)).join('');
    equal(written, '[\\"a\\", \\"b\\"]');
    equal(dockerfile.slice(label!.written.start, label!.written.end), '"[\\"a\\", \\\n\\"b\\"]"');
  });

  it('are none where there is no such label', () => {
    deepEqual(valuesIn('LABEL a=b', 'ENV org.nrg.commands=1'), []);
  });
});
