import { deepEqual, equal, ok } from 'node:assert/strict';
import { applyEdits } from '../../../../src/command/document/text-edits';
import { checkDockerfile } from '../../../../src/command/label/check-dockerfile';
import { readLabelledDockerfile } from '../../../../src/command/label/labelled-dockerfile';
import { dockerfileFixes } from '../../../../src/command/label/dockerfile-fixes';
import { dockerfileLabels } from '../../../../src/command/label/dockerfile-labels';
import { readRuleSettings } from '../../../../src/command/rules/settings';

const { settings: NO_SETTINGS } = readRuleSettings(undefined);

const check = (dockerfile: string, rules: Readonly<Record<string, string>> = {}) =>
  checkDockerfile(readLabelledDockerfile(dockerfile), { rules: readRuleSettings(rules).settings });

/** Each problem as its code and the text it marks. */
const found = (dockerfile: string, rules?: Readonly<Record<string, string>>) =>
  check(dockerfile, rules).map(({ code, span }) => [code, dockerfile.slice(span.start, span.end)]);

/** The Dockerfile with the first fix of the first problem of a code. */
const fixed = (dockerfile: string, code: string) => {
  const problem = check(dockerfile).find((one) => one.code === code);
  ok(problem, `no ${code}`);
  const [fix] = dockerfileFixes(readLabelledDockerfile(dockerfile), problem, NO_SETTINGS);
  return fix && applyEdits(dockerfile, fix.edits);
};

const CLEAN = String.raw`{\"name\":\"a\",\"version\":\"1\",\"command-line\":\"x\"}`;

