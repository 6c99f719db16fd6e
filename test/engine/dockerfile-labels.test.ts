import { deepEqual, ok } from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { engineCall, engineRequest } from '../../scripts/lib/engine-request.mjs';
import { readDockerfile, type Dockerfile } from '../../src/command/label/dockerfile';
import { dockerfileLabels, imageLabel } from '../../src/command/label/dockerfile-labels';
import { expandWord } from '../../src/command/label/expand-word';
import { readVariables } from '../../src/command/label/stage-variables';
import { pairsIn } from '../../src/command/label/words';
import { writeDockerfileLabel } from '../../src/command/label/write-dockerfile-label';
import { COMMANDS_LABEL, quoteForDockerfile } from '../../src/command/label/write-label';
import { applyEdits } from '../../src/command/document/text-edits';
import type { Builder } from '../../src/docker';
import { testEngine, type TestEngine } from '../support/docker-engine';

const NAME = 'xnat-commands-test/dockerfile-labels:1.0';
const patience = () => AbortSignal.timeout(120_000);

/** Each builder has a parser of its own age. */
const BUILDERS = ['classic', 'buildkit'] as const;

describe('labels of a Dockerfile, as the builders read them', function () {
  this.timeout(300_000);
  let engine: TestEngine;
  let folder: string;

  before(async () => {
    engine = await testEngine();
    folder = mkdtempSync(join(tmpdir(), 'xnat-commands-'));
  });

  after(async () => {
    await engineRequest(engine.endpoint, 'DELETE', `/images/${NAME}?force=true`);
    await engine.stop();
    rmSync(folder, { recursive: true });
  });

  const builderOf = async (kind: Builder['kind']): Promise<Builder | undefined> => {
    if (kind === 'classic') return { kind, reason: '' };
    const chosen = await engine.connection.chooseBuilder(patience());
    return chosen.kind === kind ? chosen : undefined;
  };

  /** The labels of the image that the engine builds of a Dockerfile. */
  const build = async (builder: Builder, text: string): Promise<Readonly<Record<string, string>>> => {
    const dockerfile = join(folder, 'Dockerfile');
    writeFileSync(dockerfile, text);
    const output: string[] = [];
    const built = await engine.connection.buildImage(
      builder,
      { contextFolder: folder, dockerfile, name: NAME, arguments: {}, secrets: [] },
      (bytes) => output.push(Buffer.from(bytes).toString()),
      patience(),
    );
    ok(built.ok && built.value.kind === 'built', `${JSON.stringify(built)}\n${output.join('')}\n${text}`);
    const answer = await engineCall(engine.endpoint, 'GET', `/images/${NAME}/json`);
    return (JSON.parse(answer.toString()) as Inspection).Config.Labels ?? {};
  };

  for (const kind of BUILDERS) {
    describe(kind, () => {
      let builder: Builder;

      before(async function () {
        const found = await builderOf(kind);
        if (found !== undefined) builder = found;
        else {
          console.log('skipped: no docker command line with BuildKit is on the PATH');
          this.skip();
        }
      });

      it('give back the bytes that were written, whatever they are', async () => {
        const values = [...fc.sample(labelValue, 100), ...fc.sample(longValue, 1)];
        for (const escape of ['\\', '`'] as const) {
          for (const lineEnd of ['\n', '\r\n']) {
            const text = [
              ...(escape === '`' ? ['# escape=`'] : []),
              'FROM scratch',
              'ARG a=lost',
              'ENV HOME=lost b=lost',
              // In one instruction: the classic builder makes a layer of each.
              'LABEL ' +
                values
                  .map((value, index) => `k${index}=${quoteForDockerfile(value, escape, lineEnd)}`)
                  .join(` ${escape}${lineEnd}`),
              '',
            ].join(lineEnd);
            const labels = await build(builder, text);
            deepEqual(
              values.map((_, index) => labels[`k${index}`]),
              values,
            );
          }
        }
      });

      it('give back 200 KB, of which one Command has the half', async () => {
        const text = 'A "long" \\ $text # é. ';
        const many = Array.from({ length: 100 }, (_, index) => ({
          name: `tool-${index}`,
          description: text.repeat(40),
        }));
        const value = JSON.stringify([...many, { name: 'tool', description: text.repeat(4000) }]);
        ok(value.length > 200_000);
        const written = writeDockerfileLabel('FROM scratch\n', value);
        ok(written.ok);
        const labels = await build(builder, applyEdits('FROM scratch\n', written.edits));
        ok(labels[COMMANDS_LABEL] === value);
      });

      it('are read here as the builder reads them, however they are written', async () => {
        const words = fc.sample(writtenWord, { numRuns: 200, seed: SEED });
        const text = [
          'FROM scratch',
          'ARG ARGUMENT="an argument"',
          'ARG NONE',
          'ENV SET="it\'s \\"set\\"" OTHER=$ARGUMENT',
        ]
          .concat(
            `LABEL ${words.map((word, index) => `k${index}=${word}`).join(' \\\n  ')}`,
            'LABEL old the "old" form $SET \\\n and more',
            '',
          )
          .join('\n');
        const labels = await build(builder, text);
        deepEqual(allLabels(readDockerfile(text)), labels);
      });

      it('are written into a Dockerfile that has them already, and the last one counts', async () => {
        const value = '[{"name":"a \\\\ \\" $HOME","x":"`#"},{"name":"b"}]';
        for (const before of [
          'FROM scratch AS build\nLABEL org.nrg.commands="[1]"\nFROM scratch\nLABEL a=b \\\n  "org.nrg.commands"=[2] c="d"\nLABEL e=f\n',
          'FROM scratch AS base\nLABEL org.nrg.commands [1]\nFROM base\nCMD ["x"]',
          'FROM scratch\r\nLABEL org.nrg.commands=\'[1]\' \\\r\n # comment\r\n\r\n  x=y\r\nLABEL org.nrg.commands="[2]"\r\n',
        ]) {
          const written = writeDockerfileLabel(before, value);
          ok(written.ok);
          const text = applyEdits(before, written.edits);
          const labels = await build(builder, text);
          deepEqual(labels[COMMANDS_LABEL], value, text);
          deepEqual(imageLabel(dockerfileLabels(text))?.value, value);
        }
      });
    });
  }
});

