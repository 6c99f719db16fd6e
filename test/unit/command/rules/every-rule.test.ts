import { deepEqual, ok } from 'node:assert/strict';
import type { CommandMode } from '../../../../src/command/document/command-document';
import { checkDockerfile } from '../../../../src/command/label/check-dockerfile';
import { readLabelledDockerfile } from '../../../../src/command/label/labelled-dockerfile';
import { RULES } from '../../../../src/command/rules/registry';
import { checkText } from '../../../support/problems';

/** A Command in which no rule finds anything. */
const SOUND = `{
  "name": "tool", "version": "1.0", "image": "org/tool:1.0", "type": "docker",
  "command-line": "run #mode# #count# #flag# #flags# #scan-ids# #session-label# /in /out",
  "mounts": [{"name": "in", "path": "/in"}, {"name": "out", "path": "/out", "writable": true}],
  "environment-variables": {"MODE": "#mode#"},
  "inputs": [
    {"name": "mode"},
    {"name": "count", "type": "number", "default-value": "1"},
    {"name": "flag", "type": "boolean", "default-value": "true", "true-value": "-v", "false-value": ""},
    {"name": "flags", "type": "select-many", "select-values": ["a", "b"], "default-value": "[]", "multiple-delimiter": "comma"},
    {"name": "scan-ids"},
    {"name": "session-label"}
  ],
  "outputs": [{"name": "results", "mount": "out", "path": "results"}, {"name": "report", "mount": "out", "path": "report.xml"}],
  "secrets": [{"source": {"type": "system-property", "identifier": "site.token"}, "destination": {"type": "environment-variable", "identifier": "TOKEN"}}],
  "xnat": [{
    "name": "w", "contexts": ["xnat:imageSessionData"],
    "external-inputs": [{"name": "session", "type": "Session"}],
    "derived-inputs": [
      {"name": "scan", "type": "Scan", "derived-from-wrapper-input": "session", "matcher": "@.scan-type == 'T1'"},
      {"name": "dicom", "type": "Resource", "derived-from-wrapper-input": "scan", "matcher": "@.label == 'DICOM'", "provides-files-for-command-mount": "in"},
      {"name": "label", "type": "string", "derived-from-wrapper-input": "session", "derived-from-xnat-object-property": "label", "provides-value-for-command-input": "session-label"},
      {"name": "scans", "type": "Scan", "derived-from-wrapper-input": "session", "multiple": true, "provides-value-for-command-input": "scan-ids"}
    ],
    "output-handlers": [
      {"name": "keep", "accepts-command-output": "results", "as-a-child-of": "session", "type": "Resource", "label": "OUT"},
      {"name": "assess", "accepts-command-output": "report", "as-a-child-of": "session", "type": "Assessor", "xsi-type": "xnat:qcManualAssessorData"}
    ]
  }]
}`;

/** What to write in the place of what: each pair changes the first place it fits. */
type Change = readonly [from: string, to: string, ...more: string[]];

const before = (added: string): Change => ['"version": "1.0"', `"version": "1.0", ${added}`];
const inMode = (added: string): Change => ['{"name": "mode"}', `{"name": "mode", ${added}}`];
const inSession = (added: string): Change => ['"type": "Session"', `"type": "Session", ${added}`];
const inHandler = (added: string): Change => ['"label": "OUT"', `"label": "OUT", ${added}`];
const destination = (name: string): Change => ['"identifier": "TOKEN"', `"identifier": "${name}"`];
const matcher = (text: string): Change => ['"@.label == \'DICOM\'"', `"${text}"`];
const setup = (property: string): Change => [
  SOUND,
  `{"name": "s", "version": "1", "image": "a:1", "command-line": "x", "type": "docker-setup", ${property}}`,
];