describe('The check of a Dockerfile', () => {
  it('says nothing of a clean label, nor of a file without one', () => {
    deepEqual(found(`FROM scratch\nLABEL org.nrg.commands="[${CLEAN}]"\n`), []);
    deepEqual(found('FROM scratch\nENV A=b\nCOPY . /\n'), []);
    deepEqual(found(''), []);
  });

  it('shows the gravest of very many problems, and says so', () => {
    const dockerfile = `FROM scratch\n${'ENV TOKEN=abc\n'.repeat(1001)}LABEL org.nrg.commands="["\n`;
    const problems = check(dockerfile);
    equal(problems.length, 1001);
    equal(problems[0]?.code, 'problems-not-shown');
    equal(problems.at(-1)?.code, 'json-syntax');
    equal(check(dockerfile, { 'problems-not-shown': 'off' }).length, 1000);
  });

  it('gives up on replacing variables that grow beyond all measure', () => {
    const doubled = Array.from({ length: 60 }, (_, i) => `ENV A${i + 1}=$A${i}$A${i}`).join('\n');
    const [label] = readLabelledDockerfile(`FROM a\nENV A0=[]\n${doubled}\nLABEL org.nrg.commands="[$A60]"\n`).labels;
    equal(label?.label.value, '[]');
  });

  it('points from a label to the one that counts instead, past those of stages beside it', () => {
    const label = `LABEL org.nrg.commands="[${CLEAN}]"\n`;
    const dockerfile = `FROM a AS first\n${label}FROM b AS beside\n${label}FROM first\n${label}`;
    const problem = check(dockerfile).find(({ code }) => code === 'label-repeated');
    deepEqual(
      problem?.related.map(({ span }) => span.start),
      [dockerfile.lastIndexOf('org.nrg')],
    );
  });

  it("marks the Commands' problems where they are written, over escapes and continued lines", () => {
    const dockerfile =
      'FROM scratch\nLABEL a=b \\\n org.nrg.commands="[{\\"name\\":\\"a\\",\\"version\\":\\"1\\", \\\n# comment\n\\"command-line\\":\\"x\\",\\"typ\\\ne\\":\\"Docker\\"}]"\n';
    deepEqual(found(dockerfile), [['command-type-unknown', '\\"Docker\\"']]);
  });

  it('marks the place in single quotes and without quotes too', () => {
    deepEqual(
      found(`FROM scratch\nLABEL org.nrg.commands='[{"name":"a","version":"1","command-line":"x","type":"D"}]'`),
      [['command-type-unknown', '"D"']],
    );
    deepEqual(
      found(String.raw`FROM scratch
LABEL org.nrg.commands=[{\"name\":\"a\",\"version\":\"1\",\"command-line\":\"x\",\"type\":\"D\"}]`),
      [['command-type-unknown', String.raw`\"D\"`]],
    );
  });

  it('mends what is written in the label, with its escapes', () => {
    const dockerfile = String.raw`FROM scratch
LABEL org.nrg.commands="[{\"name\":\"a\",\"version\":\"1\",\"command-line\":\"x\",\"type\":\"Docker\"}]"
`;
    equal(
      fixed(dockerfile, 'command-type-unknown'),
      dockerfile.replace(String.raw`\"Docker\"`, String.raw`\"docker\"`),
    );
  });

  it('rewrites a label in single quotes when a fix needs it', () => {
    const dockerfile = `FROM scratch\nLABEL org.nrg.commands='[{"name":"a","version":"1","command-line":"x","type":"Docker"}]'\n`;
    const after = fixed(dockerfile, 'command-type-unknown');
    equal(dockerfileLabels(after!)[0]!.value, '[{"name":"a","version":"1","command-line":"x","type":"docker"}]');
  });

  it('tells lost backslashes from other JSON that is broken, and doubles them', () => {
    const dockerfile = String.raw`FROM scratch
LABEL org.nrg.commands="[{\"name\":\"a\",\"version\":\"1\",\"command-line\":\"x \\d \"}]"`;
    deepEqual(
      check(dockerfile).map(({ code }) => code),
      ['label-underescaped'],
    );
    equal(
      dockerfileLabels(fixed(dockerfile, 'label-underescaped')!)[0]!.value,
      String.raw`[{"name":"a","version":"1","command-line":"x \\d "}]`,
    );
    deepEqual(
      check('FROM scratch\nLABEL org.nrg.commands="[{]"').map(({ code }) => code),
      ['json-syntax'],
    );
  });

  it('says what Docker refuses to build', () => {
    deepEqual(found('FROM scratch\nLABEL org.nrg.commands="[]\n'), [['label-unbuildable', '"']]);
    deepEqual(found('FROM scratch\nLABEL org.nrg.commands="[${}]"\n'), [['label-unbuildable', '${}']]);
  });

  it('warns of variables that nobody declares, and escapes the dollar sign', () => {
    const dockerfile = String.raw`FROM scratch
ARG V=1
LABEL org.nrg.commands="[{\"name\":\"a\",\"version\":\"$V\",\"command-line\":\"ls $HOME\"}]"
`;
    deepEqual(found(dockerfile), [['label-variable', '$HOME']]);
    equal(fixed(dockerfile, 'label-variable'), dockerfile.replace('$HOME', String.raw`\$HOME`));
    equal(dockerfileLabels(dockerfile)[0]!.value, '[{"name":"a","version":"1","command-line":"ls "}]');
  });

  it('knows that Docker keeps the last label of a key, and deletes the others', () => {
    const dockerfile = `FROM scratch\nLABEL org.nrg.commands="[1]" a=b\nLABEL org.nrg.commands="[${CLEAN}]"\n`;
    deepEqual(found(dockerfile), [['label-repeated', 'org.nrg.commands="[1]"']]);
    equal(fixed(dockerfile, 'label-repeated'), dockerfile.replace('org.nrg.commands="[1]" ', ''));
    const alone = `FROM scratch\nLABEL org.nrg.commands="[1]"\nLABEL org.nrg.commands="[${CLEAN}]"\n`;
    equal(fixed(alone, 'label-repeated'), `FROM scratch\nLABEL org.nrg.commands="[${CLEAN}]"\n`);
  });

  it('knows which stages become the image', () => {
    const label = `LABEL org.nrg.commands="[${CLEAN}]"`;
    deepEqual(found(`FROM a AS one\n${label}\nFROM b\nRUN x\n`), [['label-other-stage', 'org.nrg.commands']]);
    deepEqual(found(`FROM a AS one\n${label}\nFROM one\nRUN x\n`), []);
    deepEqual(found(`FROM a AS one\n${label}\nFROM b\n${label}\n`), [['label-other-stage', 'org.nrg.commands']]);
    deepEqual(found(`FROM a\nONBUILD ${label}\nRUN <<EOF\n${label}\nEOF\n`), []);
  });

  it('weighs its rules as the settings say', () => {
    const dockerfile = `FROM a AS one\nLABEL org.nrg.commands="[${CLEAN}]"\nFROM b\n`;
    deepEqual(found(dockerfile, { 'label-other-stage': 'off' }), []);
    equal(check(dockerfile, { 'label-other-stage': 'error' })[0]!.severity, 'error');
  });
});

