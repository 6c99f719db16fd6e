import assert from 'node:assert/strict';
import { bindDocument } from '../../../src/command/binding/bind-command';
import { createCommandDocument } from '../../../src/command/document/command-document';
import { refactoringsAt } from '../../../src/language/refactor/refactorings';
import { previewCommandLine } from '../../../src/resolution/preview-command-line';
import { applyEdits } from '../../../src/command/document/text-edits';
import { marked } from '../../support/marked-text';

/** The texts that the refactorings at one `|`, or between two, make, by title. */
function refactored(fixture: string): Readonly<Record<string, string>> {
  const { text, offsets } = marked(fixture);
  const [start, end = start] = offsets as [number, number?];
  const found = refactoringsAt(createCommandDocument(text, 'create'), { start, end });
  return Object.fromEntries(found.map(({ title, edits }) => [title, applyEdits(text, edits)]));
}

const lineOf = (text: string) => {
  const { command } = bindDocument(createCommandDocument(text, 'create')).commands[0]!;
  return previewCommandLine(command, new Set()).line;
};

describe('Extracting a literal of the command line', () => {
  const cases: readonly (readonly [line: string, name: string, type: string, literal: string])[] = [
    ['run --thresh|old 0.5', 'value', 'string', '--threshold'],
    ['run --threshold 0|.5 x', 'threshold', 'number', '0.5'],
    ['run --mode=fa|st', 'mode', 'string', 'fast'],
    ['run |in put| x', 'value', 'string', 'in put'],
    ['run | a | x', 'value', 'string', 'a'],
    ['r|un', 'value', 'string', 'run'],
  ];
  for (const [line, name, type, literal] of cases) {
    it(`keeps the line: ${line}`, () => {
      const before = marked(`{"name": "t", "command-line": "${line}"}`).text;
      const [after] = Object.values(refactored(`{"name": "t", "command-line": "${line}"}`));
      const { inputs } = JSON.parse(after!) as { inputs: Record<string, unknown>[] };
      assert.deepEqual(inputs, [{ name, description: '', type, required: false, 'default-value': literal }]);
      assert.equal(lineOf(after!), lineOf(before));
      assert.notEqual(after, before);
    });
  }

  it('adds to the inputs that are there, under a name that is free', () => {
    const text =
      '{"command-line": "run 1|2 #value#", "inputs": [{"name": "value"}], "xnat": [{"external-inputs": [{"name": "value-2"}]}]}';
    const { inputs, 'command-line': line } = JSON.parse(Object.values(refactored(text))[0]!) as {
      inputs: { name: string }[];
      'command-line': string;
    };
    assert.deepEqual(
      inputs.map(({ name }) => name),
      ['value', 'value-3'],
    );
    assert.equal(line, 'run #value-3# #value#');
  });

  it('takes no name whose key is in the key of another input, or has it in itself', () => {
    const nameFor = (key: string) => {
      const inputs = `[{"name": "x", "replacement-key": "${key}"}]`;
      const after = Object.values(refactored(`{"command-line": "tool --value |3 ${key}", "inputs": ${inputs}}`))[0];
      return (JSON.parse(after!) as { inputs: { name: string }[] }).inputs[1]!.name;
    };
    assert.equal(nameFor('#value#'), 'value-2');
    assert.equal(nameFor('[#value#]'), 'value-2');
    assert.equal(nameFor('value#'), 'value-2');
    assert.equal(nameFor('VALUE'), 'value');
  });

  it('is not offered for keys, quotes, what the service refuses in a value, or a text that is not JSON', () => {
    for (const line of ['run #ke|y#', 'run |#key# x|', "run |'a b'|", 'run |a; b|', 'run |$(x)|', 'run | | x']) {
      assert.deepEqual(refactored(`{"command-line": "${line}", "inputs": [{"name": "key"}]}`), {}, line);
    }
    assert.deepEqual(refactored('{"command-line": "ru|n", "inputs": {}}'), {});
    assert.deepEqual(refactored('{"command-line": "ru|n", "inputs": ['), {});
    assert.deepEqual(refactored('{"type": "docker-setup", "command-line": "ru|n"}'), {});
  });
});