/** By rule, the change of the sound Command that it finds, each as small as it can be. */
const CHANGES: Readonly<Record<string, Change>> = {
  'json-syntax': ['"type": "docker",', '"type": "docker"'],
  'json-root': ['{', '[{', '  }]\n}', '  }]\n}]'],
  'json-nonstandard': ['"name": "tool"', "'name': 'tool'"],
  'wrong-type': ['"path": "/in"', '"path": []'],
  'null-element': ['{"name": "mode"},', '{"name": "mode"}, null,'],
  'null-map-value': ['"#mode#"}', 'null}'],
  'null-map-value-dropped': before('"container-labels": {"a": null}'),
  'duplicate-key': before('"version": "2.0"'),
  'scalar-coerced': ['"writable": true', '"writable": "true"'],
  'unknown-property': before('"workdir": "/w"'),
  'value-too-long': ['"report.xml"', `"${'x'.repeat(300)}.xml"`],
  'problems-not-shown': ['{"name": "mode"}', Array.from({ length: 1200 }, () => '{"name": "mode"}').join()],

  'command-name-blank': ['"tool"', '" "'],
  'command-type-unknown': ['"docker"', '"Docker"'],
  'visibility-unknown': before('"visibility": "Public"'),
  'version-missing': ['"version": "1.0", ', ''],
  'schema-version-unexpected': before('"schema-version": "2.0"'),
  'id-ignored': before('"id": 1'),
  'forbidden-in-setup-wrapup': ['"docker"', '"docker-setup"'],
  'setup-wrapup-property-ignored': setup('"network": "n"'),
  'image-blank': ['"org/tool:1.0"', '""'],
  'image-tag-implicit': ['"org/tool:1.0"', '"org/tool"'],
  'image-invalid-reference': ['"org/tool:1.0"', '"org/Tool:1.0"'],
  'command-line-missing': ['"command-line"', '"command-line": null, "command-metadata"'],
  'invisible-character': ['/in /out"', '/in\u00a0/out"'],
  'lost-character': ['/in /out"', '/in /\ufffdout"'],
  'command-line-unbalanced-quote': ['"run #mode#', '"run \'#mode#'],
  'shell-syntax-without-shell': ['/in /out"', '/in > /out"'],
  'shell-in-shell': [
    '"run #mode# #count# #flag# #flags# #scan-ids# #session-label# /in /out"',
    '"sh -c \'run\'", "override-entrypoint": true',
  ],
  'env-reserved-name': ['"MODE"', '"XNAT_HOST"'],
  'env-name-invalid': ['"MODE"', '"$MODE"'],
  'port-invalid': before('"ports": {"80/tcp": "8080"}'),
  'ulimit-format': before('"ulimits": {"nofile": "1:2:3"}'),
  'ulimit-format-unchecked': setup('"ulimits": {"nofile": "1:2:3"}'),
  'ulimit-not-numeric': before('"ulimits": {"nofile": "many"}'),
  'memory-reserve-exceeds-limit': before('"reserve-memory": 2, "limit-memory": 1'),
  'resource-value-suspicious': before('"shm-size": 64'),
  'gpus-no-effect': before('"gpus": "all"'),
  'backend-specific': before('"runtime": "nvidia"'),
  'ipcmode-alias': before('"ipcMode": "host"'),
  'container-name-invalid': before('"container-name": "my tool #mode#"'),
  'container-name-static': before('"container-name": "tool"'),

  'mount-name-blank': ['"name": "in"', '"name": ""'],
  'mount-name-duplicate': ['"name": "out"', '"name": "in"'],
  'mount-path-blank': ['"path": "/in"', '"path": " "'],
  'mount-path-relative': ['"path": "/in"', '"path": "in"'],
  'mount-path-invalid': ['"path": "/in"', '"path": "/i:n"'],
  'mount-path-duplicate': ['"path": "/in"', '"path": "/out"'],
  'mount-name-k8s': ['"name": "in"', '"name": "In"'],
  'mount-unused': [', "provides-files-for-command-mount": "in"', ''],

  'input-name-missing': ['{"name": "mode"}', '{"label": "mode"}'],
  'input-name-blank': ['"name": "mode"', '"name": ""'],
  'input-name-chars': ['"name": "mode"', '"name": "mo de"'],
  'input-name-duplicate': ['"name": "count"', '"name": "mode"'],
  'command-input-type-unknown': ['"number"', '"integer"'],
  'select-values-missing': ['"select-values": ["a", "b"], ', ''],
  'select-values-not-select': inMode('"select-values": ["a"]'),
  'select-many-default-missing': ['"default-value": "[]", ', ''],
  'default-not-in-select-values': ['"[]"', '"c"'],
  'multiple-delimiter-unknown': ['"comma"', '","'],
  'boolean-default-invalid': ['"default-value": "true"', '"default-value": "yes"'],
  'number-default-invalid': ['"default-value": "1"', '"default-value": "many"'],
  'boolean-values-ignored': ['"boolean"', '"string"'],
  'separator-without-flag': inMode('"command-line-separator": "="'),
  'delimiter-ignored': inMode('"multiple-delimiter": "comma"'),
  'file-input-left-literal': inMode('"type": "file"'),
  'illegal-input-string': inMode('"default-value": "a; b"'),
  'input-unused': ['#count# ', ''],
  'input-name-collision': ['"name": "mode"', '"name": "scan"'],
  'reserved-input-name': ['"name": "mode"', '"name": "swarm-constraints"'],
  'template-unknown-key': ['#count#', '#cuont#'],
  'template-wrapper-key-in-command-line': ['#count#', '#session#'],
  'template-not-supported-here': ['"org/tool:1.0"', '"org/#mode#:1.0"'],
  'template-may-stay-literal': [
    '"#mode#"}',
    '"#session-label#"}',
    '"name": "label", ',
    '"name": "label", "required": false, ',
  ],
  'replacement-key-duplicate': inMode('"replacement-key": "#count#"'),
  'replacement-key-overlap': inMode('"replacement-key": "#count"'),
  'jsonpath-command-root': inMode('"default-value": "^$.name^"'),
  'jsonpath-multiple': inMode('"default-value": "^wrapper:$.name^ ^wrapper:$.name^"'),
  'jsonpath-not-text': inMode('"default-value": "^wrapper:$.id^"'),

  'wrapper-name-blank': ['"name": "w"', '"name": ""'],
  'wrapper-name-duplicate': ['"xnat": [{', '"xnat": [{"name": "w", "contexts": ["site"]}, {'],
  'contexts-empty': ['["xnat:imageSessionData"]', '[]'],
  'context-unknown-form': ['"xnat:imageSessionData"', '"imageSessionData"'],
  'context-input-mismatch': ['"xnat:imageSessionData"', '"xnat:subjectData"'],
  'no-external-input': ['{"name": "session", "type": "Session"}', ''],
  'several-external-inputs': ['"type": "Session"}', '"type": "Session"}, {"name": "note"}'],
  'wrapper-input-name-blank': ['"name": "session"', '"name": ""'],
  'wrapper-input-name-chars': ['"name": "session",', '"name": "a session",'],
  'wrapper-input-name-duplicate': ['"name": "scan",', '"name": "session",'],
  'wrapper-input-type-unknown': ['"Session"', '"session"'],
  'wrapper-type-file-lowercase': ['"Session"', '"file"'],
  'wrapper-input-feeds-select': [
    '"provides-value-for-command-input": "session-label"',
    '"provides-value-for-command-input": "flags"',
  ],
  'provides-value-unknown-input': [
    '"provides-value-for-command-input": "session-label"',
    '"provides-value-for-command-input": "x"',
  ],
  'provides-value-duplicate': inSession('"provides-value-for-command-input": "scan-ids"'),
  'provides-files-unknown-mount': [
    '"provides-files-for-command-mount": "in"',
    '"provides-files-for-command-mount": "inn"',
  ],
  'provides-files-duplicate': inSession('"provides-files-for-command-mount": "in"'),
  'unmountable-type': [
    '"type": "Session"}',
    '"type": "Session"}, {"name": "s", "type": "Subject", "provides-files-for-command-mount": "out"}',
  ],
  'optional-input-provides-files': ['"name": "dicom",', '"name": "dicom", "required": false,'],
  'via-setup-without-mount': inSession('"via-setup-command": "org/setup:1.0"'),
  'via-image-no-tag': inHandler('"via-wrapup-command": "org/wrapup"'),
  'via-image-registry-port': inHandler('"via-wrapup-command": "host:5000/wrapup:1.0"'),
  'via-wrapup-empty': inHandler('"via-wrapup-command": ""'),

  'derived-from-blank': ['"derived-from-wrapper-input": "session", ', ''],
  'derived-from-unknown': ['"derived-from-wrapper-input": "session"', '"derived-from-wrapper-input": "sesion"'],
  'derived-from-self': ['"derived-from-wrapper-input": "session"', '"derived-from-wrapper-input": "scan"'],
  'multiple-provides-files': ['"provides-files-for', '"multiple": true, "provides-files-for'],
  'multiple-needs-value-target': ['"type": "Scan", "derived-from', '"type": "Scan", "multiple": true, "derived-from'],
  'multiple-has-children': [
    '"derived-from-wrapper-input": "scan"',
    '"derived-from-wrapper-input": "scans"',
    '{"name": "scans"',
    '{"name": "late"',
    '"derived-inputs": [',
    '"derived-inputs": [{"name": "scans", "type": "Scan", "derived-from-wrapper-input": "session", "multiple": true, "provides-value-for-command-input": "mode"},',
  ],
  'derived-type-incompatible': ['"type": "Scan"', '"type": "File"'],
  'derived-type-never-resolves': ['"type": "Scan"', '"type": "number"'],
  'derived-property-missing': ['"derived-from-xnat-object-property": "label", ', ''],
  'derived-property-unknown': [
    '"derived-from-xnat-object-property": "label"',
    '"derived-from-xnat-object-property": "lable"',
  ],
  'derived-may-be-ambiguous': [', "matcher": "@.scan-type == \'T1\'"', ''],
  'load-children-blocks-derivation': [
    '"type": "Session"',
    '"type": "Project", "load-children": false',
    '"type": "Scan"',
    '"type": "Subject"',
  ],
  'required-child-of-optional-parent': inSession('"required": false'),
  'parser-ignored': ['"matcher"', '"parser": "//x", "matcher"'],

  'matcher-ignored': inMode('"matcher": "@.x == 1"'),
  'matcher-syntax': matcher("@.label = 'DICOM'"),
  'matcher-or-precedence': matcher("@.label == 'A' || @.label == 'B'"),
  'matcher-always-true': inSession('"matcher": "@.scans[*].id"'),
  'matcher-on-derived-string': ['"name": "label",', '"name": "label", "matcher": "@.x == 1",'],
  'matcher-needs-loaded-children': inSession('"matcher": "\'A\' in @.assessors[*].label"'),
  'matcher-property-unknown': matcher("@.lable == 'DICOM'"),

  'output-name-blank': ['"name": "results"', '"name": ""'],
  'output-name-chars': ['"name": "results"', '"name": "re sults"'],
  'output-name-duplicate': ['"name": "report"', '"name": "results"'],
  'output-mount-blank': ['"mount": "out"', '"mount": ""'],
  'output-mount-unknown': ['"mount": "out"', '"mount": "outt"'],
  'output-not-handled': ['"accepts-command-output": "report"', '"accepts-command-output": "results"'],
  'output-mount-readonly': ['"mount": "out"', '"mount": "in"'],
  'output-no-wrapper': [SOUND.slice(SOUND.indexOf('"xnat"'), -2), '"xnat": []'],
  'output-glob-ignored': ['"path": "results"', '"path": "results", "glob": "*"'],
  'output-path-absolute': ['"path": "results"', '"path": "/results"'],
  'output-path-parent': ['"path": "results"', '"path": "../results"'],
  'xml-output-path': ['"report.xml"', '"report"'],

  'handler-name-blank': ['"name": "keep"', '"name": ""'],
  'handler-name-chars': ['"name": "keep"', '"name": "ke ep"'],
  'handler-name-duplicate': ['"name": "assess"', '"name": "keep"'],
  'handler-output-blank': ['"accepts-command-output": "results"', '"accepts-command-output": ""'],
  'handler-output-unknown': ['"accepts-command-output": "results"', '"accepts-command-output": "result"'],
  'handler-target-blank': ['"as-a-child-of": "session"', '"as-a-child-of": ""'],
  'handler-target-unknown': ['"as-a-child-of": "session"', '"as-a-child-of": "sesion"'],
  'handler-target-multiple': ['"as-a-child-of": "session"', '"as-a-child-of": "scans"'],
  'handler-target-not-uri': ['"as-a-child-of": "session"', '"as-a-child-of": "label"'],
  'handler-target-not-object': [
    '"type": "Session"}',
    '"type": "Session"}, {"name": "note"}',
    '"as-a-child-of": "session"',
    '"as-a-child-of": "note"',
  ],
  'handler-target-optional': [
    '"name": "scan",',
    '"name": "scan", "required": false,',
    '"as-a-child-of": "session"',
    '"as-a-child-of": "scan"',
  ],
  'handler-target-type-unusual': [
    '"as-a-child-of": "session", "type": "Assessor"',
    '"as-a-child-of": "scan", "type": "Assessor"',
  ],
  'handler-type-unknown': ['"type": "Assessor"', '"type": "assessor"'],
  'handler-label-blank': ['"label": "OUT"', '"label": ""'],
  'handler-xsi-type-missing': [', "xsi-type": "xnat:qcManualAssessorData"', ''],
  'handler-parent-not-creatable': [
    '"as-a-child-of": "session", "type": "Assessor"',
    '"as-a-child-of": "keep", "type": "Assessor"',
  ],
  'handler-child-not-resource': [
    '"name": "keep"',
    '"name": "first", "accepts-command-output": "report", "as-a-child-of": "session", "type": "Scan"}, {"name": "keep"',
    '"as-a-child-of": "session", "type": "Assessor"',
    '"as-a-child-of": "first", "type": "Assessor"',
  ],
  'deprecated-as-a-child-of-wrapper-input': ['"as-a-child-of"', '"as-a-child-of-wrapper-input"'],

  'secret-type-missing': ['"type": "system-property", ', ''],
  'secret-type-unknown': ['"system-property"', '"file"'],
  'secret-destination-missing': [', "destination": {"type": "environment-variable", "identifier": "TOKEN"}', ''],
  'secret-env-reserved': destination('XNAT_PASS'),
  'secret-env-conflict': destination('MODE'),
  'secret-destination-duplicate': [
    '"secrets": [',
    '"secrets": [{"source": {"type": "system-property", "identifier": "b"}, "destination": {"type": "environment-variable", "identifier": "TOKEN"}}, ',
  ],
  'secret-env-name-invalid': destination('$TOKEN'),
  'secret-env-documented-reserved': destination('XNAT_HOME'),
  'secret-overrides-default-env': destination('XNAT_EVENT_ID'),
  'secret-identifier-blank': destination(''),
  'secret-source-missing': ['"source": {"type": "system-property", "identifier": "site.token"}, ', ''],
  'secret-env-template-name': ['"MODE"', '"#mode#"'],
  'secret-name-in-input': inMode('"default-value": "TOKEN"'),
  'secret-name-short': destination('ID'),
  'plain-credential': ['{"MODE"', '{"DB_PASSWORD": "x", "MODE"'],
  'sensitive-default': inMode('"sensitive": true, "default-value": "x"'),
};