describe('Secrets in a Dockerfile', () => {
  it('are told by the names of variables', () => {
    deepEqual(found('FROM scratch\nENV API_TOKEN=abc DB_PASSWORD="x y" TOKENS=1 KEYBOARD=us\nENV SECRET abc\n'), [
      ['dockerfile-secret-env', 'API_TOKEN'],
      ['dockerfile-secret-env', 'DB_PASSWORD'],
      ['dockerfile-secret-env', 'SECRET'],
    ]);
    deepEqual(found('FROM scratch\nENV API_TOKEN="" DB_PASSWORD=/run/secrets/db X_TOKEN=$UNSET\n'), []);
    deepEqual(found('ARG A\nFROM scratch\nARG API_TOKEN\nARG X=1 GITHUB_TOKEN=\nENV B_TOKEN=$API_TOKEN\n'), [
      ['dockerfile-secret-arg', 'API_TOKEN'],
      ['dockerfile-secret-arg', 'GITHUB_TOKEN'],
      ['dockerfile-secret-env', 'B_TOKEN'],
    ]);
  });

  it('are told by the names of files', () => {
    deepEqual(
      found(
        'FROM scratch\nCOPY --chown=1 .env config/id_rsa /app/\nADD ["my.key", "/x"]\nCOPY .env.example ca.pem key.md /app\n',
      ),
      [
        ['dockerfile-secret-copy', '.env'],
        ['dockerfile-secret-copy', 'config/id_rsa'],
        ['dockerfile-secret-copy', '["my.key",'],
      ],
    );
  });

  it('weigh less in a stage that is left behind', () => {
    equal(check('FROM a\nARG API_TOKEN\nFROM b\n')[0]!.severity, 'hint');
  });

  it('are mounted where they are used', () => {
    equal(
      fixed(
        'FROM a\nARG API_TOKEN\nRUN --network=none curl -H "x: $API_TOKEN" y\nRUN ls $API_TOKENS\n',
        'dockerfile-secret-arg',
      ),
      'FROM a\nRUN --network=none --mount=type=secret,id=API_TOKEN,required=true export API_TOKEN="$(cat /run/secrets/API_TOKEN)" && curl -H "x: $API_TOKEN" y\nRUN ls $API_TOKENS\n',
    );
    equal(
      fixed('FROM a\nENV A=1 \\\n  API_TOKEN=abc\nRUN a ${API_TOKEN}\n', 'dockerfile-secret-env'),
      'FROM a\nENV A=1\nRUN --mount=type=secret,id=API_TOKEN,required=true export API_TOKEN="$(cat /run/secrets/API_TOKEN)" && a ${API_TOKEN}\n',
    );
    equal(
      fixed('FROM a\nCOPY .npmrc /root/\nRUN npm ci\n', 'dockerfile-secret-copy'),
      'FROM a\nRUN --mount=type=secret,id=.npmrc,target=/root/.npmrc,required=true npm ci\n',
    );
  });

  it('are left to the author where that is not mechanical', () => {
    equal(fixed('FROM a\nARG API_TOKEN\nRUN ["x", "$API_TOKEN"]\n', 'dockerfile-secret-arg'), undefined);
    equal(fixed('FROM a\nENV API_TOKEN=abc\nCMD x $API_TOKEN\n', 'dockerfile-secret-env'), undefined);
    equal(fixed('FROM a\nCOPY .env /app/\nRUN a\nRUN b\n', 'dockerfile-secret-copy'), undefined);
  });
});
