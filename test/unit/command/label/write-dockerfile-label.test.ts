import { deepEqual, equal, ok } from 'node:assert/strict';
import { applyEdits } from '../../../../src/command/document/text-edits';
import { secretMounts } from '../../../../src/command/label/secret-mounts';
import { readDockerfile } from '../../../../src/command/label/dockerfile';
import { writeDockerfileLabel } from '../../../../src/command/label/write-dockerfile-label';

const written = (text: string, value = '[{"a":1}]') => {
  const writing = writeDockerfileLabel(text, value);
  ok(writing.ok, JSON.stringify(writing));
  return applyEdits(text, writing.edits);
};

describe('Writing a label into a Dockerfile', () => {
  const LABEL = String.raw`org.nrg.commands="[{\"a\":1}]"`;

  it('adds an instruction behind the last LABEL, or at the end', () => {
    equal(written('FROM a\nLABEL x=y\nCMD z\n'), `FROM a\nLABEL x=y\nLABEL ${LABEL}\nCMD z\n`);
    equal(written('FROM a\nRUN <<EOF\nx\nEOF\n\n# end\n'), `FROM a\nRUN <<EOF\nx\nEOF\nLABEL ${LABEL}\n\n# end\n`);
    equal(written('FROM a'), `FROM a\nLABEL ${LABEL}\n`);
    equal(written('FROM a\r\nCMD b'), `FROM a\r\nCMD b\r\nLABEL ${LABEL}\r\n`);
  });

  it('replaces the value of one that is there, and nothing else', () => {
    equal(
      written('FROM a\r\nLABEL x="1" \\\r\n  org.nrg.commands="[ \\\r\n2]"  y=3\r\n'),
      `FROM a\r\nLABEL x="1" \\\r\n  ${LABEL}  y=3\r\n`,
    );
    equal(written('FROM a\nLABEL org.nrg.commands [1] \\\n 2\nCMD x\n'), `FROM a\nLABEL ${LABEL}\nCMD x\n`);
    equal(written("FROM a\nLABEL 'org.nrg.commands'=''\n"), `FROM a\nLABEL 'org.nrg.commands'=${LABEL.slice(17)}\n`);
  });

  it('writes into the last stage, whatever others hold', () => {
    equal(
      written('FROM a AS b\nLABEL org.nrg.commands="[1]"\nFROM c\nCMD x\n'),
      `FROM a AS b\nLABEL org.nrg.commands="[1]"\nFROM c\nCMD x\nLABEL ${LABEL}\n`,
    );
    equal(
      written('FROM a AS b\nLABEL org.nrg.commands="[1]"\nFROM b\nCMD x\n'),
      `FROM a AS b\nLABEL org.nrg.commands="[1]"\nFROM b\nCMD x\nLABEL ${LABEL}\n`,
    );
  });

  it('escapes with the character of the file', () => {
    equal(
      written('# escape=`\nFROM a\n', '[{"a":"\\\\ $x `"}]'),
      '# escape=`\nFROM a\nLABEL org.nrg.commands="[{`"a`":`"\\\\ `$x ```"}]"\n',
    );
  });

  it('changes nothing where the label is so already', () => {
    deepEqual(writeDockerfileLabel("FROM a\nLABEL org.nrg.commands='[1]'\n", '[1]'), {
      ok: true,
      edits: [],
      kind: 'unchanged',
    });
  });

  it('gives up where there is no image, or the file is not finished', () => {
    for (const text of ['', '# nothing\n', 'ARG x\n', 'FROM a\nRUN x \\\n', 'FROM a\nLABEL x="y\n']) {
      const writing = writeDockerfileLabel(text, '[1]');
      ok(writing.ok ? text.startsWith('FROM a\nLABEL') : writing.reason !== '', text);
    }
  });

  it('puts each object of a list on a line, and cuts long ones where it does no harm', () => {
    equal(written('FROM a\n', '[{"a":1},{"b":"x},{y"}]').split('\n').length, 5);
    const long = JSON.stringify([{ a: '\\ # $ "'.repeat(5000) }]);
    const text = written('FROM a\n', long);
    ok(text.split('\n').every((line) => line.length < 20_000 && !/^\s*#/.test(line)));
  });
});

describe('The secrets that a Dockerfile mounts', () => {
  it('are found by id, or by the name of the target', () => {
    const dockerfile = `FROM a
RUN --mount=type=cache,target=/c --mount=type=secret,id=one,required=true \\
  --mount=type=secret,target=/root/.npmrc x
RUN --mount=type=secret,id=one y
RUN echo --mount=type=secret,id=not
`;
    deepEqual(secretMounts(readDockerfile(dockerfile)), [
      { id: 'one', isRequired: true },
      { id: '.npmrc', isRequired: false },
    ]);
  });
});
