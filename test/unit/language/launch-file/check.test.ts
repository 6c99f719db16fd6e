import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../../../../scripts/lib/vsix.mjs';
import { createCommandDocument } from '../../../../src/command/document/command-document';
import { checkLaunchFile } from '../../../../src/language/launch-file/check/check-launch-file';
import type { LaunchSurroundings } from '../../../../src/language/launch-file/launch-surroundings';
import { applyTextEdits } from '../../../support/apply-text-edits';
import { around, LAUNCHED } from '../../../support/launch-file-fixture';

const EXAMPLES = join(ROOT, 'examples');
const GOOD = '"command": "c.json", "wrapper": "on-session"';
const NEEDED = '"session": {"folder": "d"}, "table": {"file": "t.csv"}';
const file = (properties = '', inputs = '') =>
  `{${GOOD}, "inputs": {${NEEDED}${inputs && `, ${inputs}`}}${properties && `, ${properties}`}}`;

const DEEP = `${'['.repeat(3000)}${']'.repeat(3000)}`;

function problems(text: string, surroundings: LaunchSurroundings = around()) {
  return checkLaunchFile(createCommandDocument(text, 'create'), surroundings);
}

/** Each problem's code and the text it stands at. */
function marks(text: string, surroundings?: LaunchSurroundings): readonly string[] {
  return problems(text, surroundings).map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
}

/** The text after the first fix of the first problem. */
function mended(text: string): string {
  return applyTextEdits(text, problems(text)[0]?.fixes[0]?.edits ?? []);
}

