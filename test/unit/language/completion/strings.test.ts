import assert from 'node:assert/strict';
import { accepted, labels, offered } from '../../../support/accept-completion';

const command = (line: string) =>
  `{"command-line": "${line}", "inputs": [{"name": "scan", "description": "A *scan*", "default-value": "1"}, {"name": "own", "replacement-key": "[OWN]"}], "xnat": [{"external-inputs": [{"name": "session", "type": "Session"}]}]}`;

const lineOf = (text: string) => /"command-line": "((?:[^"\\]|\\.)*)/.exec(text)![1];

describe('Completion of replacement keys', () => {
  it('offers the keys of command inputs in the command line', () => {
    assert.deepEqual(labels(command('|')), ['#scan#', '[OWN]']);
  });

  it('says what the input is, its description as plain text', () => {
    const [key] = offered(command('|'));
    assert.equal(key!.detail, 'string input scan');
    assert.equal(key!.documentation, 'A \\*scan\\*\n\nDefault: `1`');
    const [hidden] = offered(command('|').replace('"default-value": "1"', '"default-value": "1", "sensitive": true'));
    assert.equal(hidden!.documentation, 'A \\*scan\\*');
  });

  it('offers the keys of all wrappers elsewhere', () => {
    const text =
      '{"environment-variables": {"|A": ""}, "inputs": [{"name": "a"}], "xnat": [{"external-inputs": [{"name": "s"}]}, {"external-inputs": [{"name": "s"}, {"name": "t"}]}]}';
    assert.deepEqual(labels(text), ['#a#', '#s#', '#t#']);
    for (const place of [
      '"working-directory": "|"',
      '"mounts": [{"path": "|"}]',
      '"outputs": [{"path": "|"}]',
      '"ports": {"80": "|"}',
    ]) {
      const known = labels(`{${place}, "inputs": [{"name": "a"}], "xnat": [{"external-inputs": [{"name": "s"}]}]}`);
      assert.deepEqual(
        known.filter((label) => label.startsWith('#')),
        ['#a#', '#s#'],
        place,
      );
    }
  });

  it('offers the keys of the wrapper alone to its handlers', () => {
    const text =
      '{"xnat": [{"external-inputs": [{"name": "s"}], "output-handlers": [{"tags": ["|"]}]}, {"external-inputs": [{"name": "t"}]}]}';
    assert.deepEqual(labels(text), ['#s#']);
  });

  it('offers to a matcher the keys of inputs that are resolved before it', () => {
    const derived = (name: string, parent: string, more = '') =>
      `{"name": "${name}", "type": "Scan", "derived-from-wrapper-input": "${parent}"${more}}`;
    const text = `{"inputs": [{"name": "c"}], "xnat": [{"external-inputs": [{"name": "a", "type": "Session"}, {"name": "b", "type": "Session"}], "derived-inputs": [${derived('of-b', 'b')}, ${derived('first', 'a')}, ${derived('own', 'a', ', "matcher": "|"')}, ${derived('late', 'a')}]}]}`;
    assert.deepEqual(
      labels(text).filter((label) => label.startsWith('#')),
      ['#a#', '#first#'],
    );
  });

  it('offers none where nothing is filled', () => {
    assert.deepEqual(labels('{"label": "|", "inputs": [{"name": "a"}]}'), []);
    assert.deepEqual(labels('{"image": "|", "inputs": [{"name": "a"}]}'), []);
    assert.deepEqual(labels('{"xnat": [{"output-handlers": [{"xsi-type": "|"}]}], "inputs": [{"name": "a"}]}'), []);
  });

  describe('writes', () => {
    const cases: readonly (readonly [before: string, label: string, after: string])[] = [
      ['run |', '#scan#', 'run #scan#|'],
      ['run #|', '#scan#', 'run #scan#|'],
      ['run #sc|', '#scan#', 'run #scan#|'],
      ['run sc|', '#scan#', 'run #scan#|'],
      ['run #sc|an#', '#scan#', 'run #scan#|'],
      ['run #sc|# b', '#scan#', 'run #scan#| b'],
      ['run #scan#|', '[OWN]', 'run #scan#[OWN]|'],
      ['run [O|', '[OWN]', 'run [OWN]|'],
      ['run #| #scan#', '#scan#', 'run #scan#| #scan#'],
      ['run \\"a\\" #sc|', '#scan#', 'run \\"a\\" #scan#|'],
    ];
    for (const [before, label, after] of cases) {
      it(`${before} → ${after}`, () => assert.equal(lineOf(accepted(command(before), label)), after));
    }

    it('into a text that is not closed', () => {
      assert.equal(
        accepted('{"inputs": [{"name": "scan"}],\n"command-line": "run #s|\n}', '#scan#'),
        '{"inputs": [{"name": "scan"}],\n"command-line": "run #scan#|\n}',
      );
    });

    it('into the name of a variable', () => {
      const text = (key: string) => `{"environment-variables": {"A_${key}": "x"}, "inputs": [{"name": "a"}]}`;
      assert.equal(accepted(text('|'), '#a#'), text('#a#|'));
    });
  });
});