/** Rules that hold in other modes: a text in which they find something, and the nearest one in which they do not. */
const IN_MODE: Readonly<Record<string, readonly [mode: CommandMode, wrong: string, right: string]>> = {
  'image-tag-missing': ['update', '{"name": "a", "image": "org/tool"}', '{"name": "a", "image": "org/tool:1"}'],
  'duplicate-command': [
    'label',
    '[{"name": "a", "version": "1"}, {"name": "a", "version": "1"}]',
    '[{"name": "a", "version": "1"}, {"name": "a", "version": "2"}]',
  ],
};

const LABEL = 'LABEL org.nrg.commands=';
const ONE = `${LABEL}'[{"name": "a"}]'\n`;
const IN_DOCKERFILES: Readonly<Record<string, readonly [wrong: string, right: string]>> = {
  'label-unbuildable': [`FROM a\n${LABEL}"[]\n`, `FROM a\n${LABEL}"[]"\n`],
  'label-underescaped': [
    String.raw`FROM a${'\n'}${LABEL}"[{\"label\":\"\\d\"}]"`,
    String.raw`FROM a${'\n'}${LABEL}"[{\"label\":\"\\\\d\"}]"`,
  ],
  'label-variable': [`FROM a\n${LABEL}"[$HOME]"\n`, `FROM a\n${LABEL}'[$HOME]'\n`],
  'label-repeated': [`FROM a\n${ONE}${ONE}`, `FROM a\n${ONE}`],
  'label-other-stage': [`FROM a AS b\n${ONE}FROM c\n`, `FROM a AS b\nFROM c\n${ONE}`],
  'dockerfile-secret-env': ['FROM a\nENV API_TOKEN=abc\n', 'FROM a\nENV API_MODE=abc\n'],
  'dockerfile-secret-arg': ['FROM a\nARG API_TOKEN\n', 'FROM a\nARG API_MODE\n'],
  'dockerfile-secret-copy': ['FROM a\nCOPY .npmrc /\n', 'FROM a\nCOPY package.json /\n'],
};