describe('Checks of a launch file', () => {
  it('find nothing wrong with a good one', () => {
    deepEqual(marks(file('"secrets": ["report.token"], "expect": {"outputs": {"result": 1}}')), []);
    deepEqual(marks(file('', '"plane": "axial", "parts": ["left"], "quick": true, "depth": 2.5, "title": "x"')), []);
  });

  it('say that it is no JSON, or has another form, at the place', () => {
    deepEqual(marks('{"command": }').length, 1);
    deepEqual(marks(file('"comand": 1')), ['launch-file-invalid "comand"']);
  });

  it('say that a value is nested too deep', () => {
    const deep = file('', `"label": {"object": {"type": "Scan", "x": ${DEEP}}}`);
    equal(problems(deep).filter(({ message }) => message.startsWith('This is nested too deep')).length, 1);
    ok(problems(file(`"environment": ${DEEP}`)).length > 0);
  });

  it('find nothing wrong with the examples', () => {
    const examples = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' });
    const files = examples.filter((name) => name.endsWith('.launch.json')).map((name) => join(EXAMPLES, name));
    ok(files.length >= 2);
    for (const path of files) {
      const command = readFileSync(join(dirname(path), 'command.json'), 'utf8');
      const kindOf = (name: string) => {
        const stats = statSync(join(dirname(path), name), { throwIfNoEntry: false });
        return stats === undefined ? 'missing' : stats.isFile() ? 'file' : 'folder';
      };
      deepEqual(marks(readFileSync(path, 'utf8'), { ...around({ command }), kindOf }), [], path);
    }
  });

  it('say what is not there', () => {
    const paths = { 'c.json': 'missing', d: 'file', 't.csv': 'folder' } as const;
    deepEqual(marks(file(), { ...around({ paths }), command: undefined }), [
      'launch-command-missing "c.json"',
      'launch-path-missing "d"',
      'launch-path-missing "t.csv"',
    ]);
    deepEqual(marks('{"command": ""}', { command: undefined, kindOf: () => 'folder' }), ['launch-command-missing ""']);
    deepEqual(
      marks('{"command": {"image": "a:1"}, "wrapper": "w"}', { command: undefined, kindOf: () => 'unknown' }),
      [],
    );
  });

  it('say that the Command is none, or one that XNAT refuses or does not launch by itself', () => {
    const refused = (command: string) => marks('{"command": "c.json"}', around({ command }))[0];
    equal(refused('{"a": 1}'), 'launch-command-refused "c.json"');
    equal(refused('{"type": "docker-setup", "name": "s", "image": "a:1"}'), 'launch-command-refused "c.json"');
    equal(refused(LAUNCHED.replace('"name":"report"', '"name":""')), 'launch-command-refused "c.json"');
  });

  it('ask which wrapper, and know the right name of one', () => {
    deepEqual(marks('{"command": "c.json"}'), ['launch-wrapper-unknown "c.json"']);
    deepEqual(marks('{"command": "c.json", "wrapper": "on-sesion"}'), ['launch-wrapper-unknown "on-sesion"']);
    equal(mended('{"command": "c.json", "wrapper": "on-sesion"}'), '{"command": "c.json", "wrapper": "on-session"}');
  });

  it('know the names of inputs, secrets and outputs', () => {
    deepEqual(marks(file('', '"titel": "x"')), ['launch-input-unknown "titel"']);
    equal(mended(file('', '"titel": "x"')), file('', '"title": "x"'));
    deepEqual(marks(file('"secrets": ["report.tokn"]')), ['launch-secret-unknown "report.tokn"']);
    deepEqual(marks(file('"expect": {"outputs": {"reslt": 1}}')), ['launch-output-unknown "reslt"']);
  });

  it('say what a launch needs and is not given, and add it', () => {
    const text = '{"command": "c.json", "wrapper": "on-session"}';
    deepEqual(
      problems(text).map(({ message }) => message),
      [
        'Nothing is given for "session" (Session), which the launch needs.',
        'Nothing is given for "table" (file), which the launch needs.',
      ],
    );
    equal(mended(text), '{"command": "c.json", "wrapper": "on-session", "inputs": { "session": { "folder": "" } }}');
  });

  it('say that a value is of the wrong kind', () => {
    const kind = (inputs: string) =>
      marks(`{${GOOD}, "inputs": {${inputs}}}`).filter((mark) => /kind|value/.test(mark));
    deepEqual(kind('"session": "S1"'), ['launch-input-kind "S1"']);
    deepEqual(kind('"title": {"folder": "d"}'), ['launch-input-kind {"folder": "d"}']);
    deepEqual(kind('"title": {"file": "d"}'), ['launch-input-kind {"file": "d"}']);
    deepEqual(kind('"title": ["a", "b"]'), ['launch-input-kind ["a", "b"]']);
    deepEqual(kind('"parts": "left"'), ['launch-input-kind "left"']);
    deepEqual(kind('"parts": ["left", "middle"]'), ['launch-input-value "middle"']);
    deepEqual(kind('"plane": "axal"'), ['launch-input-value "axal"']);
    deepEqual(kind('"quick": "yes"'), ['launch-input-value "yes"']);
    deepEqual(kind('"depth": "deep"'), ['launch-input-value "deep"']);
  });

  it('let a text stand for a file, of which the service takes it as it is', () => {
    const wrapper = { name: 'w', 'external-inputs': [{ name: 'f', type: 'File' }] };
    const command = JSON.stringify({ ...(JSON.parse(LAUNCHED) as object), inputs: [], outputs: [], xnat: [wrapper] });
    const text = (properties: string) => `{"command": "c.json"${properties}}`;
    deepEqual(marks(text(', "inputs": {"f": "/p/q"}'), around({ command })), []);
    const [missing] = problems(text(''), around({ command }));
    equal(applyTextEdits(text(''), missing?.fixes[0]?.edits ?? []), '{"command": "c.json", "inputs": { "f": "" }}');
  });

  it('say that an object of the file is of another type', () => {
    const objects = '"objects": {"p": {"type": "Project", "id": "P"}}';
    deepEqual(marks(`{${GOOD}, "inputs": {"session": {"object": "p"}, "table": {"file": "t"}}, ${objects}}`), [
      'launch-input-kind "p"',
    ]);
  });

  it('name a few of very many choices, and the nearest of all', () => {
    const choices = Array.from({ length: 2000 }, (_, index) => `choice-${index}`);
    const command = JSON.stringify({
      name: 'c',
      image: 'i:1',
      inputs: [{ name: 'i', type: 'select-many', 'select-values': choices }],
      xnat: [{ name: 'w' }],
    });
    const text = JSON.stringify({ command: 'c.json', inputs: { i: ['choice-1999', 'Choice-1998', 'other'] } });
    const found = problems(text, around({ command })).filter(({ code }) => code === 'launch-input-value');
    const [near, far] = found;
    equal(found.length, 2);
    equal(near?.fixes[0]?.title, 'Change to "choice-1998"');
    match(
      far?.message ?? '',
      /^"other" is none of the choices: "choice-0", .{1,170}"choice-14" or one of 1985 more\.$/,
    );
  });

  it('take the first of several inputs that have a name', () => {
    const inputs = [
      { name: 'i', type: 'boolean' },
      { name: 'i', type: 'string' },
    ];
    const command = JSON.stringify({ name: 'c', image: 'i:1', inputs, xnat: [{ name: 'w' }] });
    const said = marks('{"command": "c.json", "inputs": {"i": "maybe"}}', around({ command }));
    deepEqual(said.at(-1), 'launch-input-value "maybe"');
  });

  it('give a type the article it wants', () => {
    const wrapper = { name: 'w', 'external-inputs': [{ name: 'a', type: 'Assessor', required: true }] };
    const command = JSON.stringify({ ...(JSON.parse(LAUNCHED) as object), inputs: [], outputs: [], xnat: [wrapper] });
    const said = (inputs: string) =>
      problems(
        `{"command": "c.json", "inputs": {"a": ${inputs}}, "objects": {"s": {"type": "Scan"}}}`,
        around({ command }),
      )
        .map(({ message }) => message)
        .join();
    match(said('{"object": "s"}'), /takes an Assessor, and this is a Scan\./);
    match(said('{"object": {"type": "Scan"}}'), /^An Assessor is needed here, and this is a Scan\./);
    match(said('{"object": {"type": ""}}'), /^An Assessor is needed here, and "" is no type of objects\./);
    match(said(`{"object": {"type": "${'x'.repeat(500)}"}}`), /^An Assessor is needed here, and "x{59}…" is no type/);
  });

  it('say what is wrong inside an object that is written out, and inside properties', () => {
    const given = (session: string, paths = {}) =>
      marks(`{${GOOD}, "inputs": {"session": ${session}, "table": {"file": "t.csv"}}}`, around({ paths }));
    deepEqual(given('{"object": {"type": "Scan", "id": "4"}}'), ['launch-object-type "Scan"']);
    deepEqual(given('{"object": {"id": "E1", "lable": "x", "scans": [{"id": "3", "scantype": "T1"}]}}'), [
      'launch-object-unused "lable"',
      'launch-object-unused "scantype"',
    ]);
    deepEqual(given('{"folder": "d", "properties": {"projectid": "P"}}'), ['launch-object-unused "projectid"']);
    deepEqual(given('{"object": {"label": [], "scans": [1, {"frames": "many"}], "resources": {}}}'), [
      'launch-object-value []',
      'launch-object-value 1',
      'launch-object-value "many"',
      'launch-object-value {}',
    ]);
    deepEqual(
      given('{"object": {"directory": "d", "scans": [{"id": "3", "directory": "d/3"}]}}', { 'd/3': 'missing' }),
      ['launch-path-missing "d/3"'],
    );
    const objects = '"objects": {"s": {"type": "Session", "directory": "d", "lable": "x"}}';
    deepEqual(marks(file(objects), around({ paths: { d: 'folder' } })), ['launch-object-unused "lable"']);
  });

  it('rename nothing to what is there already', () => {
    deepEqual(
      problems(file('', '"title": "a", "titel": "b"')).map(({ fixes }) => fixes),
      [[]],
    );
    const object = (label: string) =>
      `{${GOOD}, "inputs": {"table": {"file": "t"}, "session": {"object": {"lable": "a"${label}}}}}`;
    equal(mended(object('')), object('').replace('lable', 'label'));
    equal(mended(object(', "label": "b"')), object(', "label": "b"'));
  });

  it('say that a name is written twice, at any depth', () => {
    deepEqual(marks(file('', '"title": "a", "title": "b"')), ['launch-file-invalid "title"']);
    deepEqual(marks(file('"objects": {"s": {"type": "Session", "id": "a", "id": "b"}}')), ['launch-file-invalid "id"']);
  });

  it('keep secrets out of it', () => {
    deepEqual(marks(file('"environment": {"TOKEN": "x", "MODE": "y", "A=B": "z"}')), [
      'launch-environment "TOKEN"',
      'launch-environment "A=B"',
    ]);
  });
});
