import assert from 'node:assert/strict';
import { bindDocument } from '../../../../src/command/binding/bind-command';
import { createCommandDocument, type CommandMode } from '../../../../src/command/document/command-document';
import { pointerOf } from '../../../../src/command/document/navigation';
import type { Command } from '../../../../src/command/model/command';

function bind(text: string, mode: CommandMode = 'create') {
  const bound = bindDocument(createCommandDocument(text, mode));
  const faults = [...bound.faults, ...bound.commands.flatMap((command) => command.faults)];
  return {
    command: bound.commands[0]?.command,
    faults: faults.map((fault) => `${fault.code} ${pointerOf(fault.node)}`),
  };
}

function bindProperty<K extends keyof Command>(key: K, json: string, mode: CommandMode = 'create') {
  const bound = bind(json, mode);
  return bound.faults.length > 0 ? 'refused' : bound.command?.[key];
}

describe('bindDocument', () => {
  it('fills in what the server fills in', () => {
    const { command, faults } = bind(
      `{"mounts": [{}], "inputs": [{"name": "i"}], "outputs": [{}],
        "xnat": [{"external-inputs": [{"name": "e"}], "derived-inputs": [{"name": "d"}], "output-handlers": [{}]}]}`,
    );
    assert.deepEqual(faults, []);
    assert.ok(command);
    assert.equal(command.type, 'docker');
    assert.equal(command.visibility, 'public');
    assert.deepEqual(command.mounts, [{ name: '', path: undefined, writable: false }]);
    assert.equal(command.inputs[0]!.type, 'string');
    assert.equal(command.inputs[0]!.required, false);
    assert.equal(command.outputs[0]!.required, false);
    const [wrapper] = command.wrappers;
    assert.equal(wrapper!.externalInputs[0]!.required, true);
    assert.equal(wrapper!.externalInputs[0]!.loadChildren, true);
    assert.equal(wrapper!.derivedInputs[0]!.type, 'string');
    assert.equal(wrapper!.derivedInputs[0]!.multiple, false);
    assert.equal(wrapper!.outputHandlers[0]!.type, 'Resource');
  });

  it('takes null for absent, everywhere', () => {
    const keys = ['name', 'type', 'mounts', 'ports', 'ulimits', 'container-labels', 'limit-memory', 'secrets', 'xnat'];
    const nulls = bind(`{${keys.map((key) => `"${key}": null`).join()}}`);
    assert.deepEqual(nulls.faults, []);
    assert.deepEqual(nulls.command, bind('{}').command);
  });

  const text = 'label';
  for (const [json, value] of [
    ['"x"', 'x'],
    ['""', ''],
    ['1.50', '1.50'],
    ['-0', '-0'],
    ['1E5', '1E5'],
    ['true', 'true'],
    ['null', undefined],
    ['{}', 'refused'],
    ['[]', 'refused'],
    ['["x"]', 'refused'],
  ] as const) {
    it(`reads ${json} as text`, () => assert.deepEqual(bindProperty(text, `{"label": ${json}}`), value));
  }

  for (const [json, value] of [
    ['1024', 1024n],
    ['-0', 0n],
    ['1.9', 1n],
    ['-1.9', -1n],
    ['1e3', 1000n],
    ['9223372036854775807', 9223372036854775807n],
    ['9223372036854775808', 'refused'],
    ['-9223372036854775808', -9223372036854775808n],
    ['-9223372036854775809', 'refused'],
    ['9223372036854775808.0', 9223372036854775807n],
    ['9223372036854777856.0', 'refused'],
    ['1e400', 'refused'],
    [`1${'0'.repeat(5000)}`, 'refused'],
    ['"1024"', 1024n],
    ['" 1024\\n"', 1024n],
    ['"+7"', 7n],
    ['"007"', 7n],
    ['"-7"', -7n],
    ['"\u0661\u0662"', 12n],
    ['"\uff17"', 7n],
    ['"\u{1d7ce}"', 'refused'],
    ['"\u00a01"', 'refused'],
    ['"1.5"', 'refused'],
    ['"1e3"', 'refused'],
    ['"2g"', 'refused'],
    ['"+"', 'refused'],
    ['"0x10"', 'refused'],
    ['""', undefined],
    ['" \\t"', undefined],
    ['"null"', undefined],
    ['" null "', undefined],
    ['"NULL"', 'refused'],
    ['null', undefined],
    ['true', 'refused'],
    ['[]', 'refused'],
    ['{}', 'refused'],
  ] as const) {
    it(`reads ${json.slice(0, 40)} as an integer`, () =>
      assert.deepEqual(bindProperty('limitMemory', `{"limit-memory": ${json}}`), value));
  }

  for (const [json, value] of [
    ['2', 2],
    ['1.5', 1.5],
    ['1e400', Infinity],
    ['"1.5"', 1.5],
    ['" 1.5 "', 1.5],
    ['"1."', 1],
    ['".5"', 0.5],
    ['"1f"', 1],
    ['"1D"', 1],
    ['"0x1p3"', 8],
    ['"0x.8p1"', 1],
    ['"0x1"', 'refused'],
    ['"NaN"', NaN],
    ['"+Infinity"', Infinity],
    ['"-INF"', -Infinity],
    ['"INF"', Infinity],
    ['" INF"', 'refused'],
    ['"1,5"', 'refused'],
    ['"1_000"', 'refused'],
    ['"."', 'refused'],
    ['"e5"', 'refused'],
    ['""', undefined],
    ['"null"', undefined],
    ['true', 'refused'],
  ] as const) {
    it(`reads ${json} as a decimal`, () => assert.deepEqual(bindProperty('limitCpu', `{"limit-cpu": ${json}}`), value));
  }

  for (const [json, value] of [
    ['true', true],
    ['false', false],
    ['"true"', true],
    ['"True"', true],
    ['" TRUE "', true],
    ['"False"', false],
    ['"tRue"', 'refused'],
    ['"yes"', 'refused'],
    ['"1"', 'refused'],
    ['0', false],
    ['-0', false],
    ['2', true],
    ['-99999999999999999999', true],
    ['1.0', 'refused'],
    ['1e0', 'refused'],
    ['""', undefined],
    ['"null"', undefined],
    ['[]', 'refused'],
    ['{}', 'refused'],
  ] as const) {
    it(`reads ${json} as a boolean`, () =>
      assert.deepEqual(bindProperty('overrideEntrypoint', `{"override-entrypoint": ${json}}`), value));
  }

  for (const [json, mode, ...faults] of [
    ['[]', 'create', 'json-root '],
    ['"x"', 'create', 'json-root '],
    ['null', 'create', 'json-root '],
    ['{}', 'label', 'json-root '],
    ['[{}, null, 5]', 'label', 'null-element /1', 'wrong-type /2'],
    ['{"inputs": {}}', 'create', 'wrong-type /inputs'],
    ['{"inputs": ""}', 'create', 'wrong-type /inputs'],
    ['{"inputs": [null]}', 'create', 'null-element /inputs/0'],
    ['{"inputs": ["x"]}', 'create', 'wrong-type /inputs/0'],
    ['{"inputs": [{}]}', 'create', 'input-name-missing /inputs/0'],
    ['{"inputs": [{"name": null}]}', 'create', 'input-name-missing /inputs/0'],
    ['{"inputs": [{"name": {}}]}', 'create', 'wrong-type /inputs/0/name'],
    [
      '{"inputs": [{"name": "a", "select-values": ["x", null, []]}]}',
      'create',
      ...['null-element', 'wrong-type'].map((c, i) => `${c} /inputs/0/select-values/${i + 1}`),
    ],
    ['{"inputs": {}, "inputs": []}', 'create', 'wrong-type /inputs'],
    ['{"xnat": [{"derived-inputs": [{}]}]}', 'create', 'input-name-missing /xnat/0/derived-inputs/0'],
    ['{"ports": {"80": null}}', 'create', 'null-map-value /ports/80'],
    ['{"ports": {"80": null, "80": 1}}', 'create'],
    ['{"ports": {"80": 1, "80": 2}}', 'create'],
    ['{"ports": []}', 'create', 'wrong-type /ports'],
    ['{"ports": {"80": {}}}', 'create', 'wrong-type /ports/80'],
    ['{"ulimits": {"a": null}}', 'create', 'null-map-value /ulimits/a'],
    ['{"container-labels": {"a": null, "a": 1}}', 'create'],
    ['{"container-labels": {"a": 1, "a": 2}}', 'create', 'duplicate-key /container-labels/a'],
    ['{"container-labels": {"a": 1, "a": 2}}', 'update'],
    ['{"container-labels": {"a": null}}', 'update', 'null-map-value /container-labels/a'],
    ['{"id": "x"}', 'create'],
    ['{"id": "x"}', 'update', 'wrong-type /id'],
    ['{"xnat": [{"id": []}]}', 'update', 'wrong-type /xnat/0/id'],
    ['{"ipcMode": {}}', 'update'],
    ['{"ipcMode": {}}', 'create', 'wrong-type /ipcMode'],
    ['{"command-metadata": [{"a": null}]}', 'create'],
    ['{"unknown": [{"a": null}]}', 'create'],
    ['{"secrets": [null]}', 'create'],
    ['{"secrets": ["x"]}', 'create', 'wrong-type /secrets/0'],
    ['{"secrets": [{"source": "x"}]}', 'create', 'secret-type-missing /secrets/0/source'],
    ['{"secrets": [{"source": {"identifier": "x"}}]}', 'create', 'secret-type-missing /secrets/0/source'],
    ['{"secrets": [{"source": {"type": null}}]}', 'create', 'secret-type-missing /secrets/0/source'],
    ['{"secrets": [{"source": {"type": 5}}]}', 'create', 'secret-type-unknown /secrets/0/source/type'],
    [
      '{"secrets": [{"source": {"type": "environment-variable"}}]}',
      'create',
      'secret-type-unknown /secrets/0/source/type',
    ],
    ['{"secrets": [{"source": {"type": {}, "x": 1, "type": "system-property"}}]}', 'create'],
    ['{"secrets": [{"source": {"type": "system-property", "type": "x"}}]}', 'create'],
    [
      '{"secrets": [{"source": {"type": "system-property", "identifier": {}}}]}',
      'create',
      'wrong-type /secrets/0/source/identifier',
    ],
    ['{"secrets": [{"source": []}]}', 'create', 'secret-type-missing /secrets/0/source'],
    ['{"secrets": [{"source": ["system-property", {"identifier": "a"}]}]}', 'create'],
    ['{"secrets": [{"source": ["system-property"]}]}', 'create'],
    ['{"secrets": [{"source": ["system-property", "a"]}]}', 'create', 'wrong-type /secrets/0/source/1'],
  ] as const) {
    it(`finds ${faults.join(', ') || 'nothing'} in ${json} (${mode})`, () => {
      assert.deepEqual(bind(json, mode).faults, faults);
    });
  }

  it('says nothing of values that are still to be typed', () => {
    assert.deepEqual(bind('{"inputs": [{"name": }], "label": , "secrets": [{"source": {"type": }}]}').faults, []);
    assert.deepEqual(bind('{"limit-memory": 01, "limit-cpu": .5, "auto-remove": -}').faults, []);
  });

  it('reads the older names of two properties as the server does', () => {
    assert.equal(bindProperty('ipcMode', '{"ipcMode": "a"}'), 'a');
    assert.equal(bindProperty('ipcMode', '{"ipcMode": "a", "ipc-mode": "b"}'), 'b');
    assert.equal(bindProperty('ipcMode', '{"ipcMode": "a"}', 'update'), undefined);
    const target = (handler: string, mode: CommandMode) =>
      bind(`{"xnat": [{"output-handlers": [${handler}]}]}`, mode).command?.wrappers[0]?.outputHandlers[0]?.asAChildOf;
    assert.equal(target('{"as-a-child-of-wrapper-input": "a"}', 'create'), 'a');
    assert.equal(target('{"as-a-child-of-wrapper-input": "a", "as-a-child-of": "b"}', 'create'), 'b');
    assert.equal(target('{"as-a-child-of-wrapper-input": "a"}', 'update'), undefined);
  });

  it('keeps elements at their place, whatever stands before them', () => {
    const { command } = bind(
      '{"mounts": [null, 5, {"name": "m"}], "inputs": [{"name": "i", "select-values": [{}, "b"]}]}',
    );
    assert.equal(command?.mounts[2]?.name, 'm');
    assert.equal(command.inputs[0]?.selectValues[1], 'b');
  });
});