describe('Adding a wrapper for a context', () => {
  it('offers every kind of object that none is there for yet', () => {
    const titles = Object.keys(refactored('{"name": "t", "xn|at": [{"contexts": ["xnat:imageSessionData"]}]}'));
    assert.ok(titles.includes('Add a wrapper on a scan') && titles.includes('Add a wrapper on the site'));
    assert.ok(!titles.includes('Add a wrapper on a session'));
  });

  it('handles every output in it', () => {
    const text = '{"name": "t", "mounts": [{"name": "out"}], "outputs": [{"name": "o", "mount": "out"}], "xn|at": []}';
    const added = refactored(text)['Add a wrapper on a scan'];
    const { xnat } = JSON.parse(added!) as { xnat: Record<string, { 'accepts-command-output'?: string }[]>[] };
    assert.deepEqual(
      xnat[0]!['output-handlers']!.map((handler) => handler['accepts-command-output']),
      ['o'],
    );
    assert.equal(refactored(text)['Add a wrapper on the site'], undefined);
  });
});

describe('Turning a variable into a secret', () => {
  const title = 'Turn "DB_PASSWORD" into a secret';

  it('takes the value out of the text', () => {
    const after = refactored('{"environment-variables": {"MODE": "x", "DB_PASSWORD": "pa|ss"}}')[title];
    assert.deepEqual(JSON.parse(after!), {
      'environment-variables': { MODE: 'x' },
      secrets: [
        {
          source: { type: 'system-property', identifier: 'db.password' },
          destination: { type: 'environment-variable', identifier: 'DB_PASSWORD' },
        },
      ],
    });
  });

  it('is not offered where a secret would not be the same', () => {
    const taken = '"secrets": [{"destination": {"type": "environment-variable", "identifier": "DB_PASSWORD"}}]';
    for (const text of [
      `{"environment-variables": {"DB_PASSWORD": "pa|ss"}, ${taken}}`,
      '{"environment-variables": {"DB_PASSWORD": "#p|ass#"}}',
      '{"environment-variables": {"#DB#": "pa|ss"}}',
      '{"ports": {"DB_PASSWORD": "pa|ss"}}',
    ]) {
      assert.deepEqual(refactored(text), {}, text);
    }
  });
});

describe('Adding the handler that an output lacks', () => {
  const command = (handlers: string) =>
    `{"outputs": [{"name": "res|ult"}], "xnat": [{"name": "w", "external-inputs": [{"name": "s", "type": "Session"}], "output-handlers": [${handlers}]}]}`;

  it('stores it under what the wrapper starts from', () => {
    const after = refactored(command('{"name": "result"}'))['Store "result" under "s" in "w"'];
    const { xnat } = JSON.parse(after!) as { xnat: { 'output-handlers': unknown[] }[] };
    assert.deepEqual(xnat[0]?.['output-handlers'][1], {
      name: 'result-2',
      'accepts-command-output': 'result',
      'as-a-child-of': 's',
      type: 'Resource',
      label: 'RESULT',
    });
  });

  it('is not offered where the wrapper has one', () => {
    assert.deepEqual(refactored(command('{"accepts-command-output": "result"}')), {});
  });
});

describe('Converting names of before version 1.0', () => {
  const title = 'Convert names of before version 1.0';

  it('gives everything its name of today', () => {
    const after = refactored(
      '{"na|me": "t", "workdir": "/w", "inputs": [{"name": "a", "type": "text"}], "xnat": [{"derived-inputs": [{"derived-from-xnat-input": "s"}], "output-handlers": [{"as-a-child-of-wrapper-input": "s"}, {"as-a-child-of": "s", "as-a-child-of-xnat-input": "t"}]}]}',
    )[title];
    assert.deepEqual(JSON.parse(after!), {
      name: 't',
      'working-directory': '/w',
      inputs: [{ name: 'a', type: 'string' }],
      xnat: [
        {
          'derived-inputs': [{ 'derived-from-wrapper-input': 's' }],
          'output-handlers': [{ 'as-a-child-of': 's' }, { 'as-a-child-of': 's', 'as-a-child-of-xnat-input': 't' }],
        },
      ],
    });
  });

  it('is offered at an old name, and only where there is one', () => {
    assert.ok(title in refactored('{"xnat": [{"derived-inputs": [{"derived-from-xnat|-input": "s"}]}]}'));
    assert.deepEqual(refactored('{"na|me": "t", "mounts": []}'), {});
    assert.deepEqual(refactored('{"mou|nts": [], "workdir": "/w"}'), {});
    assert.deepEqual(refactored('{"na|me": "a", "inputs": [{"name": "x", "type": "constructor"}]}'), {});
  });
});
