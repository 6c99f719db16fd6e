import { deepEqual, equal, ok } from 'node:assert/strict';
import { acceptedInLaunchFile, around, LAUNCHED, offeredInLaunchFile } from '../../../support/launch-file-fixture';

const labels = (fixture: string) => offeredInLaunchFile(fixture).map(({ label }) => label);
/** A launch file of the session's wrapper. */
const launch = (properties: string) => `{"command": "c.json", "wrapper": "on-session", ${properties}}`;

describe('Completion in a launch file', () => {
  it('begins an empty one', () => {
    equal(acceptedInLaunchFile('|', 'Launch file'), '{\n  "command": "|command.json",\n  "inputs": {}\n}');
  });

  it('offers the properties that are missing, the needed one first, explained', () => {
    const offered = offeredInLaunchFile('{"wrapper": "w", |}');
    equal(offered[0]?.label, 'command');
    equal(offered[0].detail, 'required');
    ok(offered.every(({ label, documentation }) => label !== 'wrapper' && label !== '$schema' && documentation));
    equal(acceptedInLaunchFile('{\n  "|"\n}', 'secrets'), '{\n  "secrets": ["|"]\n}');
    equal(acceptedInLaunchFile('{\n  "|"\n}', 'expect'), '{\n  "expect": {\n    |\n  }\n}');
  });

  it('offers the wrappers', () => {
    deepEqual(labels('{"command": "c.json", "wrapper": "|"}'), ['on-session', 'on-project']);
    deepEqual(offeredInLaunchFile('{"wrapper": "|"}', {}, { command: undefined, kindOf: () => 'unknown' }), []);
  });

  it('offers the inputs that can be given, the needed ones first, and none that another feeds', () => {
    deepEqual(labels(launch('"inputs": {"|"}')), [
      'session',
      'table',
      'label',
      'title',
      'depth',
      'quick',
      'plane',
      'parts',
    ]);
    deepEqual(labels('{"wrapper": "on-project", "inputs": {"title": "x", |}}').slice(0, 2), ['project', 'table']);
  });

  it('writes an input as its type has it', () => {
    const input = (label: string) => acceptedInLaunchFile(launch('"inputs": {"|"}'), label);
    equal(input('session'), launch('"inputs": {"session": { "folder": "|" }}'));
    equal(input('table'), launch('"inputs": {"table": { "file": "|" }}'));
    equal(input('title'), launch('"inputs": {"title": "|"}'));
    equal(input('depth'), launch('"inputs": {"depth": |3}'));
    equal(input('quick'), launch('"inputs": {"quick": |true}'));
    equal(input('parts'), launch('"inputs": {"parts": ["|"]}'));
  });

  it('offers no default of a sensitive input', () => {
    const text = LAUNCHED.replaceAll('"default-value":', '"sensitive":true,"default-value":');
    const offered = (fixture: string) => offeredInLaunchFile(launch(fixture), {}, around({ command: text }));
    deepEqual(offered('"inputs": {"title": |}'), []);
    const depth = offered('"inputs": {"|"}').find(({ label }) => label === 'depth');
    ok(depth !== undefined && !JSON.stringify(depth).includes('3'), JSON.stringify(depth));
  });

  it('offers values by the type of the input', () => {
    const values = (input: string) => labels(launch(`"inputs": {"${input}": |}`));
    deepEqual(values('session'), ['folder']);
    deepEqual(values('quick'), ['true', 'false']);
    deepEqual(values('plane'), ['axial', 'sagittal']);
    deepEqual(values('title'), ['Files by scan']);
    deepEqual(values('table'), ['file']);
    deepEqual(labels(launch('"inputs": {"parts": ["left", "|"]}')), ['right']);
    equal(
      acceptedInLaunchFile(launch('"inputs": {"session": |}'), 'folder'),
      launch('"inputs": {"session": { "folder": "|" }}'),
    );
  });

  it('offers the objects of the file where an input can take them', () => {
    const objects = '"objects": {"base": {"type": "Session", "folder": "d"}, "study": {"type": "Project"}}';
    deepEqual(labels(launch(`"inputs": {"session": |}, ${objects}`)), ['folder', 'object base']);
    deepEqual(labels(launch(`"inputs": {"session": {"object": "|"}}, ${objects}`)), ['base', 'study']);
  });

  it('offers one way of giving an object, and the properties of the object', () => {
    deepEqual(labels(launch('"inputs": {"session": {|}}')), ['folder', 'object']);
    deepEqual(labels(launch('"inputs": {"table": {|}}')), ['file']);
    deepEqual(labels(launch('"inputs": {"session": {"folder": "d", |}}')), ['properties']);
    ok(labels(launch('"inputs": {"session": {"folder": "d", "properties": {"|"}}}')).includes('project-id'));
    ok(labels('{"objects": {"a": {"type": "Scan", "|"}}}').includes('series-description'));
    deepEqual(labels('{"objects": {"a": {"type": "|"}}}').slice(0, 2), ['Project', 'ProjectAsset']);
  });

  it('offers secrets, outputs and variables by name', () => {
    deepEqual(labels(launch('"secrets": ["|"]')), ['report.token']);
    deepEqual(labels(launch('"secrets": ["report.token", "|"]')), []);
    deepEqual(labels(launch('"expect": {"outputs": {"|"}}')), ['result']);
    equal(
      acceptedInLaunchFile(launch('"expect": {"outputs": {"|"}}'), 'result'),
      launch('"expect": {"outputs": {"result": |1}}'),
    );
    ok(labels(launch('"environment": {"|"}')).includes('MODE'));
    ok(labels(launch('"environment": {"|"}')).includes('XNAT_HOST'));
  });

  it('offers the images that the engine is known to have', () => {
    const offered = offeredInLaunchFile('{"command": {"image": "|"}}', { imageNames: ['busybox:1.36'] });
    deepEqual(
      offered.map(({ label }) => label),
      ['busybox:1.36'],
    );
  });

  describe('of paths', () => {
    const entries = [
      { name: 'data', kind: 'folder' },
      { name: '.git', kind: 'folder' },
      { name: 'notes.txt', kind: 'file' },
      { name: 'a.json', kind: 'file' },
      { name: 'command.json', kind: 'file' },
      { name: 'x.launch.json', kind: 'file' },
    ] as const;
    const paths = (fixture: string) => offeredInLaunchFile(fixture, { entries }).map(({ label }) => label);

    it('offers what can be there', () => {
      deepEqual(paths('{"command": "|"}'), ['command.json', 'a.json', 'data/']);
      deepEqual(paths(launch('"inputs": {"session": {"folder": "|"}}')), ['data/']);
      ok(paths(launch('"inputs": {"table": {"file": "|"}}')).includes('notes.txt'));
    });

    it('takes the place of the step that is typed', () => {
      equal(
        acceptedInLaunchFile('{"command": "../tools/co|m"}', 'command.json', { entries }),
        '{"command": "../tools/command.json|"}',
      );
      equal(
        acceptedInLaunchFile('{"command": "|/tools/c.json"}', 'data/', { entries }),
        '{"command": "data|/tools/c.json"}',
      );
      equal(acceptedInLaunchFile('{"command": "|"}', 'data/', { entries }), '{"command": "data/|"}');
      equal(
        acceptedInLaunchFile(launch('"inputs": {"session": {"folder": "|"}}'), 'data/', { entries }),
        launch('"inputs": {"session": {"folder": "data|"}}'),
      );
    });
  });

  it('answers anything half-typed', () => {
    const text = launch('"inputs": {"session": {"folder": "a/b"}}, "secrets": ["s"], "expect": {"outputs": {"x": 1}}');
    for (let end = 0; end <= text.length; end++) offeredInLaunchFile(`${text.slice(0, end)}|`, {}, around());
  });
});
