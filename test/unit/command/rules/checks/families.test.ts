import { commandWith, expectNone, expectProblems } from '../../../../support/problems';

/** A wrapper on a session, with more properties of the wrapper and of its input. */
const wrapper = (more = '', input = ''): string =>
  `"xnat": [{"name": "w", "contexts": ["xnat:imageSessionData"], "external-inputs": [{"name": "session", "type": "Session"${input && `, ${input}`}}]${more && `, ${more}`}}]`;
const derived = (...inputs: string[]): string => wrapper(`"derived-inputs": [${inputs.join(', ')}]`);
const scan = '{"name": "scan", "type": "Scan", "derived-from-wrapper-input": "session"';
const outputs = (more = ''): string =>
  `"mounts": [{"name": "out", "path": "/output", "writable": true}], "outputs": [{"name": "o", "mount": "out"${more && `, ${more}`}}]`;
const handled = (handler: string): string => commandWith(`${outputs()}, ${wrapper(`"output-handlers": [${handler}]`)}`);
const resource = '{"name": "h", "accepts-command-output": "o", "as-a-child-of": "session", "label": "OUT"}';

/** Each fixture marks where its rule finds something; without a mark it must find nothing. */
const FIXTURES: Readonly<Record<string, readonly string[]>> = {
  'unknown-property': [
    commandWith('«"workdir"»: "/w", "_remark": 1, "$schema": "x"'),
    commandWith('"inputs": [{"name": "i", «"user-settable"»: false}]'),
    commandWith(`"command-metadata": {"anything": 1}`),
  ],
  'duplicate-key': [
    commandWith('"label": "a", «"label"»: "b"'),
    commandWith('"environment-variables": {"A": "1", «"A"»: "2"}'),
  ],
  'scalar-coerced': [commandWith('"label": «5», "limit-memory": «"512"», "limit-cpu": 2, "auto-remove": «"true"»')],
  'null-map-value-dropped': [commandWith('"container-labels": {"a": «null», "b": "c"}')],
  'id-ignored': [commandWith('«"id"»: 3')],
  'value-too-long': [
    commandWith(
      `"label": «"${'x'.repeat(256)}"», "description": "${'x'.repeat(256)}", "network": "${'x'.repeat(255)}"`,
    ),
  ],
  'json-nonstandard': [
    commandWith("«'label'»: 'a'"),
    commandWith('"label": "a"') + ' «more»',
    commandWith('"label": "a"') + ' «}»',
    commandWith('"label": }'),
    commandWith('"ports":\n "80": "80"}') + ' }',
  ],
  'schema-version-unexpected': [commandWith('"schema-version": «"2.0"»'), commandWith('"schema-version": "1.0"')],
  'setup-wrapup-property-ignored': [
    commandWith('"type": "docker-setup", «"override-entrypoint"»: true, «"network"»: "n"'),
  ],
  'image-tag-implicit': ['{"name": "a", "version": "1", "command-line": "x", "image": «"org/tool"»}'],
  'image-invalid-reference': [
    '{"name": "a", "version": "1", "command-line": "x", "image": «"org/Tool:1"»}',
    '{"name": "a", "version": "1", "command-line": "x", "image": "Host.org:5000/org/tool:1"}',
  ],
  'command-line-missing': ['{"name": «"a"», "version": "1", "image": "a:1"}'],
  'command-line-unbalanced-quote': [
    String.raw`{"name": "a", "version": "1", "image": "a:1", "command-line": "run «'»x"}`,
    String.raw`{"name": "a", "version": "1", "image": "a:1", "command-line": "run \\'x"}`,
  ],
  'shell-syntax-without-shell': [
    '{"name": "a", "version": "1", "image": "a:1", "command-line": "run «>» /out; x"}',
    `{"name": "a", "version": "1", "image": "a:1", "command-line": "run '> $X' 5"}`,
    `{"name": "a", "version": "1", "image": "a:1", "command-line": "bash -lc 'run > x'"}`,
    String.raw`{"name": "a", "version": "1", "image": "a:1", "command-line": "\"run --host $HOST > /out\""}`,
    '{"name": "a", "version": "1", "image": "a:1", "command-line": "find /in -name *.dcm -o -iname *.ima -exec ls «*»"}',
    '{"name": "a", "version": "1", "image": "a:1", "command-line": "grep -r --include=*.txt x «*».txt"}',
  ],
  'shell-in-shell': [
    `{"name": "a", "version": "1", "image": "a:1", "override-entrypoint": true, "command-line": "«sh -c» 'run'"}`,
  ],
  'ulimit-format-unchecked': [commandWith('"type": "docker-wrapup", "ulimits": {"nofile": «"1:2:3"», "nproc": "1:2"}')],
  'ulimit-not-numeric': [commandWith('"ulimits": {"nofile": «"many"», "nproc": "1:2"}')],
  'memory-reserve-exceeds-limit': [commandWith('"reserve-memory": «2», "limit-memory": 1')],
  'resource-value-suspicious': [commandWith('"shm-size": «64», "limit-memory": «8589934592», "limit-cpu": «0»')],
  'gpus-no-effect': [commandWith('"gpus": «"all"»')],
  'backend-specific': [commandWith('«"runtime"»: "nvidia", "network": ""')],
  'ipcmode-alias': [commandWith('«"ipcMode"»: "host"')],
  'container-name-invalid': [
    commandWith('"container-name": «"my tool"»'),
    commandWith('"inputs": [{"name": "i"}], "container-name": "x-#i#"'),
  ],
  'container-name-static': [commandWith('"container-name": «"tool"»')],
  'mount-path-relative': [
    commandWith('"inputs": [{"name": "i"}], "mounts": [{"name": "a", "path": «"x"»}, {"name": "b", "path": "#i#/y"}]'),
  ],
  'mount-path-invalid': [commandWith('"mounts": [{"name": "a", "path": «"/x:y"»}, {"name": "b", "path": «"/"»}]')],
  'mount-path-duplicate': [commandWith('"mounts": [{"name": "a", "path": "/x"}, {"name": "b", "path": «"/x/"»}]')],
  'mount-name-k8s': [commandWith('"mounts": [{"name": «"In_1"», "path": "/x"}, {"name": "in-1", "path": "/y"}]')],
  'mount-unused': [commandWith('"mounts": [{"name": «"a"», "path": "/x"}]'), commandWith(outputs())],
  'command-input-type-unknown': [
    commandWith('"inputs": [{"name": "i", "type": «"int"»}, {"name": "f", "type": "File"}]'),
  ],
  'boolean-default-invalid': [
    commandWith(
      '"inputs": [{"name": "i", "type": "boolean", "default-value": «"yes"»}, {"name": "j", "type": "boolean", "default-value": "TRUE"}]',
    ),
  ],
  'number-default-invalid': [
    commandWith(
      '"inputs": [{"name": "i", "type": "number", "default-value": «"a"»}, {"name": "j", "type": "number", "default-value": "-1.5e3"}]',
    ),
  ],
  'boolean-values-ignored': [commandWith('"inputs": [{"name": "i", «"true-value"»: "x", "false-value": ""}]')],
  'separator-without-flag': [
    commandWith(
      '"inputs": [{"name": "i", «"command-line-separator"»: "="}, {"name": "j", "command-line-separator": " "}]',
    ),
  ],
  'delimiter-ignored': [commandWith('"inputs": [{"name": "i", «"multiple-delimiter"»: "comma"}]')],
  'file-input-left-literal': [
    '{"name": "a", "version": "1", "image": "a:1", "command-line": "run #f#", "inputs": [{"name": "f", "type": «"file"»}]}',
  ],
  'illegal-input-string': [
    commandWith('"inputs": [{"name": "i", "default-value": «"a; b"»}, {"name": "j", "default-value": "a|b"}]'),
  ],
  'input-unused': [
    commandWith('"inputs": [{"name": «"i"»}]'),
    commandWith('"inputs": [{"name": "i"}], "environment-variables": {"A": "#i#"}'),
    commandWith(
      `"inputs": [{"name": "i"}], "mounts": [{"name": "m", "path": "/m"}], ${wrapper('', '"provides-files-for-command-mount": "m", "via-setup-command": "a:1"')}`,
    ),
  ],
  'input-name-collision': [
    commandWith(`"inputs": [{"name": «"session"»}], ${wrapper()}`),
    commandWith(`"inputs": [{"name": "session"}], ${wrapper('', '"provides-value-for-command-input": "session"')}`),
  ],
  'reserved-input-name': [commandWith('"inputs": [{"name": «"swarm-constraints"»}]')],
  'sensitive-default': [commandWith('"inputs": [{"name": "i", "sensitive": true, "default-value": «"x"»}]')],
  'plain-credential': [
    commandWith(
      '"environment-variables": {"DB_PASSWORD": «"hunter2"», "TOKEN_COUNT": "5", "API_KEY": "#i#", "SSH_PRIVATE_KEY": "/run/key"}',
    ),
  ],
  'template-unknown-key': [
    '{"name": "a", "version": "1", "image": "a:1", "command-line": "run «#nope#» #i#", "inputs": [{"name": "i"}]}',
    String.raw`{"name": "a", "version": "1", "image": "a:1", "command-line": "\"\\\t«#nope#»"}`,
    '{"name": "a", "version": "1", "type": "docker-setup", "image": "a:1", "command-line": "run #any#"}',
  ],
  'template-wrapper-key-in-command-line': [
    `{"name": "a", "version": "1", "image": "a:1", "command-line": "run «#session#»", ${wrapper()}}`,
  ],
  'template-not-supported-here': [
    '{"name": "a", "version": "1", "command-line": "#i#", "inputs": [{"name": "i"}], "image": "org/«#i#»:1", "network": "#other#"}',
  ],
  'template-may-stay-literal': [
    commandWith(
      `"inputs": [{"name": "i"}], "environment-variables": {"A": "«#i#»"}, ${derived(`${scan}, "required": false, "provides-value-for-command-input": "i"}`)}`,
    ),
  ],
  'replacement-key-duplicate': [
    commandWith('"inputs": [{"name": "i", "replacement-key": "[X]"}, {"name": "j", "replacement-key": «"[X]"»}]'),
  ],
  'replacement-key-overlap': [
    '{"name": "a", "version": "1", "image": "a:1", "command-line": "KEY KEY2", "inputs": [{"name": "i", "replacement-key": «"KEY"»}, {"name": "j", "replacement-key": "KEY2"}]}',
  ],
  'jsonpath-command-root': [
    '{"name": "a", "version": "1", "image": "a:1", "command-line": "run «^$.name^» x"}',
    '{"name": "a", "version": "1", "image": "a:1", "command-line": "grep ^x"}',
  ],
  'jsonpath-multiple': [
    '{"name": "a", "version": "1", "image": "a:1", "command-line": "«^wrapper:$.name^ ^wrapper:$.description^»"}',
  ],
  'jsonpath-not-text': [
    '{"name": "a", "version": "1", "image": "a:1", "command-line": "«^wrapper:$.id^»"}',
    '{"name": "a", "version": "1", "image": "a:1", "command-line": "^wrapper:$.name^"}',
  ],
  'output-mount-readonly': [
    commandWith(
      `"mounts": [{"name": "m", "path": "/m"}], "outputs": [{"name": "o", "mount": «"m"»}], ${wrapper('', '"provides-files-for-command-mount": "m"')}`,
    ),
    commandWith(
      `"inputs": [{"name": "i"}], "mounts": [{"name": "m", "path": "/m"}], "outputs": [{"name": "o", "mount": "m", "path": "#i#"}], ${wrapper('', '"provides-files-for-command-mount": "m"')}`,
    ),
  ],
  'output-no-wrapper': [commandWith(outputs().replace('"o"', '«"o"»'))],
  'output-glob-ignored': [commandWith(outputs('«"glob"»: "*"'))],
  'output-path-absolute': [commandWith(outputs('"path": «"/x"»'))],
  'output-path-parent': [commandWith(outputs('"path": «"a/../x"»')), commandWith(outputs('"path": "a..b"'))],
  'contexts-empty': [commandWith('"xnat": [{"name": «"w"», "external-inputs": [{"name": "s", "type": "Session"}]}]')],
  'context-unknown-form': [commandWith('"xnat": [{"name": "w", "contexts": [«"sessions"», "site"]}]')],
  'context-input-mismatch': [
    commandWith(wrapper().replace('"xnat:imageSessionData"', '«"xnat:imageScanData"», "own:sessionData"')),
  ],
  'no-external-input': [
    commandWith('"xnat": [{"name": «"w"», "contexts": ["xnat:projectData"]}, {"name": "s", "contexts": ["site"]}]'),
  ],
  'several-external-inputs': [commandWith(wrapper().replace('}]}]', '}, {"name": «"note"»}]}]'))],
  'wrapper-type-file-lowercase': [commandWith(wrapper().replace('}]}]', '}, {"name": "f", "type": «"file"»}]}]'))],
  'provides-value-unknown-input': [commandWith(wrapper('', '"provides-value-for-command-input": «"nope"»'))],
  'provides-value-duplicate': [
    commandWith(
      `"inputs": [{"name": "i"}], ${derived(`${scan}, "provides-value-for-command-input": "i"}`, `{"name": "b", "type": "Scan", "derived-from-wrapper-input": "session", "provides-value-for-command-input": «"i"»}`)}`,
    ),
  ],
  'provides-files-unknown-mount': [commandWith(wrapper('', '"provides-files-for-command-mount": «"nope"»'))],
  'provides-files-duplicate': [
    commandWith(
      `"mounts": [{"name": "m", "path": "/m"}], ${derived(`${scan}, "provides-files-for-command-mount": "m"}`, `{"name": "b", "type": "Scan", "derived-from-wrapper-input": "session", "provides-files-for-command-mount": «"m"»}`)}`,
    ),
  ],
  'unmountable-type': [
    commandWith(
      `"mounts": [{"name": "m", "path": "/m"}], ${wrapper('', '"provides-files-for-command-mount": «"m"»').replace('"Session"', '"Subject"')}`,
    ),
    commandWith(`"mounts": [{"name": "m", "path": "/m"}], ${wrapper('', '"provides-files-for-command-mount": "m"')}`),
  ],
  'optional-input-provides-files': [
    commandWith(
      `"mounts": [{"name": "m", "path": "/m"}], ${derived(`${scan}, "required": «false», "provides-files-for-command-mount": "m"}`)}`,
    ),
  ],
  'via-image-no-tag': [handled(resource.replace('}', ', "via-wrapup-command": «"org/wrap"»}'))],
  'via-image-registry-port': [
    handled(resource.replace('}', ', "via-wrapup-command": «"host:5000/wrap:1"»}')),
    handled(resource.replace('}', ', "via-wrapup-command": "org/wrap:1:name"}')),
  ],
  'via-wrapup-empty': [handled(resource.replace('}', ', "via-wrapup-command": «""»}'))],
  'multiple-has-children': [
    commandWith(
      `"inputs": [{"name": "i"}], ${derived(`${scan}, "multiple": true, "provides-value-for-command-input": "i"}`, '{"name": "r", "type": "Resource", "derived-from-wrapper-input": «"scan"»}')}`,
    ),
  ],
  'derived-type-incompatible': [
    commandWith(derived('{"name": "f", "type": «"File"», "derived-from-wrapper-input": "session"}', `${scan}}`)),
  ],
  'derived-type-never-resolves': [
    commandWith(derived('{"name": "n", "type": «"number"», "derived-from-wrapper-input": "session"}')),
  ],
  'derived-property-missing': [commandWith(derived('{"name": «"d"», "derived-from-wrapper-input": "session"}'))],
  'derived-property-unknown': [
    commandWith(
      derived(
        '{"name": "d", "derived-from-wrapper-input": "session", "derived-from-xnat-object-property": «"scan-type"»}',
      ),
    ),
    commandWith(
      derived(
        '{"name": "d", "derived-from-wrapper-input": "session", "derived-from-xnat-object-property": "scans[0].id"}',
      ),
    ),
  ],
  'derived-may-be-ambiguous': [
    commandWith(derived(`${scan.replace('"scan"', '«"scan"»')}}`)),
    commandWith(derived(`${scan}, "matcher": "@.id == '1'"}`)),
  ],
  'load-children-blocks-derivation': [
    commandWith(
      '"xnat": [{"name": "w", "contexts": ["xnat:projectData"], "external-inputs": [{"name": "p", "type": "Project", "load-children": «false»}], "derived-inputs": [{"name": "s", "type": "Subject", "derived-from-wrapper-input": "p"}]}]',
    ),
  ],
  'required-child-of-optional-parent': [
    commandWith(wrapper(`"derived-inputs": [${scan.replace('"scan"', '«"scan"»')}}]`, '"required": false')),
  ],
  'parser-ignored': [commandWith(derived(`${scan}, «"parser"»: "//x"}`))],
  'matcher-ignored': [
    commandWith(`"inputs": [{"name": "i", «"matcher"»: "@.x == 1"}]`),
    commandWith(
      derived('{"name": "p", "type": "Project", "derived-from-wrapper-input": "session", «"matcher"»: "@.id == 1"}'),
    ),
  ],
  'matcher-syntax': [
    commandWith(derived(`${scan}, "matcher": "@.id «=» '1'"}`)),
    commandWith(derived(`${scan}, "matcher": "«[?(@.id == '1')]»"}`)),
    commandWith(derived(`${scan}, "matcher": "@.id == \\"1\\" «and» @.label"}`)),
    commandWith(derived(`${scan}, "matcher": "@.scan-type in [#session#]"}`)),
  ],
  'matcher-or-precedence': [
    commandWith(derived(`${scan}, "matcher": «"@.id == '1' || @.id == '2'"»}`)),
    commandWith(derived(`${scan}, "matcher": "(@.id == '1' || @.id == '2')"}`)),
  ],
  'matcher-always-true': [
    commandWith(derived(`${scan}, "matcher": "@.id && «@.resources[*]»"}`)),
    commandWith(derived(`${scan}, "matcher": "@.quality"}`)),
  ],
  'matcher-on-derived-string': [
    commandWith(
      derived(
        '{"name": "d", "derived-from-wrapper-input": "session", "derived-from-xnat-object-property": "id", «"matcher"»: "@.x == 1"}',
      ),
    ),
  ],
  'matcher-needs-loaded-children': [
    commandWith(derived(`${scan}, "matcher": "'D' in @.«resources»[*].label"}`)),
    commandWith(
      derived(
        `${scan}, "matcher": "'D' in @.resources[*].label"}`,
        '{"name": "r", "type": "Resource", "derived-from-wrapper-input": "scan"}',
      ),
    ),
  ],
  'matcher-property-unknown': [
    commandWith(derived(`${scan}, "matcher": "@.«scantype» == 'T1' && 'a' in @.resources[*].«lable»"}`)),
  ],
  'handler-target-not-object': [
    handled(resource.replace('"session"', '«"note"»')).replace('"Session"}]', '"Session"}, {"name": "note"}]'),
  ],
  'handler-target-optional': [
    commandWith(
      `${outputs()}, ${wrapper(`"derived-inputs": [${scan}, "required": false}], "output-handlers": [${resource.replace('"session"', '«"scan"»')}]`)}`,
    ),
  ],
  'handler-target-type-unusual': [
    handled('{"name": "h", "accepts-command-output": "o", "as-a-child-of": «"session"», "type": "Assessor"}').replace(
      '"Session"',
      '"Subject"',
    ),
  ],
  'handler-parent-not-creatable': [
    handled(`${resource}, {"name": "h2", "accepts-command-output": "o", "as-a-child-of": «"h"», "label": "X"}`),
  ],
  'handler-child-not-resource': [
    handled(
      '{"name": "a", "accepts-command-output": "o", "as-a-child-of": "session", "type": "Scan"}, {"name": "b", "accepts-command-output": "o", "as-a-child-of": "a", "type": «"Scan"»}',
    ),
  ],
  'handler-xsi-type-missing': [
    handled('{"name": «"h"», "accepts-command-output": "o", "as-a-child-of": "session", "type": "Assessor"}'),
  ],
  'xml-output-path': [
    handled('{"name": "h", "accepts-command-output": "o", "as-a-child-of": "session", "type": «"Assessor"»}'),
  ],
  'deprecated-as-a-child-of-wrapper-input': [
    handled(resource.replace('"as-a-child-of"', '«"as-a-child-of-wrapper-input"»')),
    handled(resource.replace('}', ', "as-a-child-of-wrapper-input": null}')),
  ],
  'version-missing': ['{"name": «"a"», "image": "a:1", "command-line": "x"}'],
};

describe('a rule', () => {
  for (const [code, fixtures] of Object.entries(FIXTURES)) {
    it(`${code} marks what it is about`, () => {
      for (const fixture of fixtures) expectProblems(code, fixture);
    });
  }

  it('of labels finds the same Command twice', () => {
    expectProblems(
      'duplicate-command',
      '[{"name": "a", "version": "1"}, {"name": «"a"», "version": "1"}, {"name": "a"}]',
      {
        mode: 'label',
      },
    );
  });

  it('says nothing of what a syntax error or a value of the wrong type leaves open', () => {
    expectNone(
      'provides-files-unknown-mount',
      commandWith(`"mounts": {}, ${wrapper('', '"provides-files-for-command-mount": "m"')}`),
    );
    expectNone(
      'input-unused',
      `${commandWith('"inputs": [{"name": "i"}]').slice(0, -1)}, "environment-variables": {"A": "#i`,
    );
    expectNone('version-missing', '{"name": "a", "image": "a:1", "command-line": "x", "version": {}}');
    expectProblems('unknown-property', '{«"workdir"»: "x", "label": "half');
  });
});