function changed(text: string, [from, to, ...more]: Change): string {
  ok(text.includes(from), `${from} is there to be changed`);
  const result = text.replace(from, () => to);
  const [nextFrom, nextTo, ...others] = more;
  return nextFrom === undefined || nextTo === undefined ? result : changed(result, [nextFrom, nextTo, ...others]);
}

const finds = (code: string, problems: readonly { readonly code: string }[]): boolean =>
  problems.some((problem) => problem.code === code);
const inDockerfile = (text: string) => checkDockerfile(readLabelledDockerfile(text));

describe('Every rule', () => {
  it('is tried here', () => {
    const tried = [CHANGES, IN_MODE, IN_DOCKERFILES].flatMap((table) => Object.keys(table));
    deepEqual(tried.sort(), Object.keys(RULES).sort());
  });

  it('finds nothing where nothing is wrong', () => deepEqual(checkText(SOUND), []));

  for (const [code, change] of Object.entries(CHANGES)) {
    it(`${code} finds its fault`, () => ok(finds(code, checkText(changed(SOUND, change)))));
  }
  for (const [code, [mode, wrong, right]] of Object.entries(IN_MODE)) {
    it(`${code} finds its fault, and not next to it`, () =>
      deepEqual([finds(code, checkText(wrong, mode)), finds(code, checkText(right, mode))], [true, false]));
  }
  for (const [code, [wrong, right]] of Object.entries(IN_DOCKERFILES)) {
    it(`${code} finds its fault, and not next to it`, () =>
      deepEqual([finds(code, inDockerfile(wrong)), finds(code, inDockerfile(right))], [true, false]));
  }
});
