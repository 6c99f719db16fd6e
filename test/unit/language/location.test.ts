import assert from 'node:assert/strict';
import { createCommandDocument, type CommandMode } from '../../../src/command/document/command-document';
import { locationAt } from '../../../src/language/location';
import { marked } from '../../support/marked-text';

/** The location at the cursor in one line: where, the type of object, the property, the value touched. */
function describeLocation(fixture: string, mode: CommandMode = 'create'): string {
  const { text, offsets } = marked(fixture);
  const location = locationAt(createCommandDocument(text, mode), offsets[0]!);
  if (location === undefined) return 'nowhere';
  if (location.at === 'root')
    return `root${location.list ? ' list' : ''}${location.value ? ` ${location.value.kind}` : ''}`;
  const value =
    location.at !== 'key' && location.value !== undefined
      ? ` = ${text.slice(location.value.start, location.value.end)}`
      : '';
  const wrapper = location.wrapper === undefined ? '' : ' in wrapper';
  return `${location.at} of ${location.type}${wrapper}: ${location.property?.key.value ?? '-'}${value}`;
}

function cases(list: readonly (readonly [fixture: string, expected: string])[], mode?: CommandMode): void {
  for (const [fixture, expected] of list) {
    it(fixture.replaceAll('\n', '⏎'), () => assert.equal(describeLocation(fixture, mode), expected));
  }
}

describe('The location of a place in a Command', () => {
  describe('at names of properties', () => {
    cases([
      ['{|}', 'key of command: -'],
      ['{"na|"}', 'key of command: na'],
      ['{"na|\n}', 'key of command: na'],
      ['{na|}', 'key of command: na'],
      ['{"name"|: "a"}', 'key of command: name'],
      ['{"name": "a"|', 'value of command: name = "a"'],
      ['{"name": "a",|', 'key of command: -'],
      ['{"name": "a" |, "image": ""}', 'key of command: -'],
      ['{"name": "a"\n|\n}', 'key of command: -'],
      ['{"mounts": [{|}]}', 'key of mount: -'],
      ['{"mounts": [{"name": "m", "|', 'key of mount: '],
      ['{"inputs": [{"name": "a"}, {"|"}]}', 'key of command-input: '],
      ['{"outputs": [{|}]}', 'key of command-output: -'],
      ['{"secrets": [{|}]}', 'key of secret: -'],
      ['{"secrets": [{"source": {|}}]}', 'key of secret-source: -'],
      ['{"secrets": [{"destination": {"ty|"}}]}', 'key of secret-destination: ty'],
      ['{"environment-variables": {"A|": ""}}', 'key of environment-variables: A'],
      ['{"xnat": [{|}]}', 'key of wrapper in wrapper: -'],
      ['{"xnat": [{"external-inputs": [{|}]}]}', 'key of external-input in wrapper: -'],
      ['{"xnat": [{"derived-inputs": [{"|"}]}]}', 'key of derived-input in wrapper: '],
      ['{"xnat": [{"output-handlers": [{"|', 'key of output-handler in wrapper: '],
      ['{"command-metadata": {"authors": [{"|"}]}}', 'key of free: '],
      ['{"mounts": {|}}', 'key of free: -'],
      ['{"mounts": [[{|}]]}', 'key of free: -'],
      ['{"constructor": [{|}]}', 'key of free: -'],
    ]);
  });

  describe('at values', () => {
    cases([
      ['{"name":|}', 'value of command: name'],
      ['{"name": |, "image": "a"}', 'value of command: name'],
      ['{"name": |\n  "image": "a"}', 'value of command: name'],
      ['{"type": doc|}', 'value of command: type'],
      ['{"type": "doc|', 'value of command: type = "doc'],
      ['{"type": |"docker"}', 'value of command: type = "docker"'],
      ['{"auto-remove": tr|ue}', 'value of command: auto-remove = true'],
      ['{"mounts": |[]}', 'value of command: mounts = []'],
      ['{"mounts": []|}', 'value of command: mounts = []'],
      ['{"ports": {"80": "|"}}', 'value of ports: 80 = ""'],
      ['{"xnat": [{"external-inputs": [{"type": "|"}]}]}', 'value of external-input in wrapper: type = ""'],
    ]);
  });

  describe('at elements of lists', () => {
    cases([
      ['{"mounts": [|]}', 'element of command: mounts'],
      ['{"mounts": [{}|]}', 'element of command: mounts = {}'],
      ['{"mounts": [{}, |]}', 'element of command: mounts'],
      ['{"xnat": [{"contexts": ["|"]}]}', 'element of wrapper in wrapper: contexts = ""'],
      ['{"xnat": [{"contexts": ["a", "|', 'element of wrapper in wrapper: contexts = "'],
      ['{"inputs": [{"select-values": [|', 'element of command-input: select-values'],
      ['{"inputs": [[|]]}', 'element of command: inputs'],
    ]);
  });

  describe('at the root', () => {
    cases([
      ['|', 'root'],
      ['  |', 'root'],
      ['|{}', 'root object'],
      ['{}|', 'root object'],
      ['{} |', 'nowhere'],
      ['"a|"', 'root string'],
      ['[|]', 'root list'],
    ]);
  });

  describe('in a label', () => {
    cases(
      [
        ['[|]', 'root list'],
        ['[{}, |]', 'root list'],
        ['[{}, {|}]', 'key of command: -'],
        ['[{"xnat": [{"name": "|"}]}]', 'value of wrapper in wrapper: name = ""'],
      ],
      'label',
    );
  });

  describe('in comments', () => {
    cases([
      ['{"name": "a" # , |\n}', 'nowhere'],
      ['{"name": # , a\n | }', 'value of command: name'],
      ['{"name": # a\n , | }', 'key of command: -'],
    ]);
  });
});
