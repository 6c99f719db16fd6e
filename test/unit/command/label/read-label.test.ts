import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { type LabelFault, readLabel } from '../../../../src/command/label/read-label';

function commandsIn(label: string, image?: string) {
  const reading = readLabel(label, image);
  ok(reading.ok, reading.ok ? '' : reading.fault.reason);
  return reading.commands;
}

function faultIn(label: string): LabelFault {
  const reading = readLabel(label);
  ok(!reading.ok);
  return reading.fault;
}

describe('Reading an image label', () => {
  it('gives the Commands with their wrappers', () => {
    const label = '[{"name":"a","xnat":[{"name":"on-scan"},{"name":"on-session"}]},{"name":"b"}]';
    deepEqual(
      commandsIn(label).map(({ index, command }) => [index, command.name, command.wrappers.map(({ name }) => name)]),
      [
        [0, 'a', ['on-scan', 'on-session']],
        [1, 'b', []],
      ],
    );
  });

  it('takes the dialect the server takes', () => {
    equal(commandsIn("# list\n[{'name':'a'}]")[0]?.command.name, 'a');
  });

  it('says which Command the service would skip, and installs the others', () => {
    const commands = commandsIn(
      '[{"name":"a","inputs":[{"name":"two words"}]},{"name":"b","command-line":"x"}]',
      'x:1',
    );
    match(commands[0]?.refusal ?? '', /two words/);
    equal(commands[0]?.worst, 'error');
    equal(commands[1]?.refusal, undefined);
  });

  it('refuses every Command of an image that is pulled by a name without a tag', () => {
    match(commandsIn('[{"name":"a","image":"tool:1"}]', 'tool')[0]?.refusal ?? '', /no version tag/);
    equal(commandsIn('[{"name":"a","image":"tool"}]', 'tool:1')[0]?.refusal, undefined);
  });

  it('refuses a single Command outside a list', () => {
    const { reason, line, column, origin } = faultIn('{"name":"a"}');
    match(reason, /list of Commands/);
    deepEqual([line, column, origin], [1, 1, undefined]);
  });

  it('refuses the whole label for one thing of the wrong form', () => {
    match(faultIn('[{"name":"a"},{"name":"b","inputs":{}}]').reason, /list/);
    match(faultIn('[{"name":"a"},5]').reason, /object/);
  });

  it('says where the JSON is broken, and shows the place', () => {
    const { line, column, excerpt } = faultIn('[{"name":"a",\n "version":1.}]');
    deepEqual([line, column], [2, 12]);
    equal(excerpt, '[{"name":"a", "version":▸1.}]');
  });

  it('knows what a backslash lost in a Dockerfile has left', () => {
    const lost = [
      String.raw`[{"name":"a","command-line":"grep \d"}]`,
      '[{"name":"a","command-line":"echo "x" y"}]',
      '[{"name":"a","xnat":[{"name":"w","external-inputs":[{"name":"s","matcher":"@.type == "T1""}]}]}]',
    ];
    for (const label of lost) match(faultIn(label).origin ?? '', /backslash was probably lost/, label);
    for (const label of ['[{"name":"a" "version":"1"}]', '[{"name":"a",}]', '['])
      equal(faultIn(label).origin, undefined);
  });
});
