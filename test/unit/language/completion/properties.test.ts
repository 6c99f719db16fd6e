import assert from 'node:assert/strict';
import { accepted, labels, offered } from '../../../support/accept-completion';

const lines = (...text: string[]): string => text.join('\n');

describe('Completion of property names', () => {
  it('offers what the object needs first, then the rest, without what is there', () => {
    assert.deepEqual(labels('{|}').slice(0, 3), ['name', 'image', 'command-line']);
    assert.ok(!labels('{"name": "a", |}').includes('name'));
    assert.deepEqual(labels('{"mounts": [{"name": "m", |}]}'), ['path', 'writable']);
  });

  it('still offers the name it stands on', () => {
    assert.deepEqual(labels('{"mounts": [{"na|me": "m"}]}'), ['name']);
  });

  it('needs no image in a label', () => {
    const image = offered('[{|}]', { mode: 'label' }).find(({ label }) => label === 'image');
    assert.equal(image?.detail, 'text');
    assert.equal(offered('{|}').find(({ label }) => label === 'image')?.detail, 'text, required');
  });

  it('leaves out what has no effect', () => {
    for (const name of ['gpus', 'hash', 'index', 'id']) assert.ok(!labels('{|}').includes(name), name);
    assert.ok(!labels('{"outputs": [{|}]}').includes('glob'));
    assert.ok(!labels('{"inputs": [{|}]}').includes('matcher'));
  });

  it('leaves out what the type of the object has no use for', () => {
    const setup = labels('{"type": "docker-setup", |}');
    for (const name of ['inputs', 'mounts', 'secrets', 'network', 'override-entrypoint'])
      assert.ok(!setup.includes(name));
    assert.ok(setup.includes('command-line'));
    const boolean = labels('{"inputs": [{"type": "boolean", |}]}');
    assert.ok(boolean.includes('true-value') && !boolean.includes('select-values'));
    const subject = labels('{"xnat": [{"external-inputs": [{"type": "Subject", |}]}]}');
    assert.ok(!subject.includes('provides-files-for-command-mount') && !subject.includes('load-children'));
  });

  it('offers nothing where names are free or nothing is known', () => {
    assert.deepEqual(labels('{"command-metadata": {|}}'), []);
    assert.deepEqual(labels('{"unknown": {|}}'), []);
    assert.deepEqual(labels('{"ports": {|}}'), []);
  });

  it('brings the meaning along', () => {
    const required = offered('{"outputs": [{|}]}').find(({ label }) => label === 'required');
    assert.match(required?.documentation ?? '', /When absent: `false`/);
    assert.match(required?.documentation ?? '', /In fact/);
  });

  describe('writes', () => {
    const cases: readonly (readonly [what: string, before: string, label: string, after: string])[] = [
      ['quotes, colon and value', '{|}', 'name', '{"name": "|"}'],
      ['over a name half typed', '{"na|"}', 'name', '{"name": "|"}'],
      ['over a name without quotes', '{na|}', 'name', '{"name": "|"}'],
      ['over a name whose quote is not closed', '{\n  "na|\n}', 'name', '{\n  "name": "|"\n}'],
      ['a closing quote before a brace', '{"na|}', 'name', '{"name": "|"}'],
      ['only the name where a value stands', '{"na|": "a"}', 'name', '{"name"|: "a"}'],
      ['only the name where a value is to come', '{"na|": }', 'name', '{"name"|: }'],
      ['the comma it needs after it', '{|"image": "a"}', 'name', '{"name": "|", "image": "a"}'],
      [
        'the comma it needs after it, half typed',
        '{\n  "na|"\n  "image": "a"\n}',
        'name',
        '{\n  "name": "|",\n  "image": "a"\n}',
      ],
      [
        'the comma it needs after it, quote not closed',
        '{\n  "na|\n  "image": "a"\n}',
        'name',
        '{\n  "name": "|",\n  "image": "a"\n}',
      ],
      ['the comma it needs before it', '{\n  "name": "a"\n  |\n}', 'image', '{\n  "name": "a",\n  "image": "|"\n}'],
      [
        'the comma it needs before it, half typed',
        '{\n  "name": "a"\n  "im|"\n}',
        'image',
        '{\n  "name": "a",\n  "image": "|"\n}',
      ],
      ['no comma twice', '{"name": "a", |}', 'image', '{"name": "a", "image": "|"}'],
      [
        'no comma before a comma',
        '{"name": "a", "im|", "type": "docker"}',
        'image',
        '{"name": "a", "image": "|", "type": "docker"}',
      ],
      [
        'a comma before a comment',
        '{"name": "a" # the name, so to say\n |}',
        'image',
        '{"name": "a", # the name, so to say\n "image": "|"}',
      ],
      ['before a word on the same line', '{"|, "image": "a"}', 'name', '{"name": "|", "image": "a"}'],
      ['the quotes of the file', "{'name': 'a', |}", 'image', "{'name': 'a', 'image': '|'}"],
      ['the quote that is typed', '{"name": "a", \'im|\'}', 'image', '{"name": "a", \'image\': \'|\'}'],
      ['no space behind colons where the file has none', '{"name":"a",|}', 'image', '{"name":"a","image":"|"}'],
      [
        'a new line between properties on lines of their own',
        '{\n  |"name": "a"\n}',
        'image',
        '{\n  "image": "|",\n  "name": "a"\n}',
      ],
      ['a choice for what is true or false', '{|}', 'override-entrypoint', '{"override-entrypoint": |true}'],
      ['a number', '{|}', 'limit-memory', '{"limit-memory": |4096}'],
      ['a list', '{|}', 'mounts', '{"mounts": [|]}'],
      ['a list over lines', '{\n\t|\n}', 'mounts', '{\n\t"mounts": [\n\t\t|\n\t]\n}'],
      ['a list of texts', '{"xnat": [{|}]}', 'contexts', '{"xnat": [{"contexts": ["|"]}]}'],
      ['an object of texts', '{\n  |\n}', 'ports', '{\n  "ports": {\n    "|": ""\n  }\n}'],
      [
        'the only type there is',
        '{"secrets": [{"source": {|}}]}',
        'type',
        '{"secrets": [{"source": {"type": "system-property"|}}]}',
      ],
      [
        'both sides of a secret',
        '{"secrets": [{|}]}',
        'source',
        '{"secrets": [{"source": { "type": "system-property", "identifier": "|" }}]}',
      ],
    ];
    for (const [what, before, label, after] of cases) {
      it(`${what}: ${before.replaceAll('\n', '⏎')}`, () => assert.equal(accepted(before, label), after));
    }

    it("lines that end as the file's do", () => {
      assert.equal(
        accepted('{\r\n    "name": "a",\r\n    |\r\n}', 'mounts'),
        lines('{\r', '    "name": "a",\r', '    "mounts": [\r', '        |\r', '    ]\r', '}'),
      );
    });
  });

  it('asks again where the new value is known', () => {
    const next = (label: string) => offered('{|}').find((one) => one.label === label)?.next;
    assert.equal(next('type'), 'suggest');
    assert.equal(next('mounts'), 'suggest');
    assert.equal(next('description'), 'nothing');
  });
});