describe('Completion of JSONPaths', () => {
  it('offers texts of the wrapper once the caret is typed', () => {
    assert.deepEqual(labels('{"environment-variables": {"A": "^|"}}'), ['^wrapper:$.name^', '^wrapper:$.description^']);
    assert.deepEqual(labels('{"environment-variables": {"A": "|"}}'), []);
    assert.equal(
      accepted('{"environment-variables": {"A": "x ^wr|^"}}', '^wrapper:$.name^'),
      '{"environment-variables": {"A": "x ^wrapper:$.name^|"}}',
    );
  });
});

describe('Completion inside matchers', () => {
  const matcher = (text: string, type = 'Scan') =>
    `{"xnat": [{"external-inputs": [{"name": "s", "type": "${type}", "matcher": "${text}"}], "output-handlers": [{"label": "MASK"}, {"label": "#s#"}]}]}`;
  const matcherIn = (text: string) => /"matcher": "((?:[^"\\]|\\.)*)/.exec(text)![1];

  it('starts with the properties of the object and the usual tests', () => {
    const known = labels(matcher('|'));
    assert.ok(known.includes('@.scan-type') && !known.includes('@.resources'));
    assert.ok(known.includes("'DICOM' in @.resources[*].label"));
    assert.ok(labels(matcher('@.id == 1 && |')).includes('@.quality'));
    assert.deepEqual(labels(matcher('|', 'string')), []);
  });

  it('offers the properties of what the path leads to', () => {
    assert.ok(labels(matcher('@.|')).includes('series-description'));
    assert.deepEqual(labels(matcher('@.resources[*].lab|')), ['label']);
    assert.ok(labels(matcher('@.resources[*].files[*].|')).includes('checksum'));
    assert.deepEqual(labels(matcher('@.nothing.|')), []);
  });

  it('offers operators behind a path, values behind an operator, connectives behind a comparison', () => {
    assert.deepEqual(labels(matcher('@.quality |')).slice(0, 3), ['==', '!=', '=~']);
    assert.deepEqual(labels(matcher('@.quality =|')).slice(0, 2), ['==', '!=']);
    assert.deepEqual(labels(matcher('@.quality == |')), ["'usable'", "'questionable'", "'unusable'"]);
    assert.deepEqual(labels(matcher('@.modality in |')).slice(0, 1), ["['MR']"]);
    assert.deepEqual(labels(matcher("@.quality == 'usable' |")), ['&&', '||']);
    assert.deepEqual(labels(matcher("'DICOM' in |")), ['@.resources[*].label']);
    assert.deepEqual(labels(matcher('@.resources empty |')), ['true', 'false']);
  });

  it('offers labels of resources, those that the Command makes first', () => {
    assert.deepEqual(labels(matcher("@.label == '|'", 'Resource')).slice(0, 2), ['MASK', 'DICOM']);
    assert.deepEqual(labels(matcher("@.label in ['DICOM', '|']", 'Resource')).slice(0, 2), ['MASK', 'DICOM']);
  });

  it('stays silent inside a regular expression', () => {
    assert.deepEqual(labels(matcher('@.scan-type =~ /T1.|')), []);
  });

  const cases: readonly (readonly [before: string, label: string, after: string])[] = [
    ['|', '@.quality', '@.quality |'],
    ['@|', '@.quality', '@.quality |'],
    ['@.qu|al', 'quality', '@.quality|'],
    ['@.res|', 'resources', '@.resources[*].|'],
    ['@.quality|', 'quality', '@.quality|'],
    ['@.quality |', '==', '@.quality == |'],
    ['@.resources[*]|', 'contains', '@.resources[*] contains |'],
    ['@.quality == |', "'usable'", "@.quality == 'usable'|"],
    ["@.quality == '|", 'usable', "@.quality == 'usable'|"],
    ["@.quality == 'us|'", 'usable', "@.quality == 'usable|'"],
    ['@.id == 1 |', '&&', '@.id == 1 && |'],
  ];
  for (const [before, label, after] of cases) {
    it(`writes ${before} → ${after}`, () => assert.equal(matcherIn(accepted(matcher(before), label)), after));
  }

  it('uses the quotes that the JSON leaves free', () => {
    const single = "{'xnat': [{'external-inputs': [{'type': 'Scan', 'matcher': '@.quality == |'}]}]}";
    assert.equal(accepted(single, '"usable"'), single.replace('|', '"usable"|'));
  });
});
