import assert from 'node:assert/strict';
import { accepted, labels, offered } from '../../../support/accept-completion';

/** A Command with one wrapper, whose lists hold the given texts. */
function wrapped(parts: { external?: string; derived?: string; handlers?: string; command?: string }): string {
  const { external = '', derived = '', handlers = '', command = '' } = parts;
  return `{${command} "xnat": [{"external-inputs": [${external}], "derived-inputs": [${derived}], "output-handlers": [${handlers}]}]}`;
}

const SESSION = '{"name": "session", "type": "Session"}';
const input = (properties: string) => `{"name": "own", ${properties}}`;

describe('Completion of values', () => {
  it('offers the words of an enumeration, explained', () => {
    assert.deepEqual(labels('{"type": "|"}'), ['docker', 'docker-setup', 'docker-wrapup']);
    assert.deepEqual(labels('{"visibility": |}'), ['public', 'protected', 'private']);
    assert.deepEqual(labels('{"secrets": [{"destination": {"type": "|"}}]}'), ['environment-variable']);
    assert.match(
      offered('{"inputs": [{"type": "|"}]}').find(({ label }) => label === 'select-many')!.documentation!,
      /"\[\]"/,
    );
  });

  it('offers true and false where the server wants them', () => {
    assert.deepEqual(labels('{"mounts": [{"writable": |}]}'), ['true', 'false']);
    assert.deepEqual(labels('{"name": |}'), []);
  });

  it('offers images and Commands that are known', () => {
    const knowledge = {
      imageNames: ['busybox:1.36'],
      specialCommands: [
        { type: 'docker-setup' as const, image: 'org/setup:1.0', name: 'unpack' },
        { type: 'docker-setup' as const, image: 'host:5000/setup:1.0', name: 'unreachable' },
        { type: 'docker-setup' as const, image: 'host:5000/setup', name: 'unreachable-too' },
        { type: 'docker-wrapup' as const, image: 'org/wrapup', name: 'pack' },
      ],
    };
    assert.deepEqual(labels('{"image": "|"}', { knowledge }), ['busybox:1.36']);
    const setup = wrapped({ external: input('"via-setup-command": "|"') });
    assert.deepEqual(labels(setup, { knowledge }), ['org/setup:1.0:unpack']);
    const wrapup = wrapped({ handlers: '{"via-wrapup-command": "|"}' });
    assert.deepEqual(labels(wrapup, { knowledge }), ['org/wrapup:latest:pack']);
  });

  it('offers the contexts that fit what the user starts from, once each', () => {
    const contexts = (type: string) =>
      labels(`{"xnat": [{"contexts": ["xnat:mrScanData", "|"], "external-inputs": [{"type": "${type}"}]}]}`);
    assert.ok(contexts('Scan').includes('xnat:imageScanData'));
    assert.ok(!contexts('Scan').includes('xnat:imageSessionData'));
    assert.ok(!contexts('Scan').includes('xnat:mrScanData'));
    assert.ok(contexts('string').includes('site'));
  });

  it('offers the choices of a select as its default', () => {
    const select = (type: string) =>
      labels(`{"inputs": [{"type": "${type}", "select-values": ["a", "b"], "default-value": "|"}]}`);
    assert.deepEqual(select('select-one'), ['a', 'b']);
    assert.deepEqual(select('select-many'), ['a', 'b', '[]']);
    assert.deepEqual(select('string'), []);
    assert.deepEqual(labels('{"inputs": [{"type": "boolean", "default-value": "|"}]}'), ['true', 'false']);
  });

  it('offers variables that the command line reads to secrets and to the environment', () => {
    const command = '"command-line": "run $TOKEN ${OTHER} $XNAT_HOST", "environment-variables": {"OTHER": ""}, ';
    const secret = `{${command} "secrets": [{"source": {"identifier": "my.key"}, "destination": {"identifier": "|"}}]}`;
    assert.deepEqual(labels(secret), ['TOKEN', 'MY_KEY']);
    const variable = '{"command-line": "run $TOKEN ${OTHER}", "environment-variables": {"OTHER": "", "|"}}';
    assert.deepEqual(labels(variable), ['TOKEN']);
  });

  it('offers system properties that are stored here, and one after the variable', () => {
    const knowledge = { secretNames: ['stored.key'] };
    const secret = '{"secrets": [{"source": {"identifier": "|"}, "destination": {"identifier": "API_TOKEN"}}]}';
    assert.deepEqual(labels(secret, { knowledge }), ['stored.key', 'api.token']);
  });

  describe('of names offers only those that are legal:', () => {
    it('mounts of an output: those the container can write to', () => {
      const command =
        '"mounts": [{"name": "in"}, {"name": "copied", "writable": "true"}, {"name": "out"}], "outputs": [{"mount": "|"}],';
      const external =
        '{"name": "a", "provides-files-for-command-mount": "in"}, {"name": "b", "provides-files-for-command-mount": "copied"}';
      assert.deepEqual(labels(wrapped({ command, external })), ['copied', 'out']);
    });

    it('parents of a derived input: earlier, of a fitting type, of one value', () => {
      const derived = (type: string) =>
        wrapped({
          external: `${SESSION}, {"name": "text"}`,
          derived: `{"name": "scan", "type": "Scan"}, {"name": "scans", "type": "Scan", "multiple": true}, ${input(`"type": "${type}", "derived-from-wrapper-input": "|"`)}, {"name": "late", "type": "Scan"}`,
        });
      assert.deepEqual(labels(derived('Resource')), ['session', 'scan']);
      assert.deepEqual(labels(derived('Scan')), ['session']);
      assert.deepEqual(labels(derived('File')), []);
      assert.deepEqual(labels(derived('')), ['session', 'text', 'scan']);
    });

    it('types of a derived input: by its parent', () => {
      const types = (parent: string) =>
        labels(
          wrapped({
            external: SESSION,
            derived: `{"name": "r", "type": "Resource"}, ${input(`"derived-from-wrapper-input": "${parent}", "type": "|"`)}`,
          }),
        );
      assert.deepEqual(types('r'), ['Scan', 'File', 'File[]', 'Directory', 'string']);
      assert.deepEqual(types('session'), ['Project', 'Subject', 'Scan', 'Assessor', 'Resource', 'string']);
      assert.ok(types('').includes('File'));
    });

    it('properties: of the parent for text, of its own for an object', () => {
      const properties = (type: string) =>
        labels(
          wrapped({
            external: SESSION,
            derived: input(
              `"type": "${type}", "derived-from-wrapper-input": "session", "derived-from-xnat-object-property": "|"`,
            ),
          }),
        );
      assert.ok(properties('string').includes('subject-id') && !properties('string').includes('scans'));
      assert.ok(properties('Scan').includes('scan-type') && !properties('Scan').includes('subject-id'));
    });

    it('inputs to feed: no select, and none that is fed already', () => {
      const command = '"inputs": [{"name": "a"}, {"name": "b", "type": "select-one"}, {"name": "c"}],';
      const external = `{"name": "x", "provides-value-for-command-input": "a"}, ${input('"provides-value-for-command-input": "|"')}`;
      assert.deepEqual(labels(wrapped({ command, external })), ['c']);
    });

    it('mounts to feed: none for what has no files or several values', () => {
      const command = '"mounts": [{"name": "a"}, {"name": "b"}],';
      const external = (type: string) =>
        wrapped({
          command,
          external: `{"name": "x", "provides-files-for-command-mount": "a"}, ${input(`"type": "${type}", "provides-files-for-command-mount": "|"`)}`,
        });
      assert.deepEqual(labels(external('Session')), ['b']);
      assert.deepEqual(labels(external('Subject')), []);
      assert.deepEqual(labels(external('File')), []);
      const multiple = wrapped({
        command,
        derived: input('"type": "Scan", "multiple": true, "provides-files-for-command-mount": "|"'),
      });
      assert.deepEqual(labels(multiple), []);
    });

    it('outputs of a handler: those without one first', () => {
      const command = '"outputs": [{"name": "a"}, {"name": "b"}],';
      const handlers = '{"name": "h", "accepts-command-output": "a"}, {"name": "i", "accepts-command-output": "|"}';
      assert.deepEqual(labels(wrapped({ command, handlers })), ['b', 'a']);
    });

    it('targets of a handler: objects of one value that keep their uri, and earlier handlers that create one', () => {
      const external = `{"name": "text"}, {"name": "maybe", "type": "Scan", "required": false}, ${SESSION}`;
      const derived =
        '{"name": "label", "type": "Scan", "derived-from-xnat-object-property": "id"}, {"name": "many", "type": "Scan", "multiple": true}';
      const target = (type: string) =>
        wrapped({
          external,
          derived,
          handlers: `{"name": "made", "type": "Assessor"}, {"name": "r"}, {"name": "own", "type": "${type}", "as-a-child-of": "|"}, {"name": "late", "type": "Scan"}`,
        });
      assert.deepEqual(labels(target('Resource')), ['session', 'maybe', 'made']);
      assert.deepEqual(labels(target('Assessor')), ['session', 'maybe']);
    });
  });

  describe('writes', () => {
    const cases: readonly (readonly [what: string, before: string, label: string, after: string])[] = [
      ['over an empty text', '{"type": "|"}', 'docker', '{"type": "docker"|}'],
      ['over a whole text', '{"type": "do|ck"}', 'docker-setup', '{"type": "docker-setup"|}'],
      ['quotes where there are none', '{"type": |}', 'docker', '{"type": "docker"|}'],
      ['a space behind the colon', '{"type":|}', 'docker', '{"type": "docker"|}'],
      ['no space where the file has none', '{"name":"a","type":|}', 'docker', '{"name":"a","type":"docker"|}'],
      ['over a word', '{"type": do|}', 'docker', '{"type": "docker"|}'],
      ['the closing quote', '{"type": "do|}', 'docker', '{"type": "docker"|}'],
      [
        'the closing quote before the next line',
        '{\n  "type": "do|\n  "name": "a"\n}',
        'docker',
        '{\n  "type": "docker",|\n  "name": "a"\n}',
      ],
      ['the closing quote before a comma', '{"type": "do|, "name": "a"}', 'docker', '{"type": "docker"|, "name": "a"}'],
      [
        'the comma before the next line',
        '{\n  "type": |\n  "name": "a"\n}',
        'docker',
        '{\n  "type": "docker",|\n  "name": "a"\n}',
      ],
      [
        'single quotes in a file of single quotes',
        "{'name': 'a', 'type': |}",
        'docker',
        "{'name': 'a', 'type': 'docker'|}",
      ],
      ['words without quotes over a text', '{"auto-remove": "t|"}', 'true', '{"auto-remove": true|}'],
      ['words without quotes over another', '{"auto-remove": fa|lse}', 'false', '{"auto-remove": false|}'],
      [
        'an element with its comma',
        '{"xnat": [{"contexts": ["site" "|"]}]}',
        'xnat:projectData',
        '{"xnat": [{"contexts": ["site", "xnat:projectData"|]}]}',
      ],
      [
        'an element before another',
        '{"xnat": [{"contexts": [| "site"]}]}',
        'xnat:projectData',
        '{"xnat": [{"contexts": ["xnat:projectData",| "site"]}]}',
      ],
      [
        'a name with a quote in it',
        '{"mounts": [{"name": "a\\"b"}], "outputs": [{"mount": "|"}]}',
        'a"b',
        '{"mounts": [{"name": "a\\"b"}], "outputs": [{"mount": "a\\"b"|}]}',
      ],
      [
        "a name of the author's own, half typed",
        '{"command-line": "$TOKEN", "environment-variables": {"TO|"}}',
        'TOKEN',
        '{"command-line": "$TOKEN", "environment-variables": {"TOKEN": "|"}}',
      ],
    ];
    for (const [what, before, label, after] of cases) {
      it(`${what}: ${before.replaceAll('\n', '⏎')}`, () => assert.equal(accepted(before, label), after));
    }
  });
});