interface Inspection {
  readonly Config: { readonly Labels: Readonly<Record<string, string>> | null };
}

/** One word that a builder refuses would spoil the build of all, so that every run has the same, which both take. */
const SEED = 20;

/** Text as Commands hold it, and what Docker, JSON and shells take for their own. */
const piece = fc.oneof(
  fc.constantFrom(
    '\\',
    '\\\\',
    '"',
    "'",
    '$',
    '`',
    '$HOME',
    '${HOME}',
    '${',
    '$a',
    '#',
    ' #',
    ' ',
    '\t',
    '=',
    '},{',
    '\\n',
    '\\d',
  ),
  fc.constantFrom(
    'é',
    '日本',
    '🧠',
    '\u00a0',
    '\u2028',
    '\u0085',
    '<<EOF',
    '--x=y',
    '\\"',
    '\\\\"',
    '` `',
    '\\ ',
    '{',
    '}',
  ),
  fc.string({ maxLength: 6 }),
  fc.constant('},{"x":"'.repeat(3)),
);
const labelValue = fc.oneof(
  fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join('')),
  fc
    .array(
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
      { maxLength: 3 },
    )
    .map((texts) => JSON.stringify(texts.map((text) => ({ name: text, 'command-line': text })))),
);

/** More than goes on one line; builders take a time that grows with the square of it. */
const longValue = piece.map((text) => JSON.stringify([text.padEnd(9000, `${text}a`)]));

/** One value of a label, in any of the ways to write one. */
const inDoubleQuotes = fc
  .array(
    fc.constantFrom(
      'a',
      ' ',
      "'",
      '\\"',
      '\\\\',
      '\\$',
      '\\n',
      '$SET',
      '${SET}',
      '$NONE',
      '$UNSET',
      '${UNSET:-x}',
      '${SET:+y}',
      '`',
      '#',
      '=',
      '$',
      '$$',
      '$?',
      '\\\n',
      ' \\\n',
      '\\\n# comment\n\n  ',
      'é',
    ),
  )
  .map((parts) => `"${parts.join('')}"`);
const inSingleQuotes = fc
  .array(fc.constantFrom('a', ' ', '"', '\\\\', '\\n', '$SET', '`', '#', '$', 'é', ' \\\n b'))
  .map((parts) => `'${parts.join('')}'`);
const bare = fc
  .array(
    fc.constantFrom(
      'a',
      '\\ ',
      '\\"',
      "\\'",
      '\\\\',
      '\\$',
      '\\n',
      '$SET',
      '$OTHER',
      '${ARGUMENT}',
      '$NONE',
      '=',
      '#',
      'x\\\n',
      'é',
    ),
  )
  .map((parts) => parts.join(''));
const writtenWord = fc
  .array(fc.oneof(inDoubleQuotes, inSingleQuotes, bare), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(''))
  .filter(isWhole)
  // Whether an escape before an escape at the end of a line continues it depends on the builder's age.
  .filter((word) => !/\\\\\\?[ \t]*\n/.test(word));

/** Whether a comment or a line end took away what would close a quote or a word. */
function isWhole(word: string): boolean {
  const { stages } = readDockerfile(`FROM scratch\nLABEL k=${word} \\\n  after=1\n`);
  const [instruction, ...others] = stages[0]!.instructions;
  const pairs = pairsIn(instruction!.line.text, instruction!.argumentsAt, 'LABEL', '\\');
  const isTaken = pairs.every(({ value }) => !expandWord(instruction!.line, value!, '\\', () => undefined).fault);
  return others.length === 0 && pairs.length === 2 && isTaken;
}

/** Every label of the last stage, by the code under test. */
function allLabels(dockerfile: Dockerfile): Readonly<Record<string, string>> {
  const stage = dockerfile.stages.at(-1)!;
  const labels: Record<string, string> = {};
  const variables = readVariables(dockerfile);
  for (const instruction of stage.instructions) {
    if (instruction.keyword !== 'LABEL') continue;
    const { line, argumentsAt } = instruction;
    const lookup = variables.at(stage, instruction);
    const expand = (word: { start: number; end: number }) => expandWord(line, word, dockerfile.escape, lookup).value;
    for (const { name, value } of pairsIn(line.text, argumentsAt, 'LABEL', dockerfile.escape)) {
      labels[expand(name)] = expand(value!);
    }
  }
  return labels;
}
