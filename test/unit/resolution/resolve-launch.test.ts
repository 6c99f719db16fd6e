import assert from 'node:assert/strict';
import { commandLineOf, failed, resolved, SESSION } from '../../support/launches';
import type { LaunchCase } from '../../support/launches';

const EXTERNAL = { name: 'session', type: 'Session' };
const SCANS = { name: 'scan', type: 'Scan', 'derived-from-wrapper-input': 'session' };

/** A wrapper of a session with these derived inputs, and a Command input `L`. */
function derive(...derived: readonly object[]): LaunchCase {
  return {
    command: { 'command-line': 'run #L#', inputs: [{ name: 'L' }], 'environment-variables': { E: '#L#' } },
    wrapper: { 'external-inputs': [EXTERNAL], 'derived-inputs': derived },
    inputs: { session: SESSION },
  };
}

describe('Command inputs', () => {
  const input = (properties: object, value?: string): LaunchCase => ({
    command: { 'command-line': 'run #a#.', inputs: [{ name: 'a', ...properties }] },
    inputs: value === undefined ? {} : { a: value },
  });

  it('go to the command line with flag and separator, and without them when blank', () => {
    assert.equal(commandLineOf(input({}, 'v')), 'run v.');
    assert.equal(commandLineOf(input({ 'command-line-flag': '--a' }, 'v')), 'run --a v.');
    assert.equal(
      commandLineOf(input({ 'command-line-flag': '--a', 'command-line-separator': '=' }, 'v')),
      'run --a=v.',
    );
    assert.equal(commandLineOf(input({ 'command-line-flag': '--a' }, ' ')), 'run .');
    assert.equal(commandLineOf(input({ 'command-line-flag': '--a' })), 'run .');
  });

  it('know true from everything else', () => {
    const boolean = { type: 'boolean', 'true-value': '--on', 'false-value': '--off' };
    assert.equal(commandLineOf(input(boolean, 'TRUE')), 'run --on.');
    for (const value of ['1', 'yes', '']) assert.equal(commandLineOf(input(boolean, value)), 'run --off.');
    assert.equal(commandLineOf(input({ ...boolean, required: true })), 'run --off.');
    assert.equal(commandLineOf(input({ type: 'boolean' }, 'yes')), 'run yes.');
  });

  it('join lists by their delimiter', () => {
    const list = (properties: object): string =>
      commandLineOf(input({ type: 'select-many', 'command-line-flag': '-x', ...properties }, '["a", \'b\', 3]'));
    assert.equal(list({}), 'run -x a b 3.');
    assert.equal(list({ 'multiple-delimiter': 'comma', 'command-line-separator': '=' }), 'run -x=a,b,3.');
    assert.equal(list({ 'multiple-delimiter': 'flag', 'command-line-separator': '' }), 'run -x a -x b -x 3.');
    assert.equal(list({ 'multiple-delimiter': 'quoted-space' }), "run -x 'a b 3'.");
    assert.equal(list({ 'command-line-flag': undefined, 'command-line-separator': '=' }), 'run  =a b 3.');
    assert.equal(list({ 'command-line-flag': undefined }), 'run a b 3.');
  });

  it('prefer what is provided to what is given, and that to the default', () => {
    const provider = { name: 'p', required: false, 'provides-value-for-command-input': 'a' };
    const given = { ...input({ 'default-value': 'd' }), wrapper: { 'external-inputs': [provider] } };
    assert.equal(commandLineOf({ ...given, inputs: { p: 'provided', a: 'given' } }), 'run provided.');
    assert.equal(commandLineOf({ ...given, inputs: { a: 'given' } }), 'run given.');
    assert.equal(commandLineOf(given), 'run d.');
  });

  it('list what is required and missing', () => {
    const error = failed({
      command: { inputs: [{ name: 'a', required: true }, { name: 'b', required: true }, { name: 'c' }] },
      inputs: {},
    });
    assert.equal(error.message, 'Missing values for required inputs: a, b.');
    assert.equal(error.pointer, '/inputs/0');
    assert.equal(error.workflowStatus, 'Failed (Command resolution)');
    assert.equal(failed(input({ required: true })).message, 'Missing values for required input: a.');
    assert.equal(commandLineOf(input({ required: true }, '')), 'run .');
  });

  it('refuse what could end a command, wherever it is from', () => {
    for (const [text, value] of [
      [';', 'a;b'],
      ['&&', '&&'],
      ['||', 'x||y'],
      ['`', '`x`'],
      ['(', 'T2 (sag)'],
    ] as const) {
      const error = failed(input({}, value));
      assert.equal(error.message, `Input "a" has a value containing illegal string "${text}".`);
      assert.match(error.explanation, /was given at launch/);
    }
    assert.equal(commandLineOf(input({}, "| & $X > ) '\n")), "run | & $X > ) '\n.");
    const error = failed(
      derive({
        name: 'd',
        'derived-from-wrapper-input': 'session',
        'derived-from-xnat-object-property': 'scans[0].series-description',
      }),
    );
    assert.match(error.explanation, /is the property "scans\[0\].series-description" of "session"/);
  });
});

describe('templates', () => {
  it('fill names and values of variables, ports and labels, paths and names', () => {
    const { container } = resolved({
      command: {
        inputs: [{ name: 'a' }],
        'environment-variables': { 'K_#a#': '#a#' },
        ports: { '80#a#': '#a#' },
        'container-labels': { 'l#a#': '#a#' },
        'working-directory': '/w/#a#',
        'container-name': 'n-#a#',
        mounts: [{ name: 'm', path: '/m/#a#' }],
      },
      inputs: { a: '1' },
    });
    const pairs = (entries: typeof container.ports) => entries.map(({ name, value }) => [name.text, value.text]);
    assert.deepEqual(pairs(container.environment), [['K_1', '1']]);
    assert.deepEqual(pairs(container.ports), [['801', '1']]);
    assert.deepEqual(pairs(container.labels), [['l1', '1']]);
    assert.equal(container.workingDirectory?.text, '/w/1');
    assert.equal(container.name?.text, 'n-1');
    assert.equal(container.mounts[0]?.containerPath.text, '/m/1');
  });

  it('follow the order of a hash map where a value holds a key', () => {
    const nested = (inputs: Readonly<Record<string, string>>): string =>
      commandLineOf({ command: { 'command-line': '#a# #b#', inputs: [{ name: 'a' }, { name: 'b' }] }, inputs });
    assert.equal(nested({ a: '#b#', b: 'x' }), '#b# x');
    assert.equal(nested({ a: 'x', b: '#a#' }), 'x x');
  });

  it('let the last of two equal names win, in the order of the hash map they are in', () => {
    const named = (map: string): readonly string[] => {
      const { container } = resolved({
        command: { inputs: [{ name: 'a' }], [map]: { '#a#': 'first', '80': 'second' } },
        inputs: { a: '80' },
      });
      return [...container.ports, ...container.environment].map(({ value }) => value.text);
    };
    assert.deepEqual(named('environment-variables'), ['second']);
    assert.deepEqual(named('ports'), ['first']);
  });

  it('leave the keys of wrapper inputs in the command line, and say so', () => {
    const launch = resolved({
      command: {
        'command-line': 'run #session#',
        inputs: [{ name: 'a' }],
        'environment-variables': { E: '#session#' },
      },
      wrapper: { 'external-inputs': [EXTERNAL] },
      inputs: { session: SESSION },
    });
    assert.equal(launch.container.commandLine.text, 'run #session#');
    assert.equal(launch.container.environment[0]?.value.text, '/archive/experiments/XNAT_E1');
    assert.deepEqual(
      launch.warnings.map(({ code, pointer }) => [code, pointer]),
      [['key-left', '/command-line']],
    );
  });

  it('warn where a value comes apart, and not where that is meant or prevented', () => {
    const codes = (commandLine: string, input: object, value: string, more: object = {}) =>
      resolved({
        command: { 'command-line': commandLine, inputs: [{ name: 'a', ...input }], ...more },
        inputs: { a: value },
      }).warnings.map(({ code, message }) => [code, message]);
    const flag = { 'command-line-flag': '--title' };
    const [[code, message] = []] = codes('run #a#', flag, 'Brain MRI');
    assert.equal(code, 'value-split');
    assert.equal(
      message,
      'The value of a has blanks, so the container gets it as several arguments. If it is meant as one, write the flag ' +
        'into the command line and the key in quotes: --title "#a#".',
    );
    assert.equal(codes('run #a#', {}, 'Brain MRI').length, 1);
    assert.deepEqual(codes('run --title "#a#"', {}, 'Brain MRI'), []);
    assert.deepEqual(codes('run #a#', {}, "'Brain MRI'"), []);
    assert.deepEqual(codes('run #a#', {}, '--fast --log x'), []);
    assert.deepEqual(codes('run #a#', {}, 'one'), []);
    assert.deepEqual(codes('run', {}, 'Brain MRI'), []);
    assert.deepEqual(codes('run #a#', {}, 'Brain MRI', { 'override-entrypoint': true }), []);
  });

  it('explain every replacement', () => {
    const { commandLine } = resolved({
      command: {
        'command-line': 'run #KEY#',
        inputs: [{ name: 'a', 'replacement-key': '#KEY#', 'command-line-flag': '-a' }],
      },
      inputs: { a: '5' },
    }).container;
    assert.deepEqual(commandLine, {
      text: 'run -a 5',
      template: 'run #KEY#',
      pointer: '/command-line',
      replacements: [{ key: '#KEY#', value: '-a 5', input: 'a' }],
    });
  });

  it('take ^wrapper:…^ from the wrapper and fail on any other path', () => {
    const line = (commandLine: string): LaunchCase => ({
      command: { 'command-line': commandLine, inputs: [{ name: 'a' }] },
      wrapper: { description: 'D', 'external-inputs': [{ name: 'e', required: false }] },
    });
    assert.equal(commandLineOf(line('run ^wrapper:$.description^')), 'run D');
    assert.equal(commandLineOf(line('run ^wrapper:external-inputs[0].name^')), 'run e');
    assert.equal(
      commandLineOf(line('run ^wrapper:$.external-inputs[*].label^')),
      'run ^wrapper:$.external-inputs[*].label^',
    );
    const error = failed(line('run ^$.name^'));
    assert.equal(error.message, "No results for path: $['name']");
    assert.equal(error.workflowStatus, 'Failed (Staging)');
    assert.equal(failed(line('run ^wrapper:$.a.b^')).message, "Missing property in path $['a']");
    assert.match(failed(line('run ^wrapper:$.external-inputs[*]^ x')).message, /cannot be cast/);
    for (const [path, message] of [
      ['$.derived-inputs[0].type', "No results for path: $['derived-inputs'][0]['type']"],
      ['$.nothing[*].x', "Missing property in path $['nothing']"],
      ['$.description[0].x', "Filter: [0]['x'] can only be applied to arrays. Current context is: D"],
      ['$.external-inputs[0].name[?(@.x)]', 'Filter: [?] can not be applied to primitives. Current context is: e'],
      [
        '$.external-inputs[0].name.x',
        "Expected to find an object with property ['x'] in path $['external-inputs'][0]['name'] but found " +
          "'java.lang.String'. This is not a json object according to the JsonProvider: " +
          "'com.jayway.jsonpath.spi.json.JacksonJsonProvider'.",
      ],
    ] as const) {
      assert.equal(failed(line(`run ^wrapper:${path}^`)).message, message);
    }
  });

  it('know the wrapper as the server holds it', () => {
    const line = (path: string): string =>
      commandLineOf({
        command: { 'command-line': `^wrapper:$.${path}^`, inputs: [{ name: 'a' }] },
        wrapper: {
          contexts: ['xnat:mrSessionData', 'b', 'Aa'],
          'external-inputs': [
            { name: 'e', required: false },
            { name: 'f', required: false, 'replacement-key': '@f' },
          ],
        },
      });
    assert.deepEqual(['contexts[0]', 'contexts[1]', 'contexts[2]'].map(line), ['Aa', 'b', 'xnat:mrSessionData']);
    assert.equal(line('external-inputs[*].replacement-key'), '@f');
  });

  it('leave everything alone while there is no value at all', () => {
    assert.equal(commandLineOf({ command: { 'command-line': 'run ^$.name^ #a#' } }), 'run ^$.name^ #a#');
  });
});

describe('external inputs', () => {
  const external = (properties: object, value?: LaunchCase['inputs']): LaunchCase => ({
    command: { inputs: [{ name: 'L' }], 'command-line': '#L#' },
    wrapper: { 'external-inputs': [{ ...EXTERNAL, 'provides-value-for-command-input': 'L', ...properties }] },
    inputs: value ?? {},
    objects: { 'Session:XNAT_E1': SESSION, '/archive/experiments/XNAT_E1': SESSION },
  });

  it('take an object, its JSON, its id or its URI, with or without /archive', () => {
    for (const session of [
      SESSION,
      JSON.stringify(SESSION),
      'XNAT_E1',
      '/experiments/XNAT_E1',
      '/archive/experiments/XNAT_E1',
    ]) {
      assert.equal(commandLineOf(external({}, { session })), '/archive/experiments/XNAT_E1');
    }
  });

  it('have no value where there is no such object', () => {
    const wrong = { ...SESSION, type: 'Subject' as const };
    for (const session of [wrong, JSON.stringify(wrong), '{', '{"type":"Session","scans":{}}', 'XNAT_E2']) {
      const error = failed(external({}, { session }));
      assert.equal(error.message, 'Missing values for required input: session.');
      assert.notEqual(error.explanation, '');
    }
    assert.equal(
      failed(external({}, { session: '/experiments/XNAT_E2' })).message,
      'Invalid Session uri /experiments/XNAT_E2',
    );
  });

  it('let the matcher decide, and fail where it cannot be read', () => {
    assert.equal(
      commandLineOf(external({ matcher: "@.label == 'MR1'" }, { session: SESSION })),
      '/archive/experiments/XNAT_E1',
    );
    const error = failed(external({ matcher: "@.label == 'MR2'" }, { session: SESSION }));
    assert.match(error.explanation, /does not let Session "MR1" pass\. It has label "MR1"\./);
    const unreadable = failed(external({ matcher: "@.label = 'MR1'" }, { session: SESSION }));
    assert.equal(unreadable.kind, 'matcher');
    assert.equal(unreadable.message, 'Expected character: )');
    assert.equal(unreadable.pointer, '/xnat/0/external-inputs/0/matcher');
  });

  it('fail on a matcher that cannot be evaluated, with what the library throws', () => {
    for (const [matcher, exception] of [
      ['@.scans[0] empty true', 'java.lang.ClassCastException'],
      ['@.label in [NaN]', 'java.lang.NumberFormatException'],
      ['@.scans.index() == 1', 'java.lang.IndexOutOfBoundsException'],
      ["@..['id']..append()", 'java.lang.IllegalStateException'],
      ['@.scans == [[{:}]]', 'java.lang.IllegalArgumentException'],
      ['@.scans contains 1', 'com.jayway.jsonpath.JsonPathException'],
    ] as const) {
      const error = failed(external({ matcher }, { session: SESSION }));
      assert.deepEqual([error.exception, error.workflowStatus], [exception, 'Failed (Staging)'], matcher);
    }
  });

  it('pass plain values on', () => {
    assert.equal(commandLineOf(external({ type: 'number', 'default-value': '5' })), '5');
  });

  it('take of a file the text, be it a path or the JSON of one', () => {
    assert.equal(commandLineOf(external({ type: 'File' }, { session: '/p/q' })), '/p/q');
    const json = '{"type":"File","name":"a.txt"}';
    assert.equal(commandLineOf(external({ type: 'File' }, { session: json })), json);
    const name = { 'derived-from-wrapper-input': 'f', 'derived-from-xnat-object-property': 'name' };
    const file: LaunchCase = {
      command: { 'command-line': 'run #L#', inputs: [{ name: 'L' }] },
      wrapper: {
        'external-inputs': [{ name: 'f', type: 'File' }],
        'derived-inputs': [{ name: 'n', ...name, 'provides-value-for-command-input': 'L' }],
      },
    };
    assert.equal(commandLineOf({ ...file, inputs: { f: json } }), 'run a.txt');
    const none = failed({ ...file, inputs: { f: 'null' } });
    assert.deepEqual([none.message, none.workflowStatus], ['json can not be null', 'Failed (Staging)']);
  });
});

describe('derived inputs', () => {
  const property = (name: string, more: object = {}) => ({
    name: 'd',
    'derived-from-wrapper-input': 'session',
    'derived-from-xnat-object-property': name,
    'provides-value-for-command-input': 'L',
    ...more,
  });

  it('take a property, deep ones too, as text', () => {
    assert.equal(commandLineOf(derive(property('label'))), 'run MR1');
    assert.equal(commandLineOf(derive(property('scans[1].frames'))), 'run 176');
    for (const name of ['Label', 'scans', 'scans[*].id', 'nothing', 'x y']) {
      const error = failed(derive(property(name)));
      assert.equal(error.kind, 'unresolved-derived');
      assert.match(error.message, /^Input "d" could not be resolved for this item\. .* has string data\.$/);
    }
  });

  it('run a parser over the text', () => {
    assert.equal(commandLineOf(derive(property('label', { parser: 'MR\\d' }))), 'run MR1');
    assert.match(failed(derive(property('label', { parser: 'MR' }))).explanation, /parser of "d" does not match/);
    const item = { ...SESSION, 'datatype-string': '<XFTItem><label>MR1</label></XFTItem>' };
    const parsed = (parser: string): LaunchCase => ({
      ...derive(property('datatype-string', { parser })),
      inputs: { session: item },
    });
    assert.equal(commandLineOf(parsed('/XFTItem/label[1]')), 'run MR1');
    assert.equal(commandLineOf(parsed('/XFTItem/none')), 'run ');
    assert.equal(commandLineOf(parsed('<XFTItem>.*')), 'run <XFTItem><label>MR1</label></XFTItem>');
  });

  it('choose among the members of a list by matcher or given value', () => {
    const scans = { ...SCANS, 'derived-from-xnat-object-property': 'id', 'provides-value-for-command-input': 'L' };
    assert.equal(commandLineOf(derive({ ...scans, matcher: "@.scan-type == 'T2'" })), 'run 2');
    for (const value of ['3', '/archive/experiments/XNAT_E1/scans/3', '/archive/P1/arc001/MR1/SCANS/3']) {
      assert.equal(commandLineOf({ ...derive(scans), inputs: { session: SESSION, scan: value } }), 'run 3');
    }
    assert.equal(commandLineOf(derive({ ...scans, 'default-value': '1' })), 'run 1');
    const byLabel = failed({ ...derive(scans), inputs: { session: SESSION, scan: '3 - T1' } });
    assert.match(byLabel.explanation, /None of the scans of "session" fits the value "3 - T1"/);
    // The value part binds to the first half of the matcher only, so the other half wins.
    const or = derive({ ...scans, matcher: "@.id == '1' || @.id == '2'" });
    assert.equal(commandLineOf({ ...or, inputs: { session: SESSION, scan: '1' } }), 'run 2');
  });

  it('say why nothing fits, and what there is', () => {
    const none = failed(derive({ ...SCANS, matcher: "@.scan-type == 'FLAIR'" }));
    assert.match(
      none.explanation,
      /fits the matcher @\.scan-type == 'FLAIR'.*The 3 scans of "session" have scan-type "T1", "T2", "T1"\./,
    );
    assert.equal(none.pointer, '/xnat/0/derived-inputs/0/matcher');
    const resources = failed(derive({ ...SCANS, matcher: "'QC' in @.resources[*].label && @.id != '9'" }));
    assert.match(resources.explanation, /have @\.resources\[\*\]\.label \["DICOM","NIFTI"\], .*; id "1", "2", "3"\./);
    const counted = failed(derive({ ...SCANS, matcher: '@.resources.length() == 7' }));
    assert.match(counted.explanation, /have @\.resources\.length\(\) 2, /);
    const unreadable = failed(derive({ ...SCANS, matcher: "@.scan-type = 'T1'" }));
    assert.match(unreadable.explanation, /cannot be read, which the service takes for no match/);
    const ambiguous = failed(derive({ ...SCANS, matcher: "@.scan-type == 'T1'" }));
    assert.equal(
      ambiguous.message,
      'Input "scan"  does not have a unique, resolved value and multiple = true is not set in command.json.',
    );
    assert.match(ambiguous.explanation, /"1 - T1", "3 - T1"/);
  });

  it('fail on a path that cannot be reckoned', () => {
    const max = derive({
      name: 'max',
      'derived-from-wrapper-input': 'session',
      'derived-from-xnat-object-property': 'scans.max()',
    });
    const error = failed(max);
    assert.deepEqual(
      [error.exception, error.workflowStatus],
      ['com.jayway.jsonpath.JsonPathException', 'Failed (Staging)'],
    );
    assert.match(error.message, /using empty array/);
    const count = { 'derived-from-xnat-object-property': 'scans.length()', 'provides-value-for-command-input': 'L' };
    assert.equal(commandLineOf(derive({ name: 'n', 'derived-from-wrapper-input': 'session', ...count })), 'run 3');
    const most = { ...count, 'derived-from-xnat-object-property': '.frames.max()' };
    assert.equal(commandLineOf(derive({ name: 'n', 'derived-from-wrapper-input': 'session', ...most })), 'run 176.0');
  });

  it('do not blame the matcher where there is nothing to match', () => {
    const none = failed(
      derive({ name: 'a', type: 'Assessor', 'derived-from-wrapper-input': 'session', matcher: '@.id' }),
    );
    assert.match(none.explanation, /"session" has no assessors\. Give data that have one, or mark "a"/);
    assert.equal(none.pointer, '/xnat/0/derived-inputs/0/derived-from-wrapper-input');
  });

  it('look for the mistake upstream where the parent has no object', () => {
    const missing = failed({ ...derive(SCANS), inputs: { session: 'MR7' } });
    assert.match(
      missing.explanation,
      /"session" has no object to derive "scan" from\. There is no Session with the id "MR7"/,
    );
    assert.equal(missing.pointer, '/xnat/0/external-inputs/0');
    const given = derive(SCANS, { name: 'id', 'derived-from-wrapper-input': 'scan' });
    const wrapper = { ...given.wrapper, 'external-inputs': [{ ...EXTERNAL, matcher: "@.label == 'MR7'" }] };
    const refused = failed({ ...given, wrapper });
    assert.match(refused.explanation, /The matcher of "session", .* does not let Session "MR1" pass/);
    assert.equal(refused.pointer, '/xnat/0/external-inputs/0/matcher');
  });

  it('fill keys of earlier inputs in matchers', () => {
    const given = derive({
      ...SCANS,
      matcher: "@.scan-type == '#wanted#'",
      'derived-from-xnat-object-property': 'id',
      'provides-value-for-command-input': 'L',
    });
    const wrapper = { ...given.wrapper, 'external-inputs': [{ name: 'wanted' }, EXTERNAL] };
    assert.equal(commandLineOf({ ...given, wrapper, inputs: { session: SESSION, wanted: 'T2' } }), 'run 2');
  });

  it('hand several values on where that is meant', () => {
    const scans = {
      ...SCANS,
      multiple: true,
      'derived-from-xnat-object-property': 'id',
      'provides-value-for-command-input': 'L',
    };
    const launch = resolved(derive({ ...scans, matcher: "@.scan-type == 'T1'" }));
    assert.equal(launch.container.commandLine.text, 'run 1 3');
    assert.equal(launch.container.environment[0]?.value.text, '[1, 3]');
    const one = resolved(derive({ ...scans, matcher: "@.scan-type == 'T2'" }));
    assert.equal(one.container.environment[0]?.value.text, '2');
    assert.equal(commandLineOf({ ...derive(scans), inputs: { session: SESSION, scan: '["2","3"]' } }), 'run 2 3');
    assert.equal(
      failed(derive({ ...scans, matcher: "@.id == 'x'" })).message,
      'scan must have precisely one command input child element',
    );
    const optional = resolved(derive({ ...scans, required: false, matcher: "@.id == 'x'" }));
    assert.equal(optional.container.commandLine.text, 'run ');
    assert.equal(optional.container.environment[0]?.value.text, '#L#');
  });

  it('want nothing below several values but the Command input they provide', () => {
    const many = { ...SCANS, multiple: true, 'provides-value-for-command-input': 'L' };
    const id = {
      name: 'id',
      'derived-from-wrapper-input': 'scan',
      'derived-from-xnat-object-property': 'id',
      'provides-value-for-command-input': 'L',
    };
    const error = failed(derive(many, id));
    assert.equal(error.message, 'Invalid child for scan; expecting a command input with no children named L');
    assert.equal(
      failed(derive({ ...SCANS, multiple: true })).message,
      'Input "scan" is a multiple input, but it does not provide values for a command input.',
    );
    const stolen = derive(many, { ...id, 'derived-from-wrapper-input': 'session' });
    assert.equal(failed(stolen).message, 'scan must have precisely one command input child element');
  });

  it('leave the key of what an optional parent lacks, but on the command line', () => {
    const child = {
      name: 'd',
      required: false,
      'derived-from-wrapper-input': 'scan',
      'derived-from-xnat-object-property': 'id',
      'provides-value-for-command-input': 'L',
    };
    const launch = resolved(derive({ ...SCANS, required: false, matcher: "@.id == 'x'" }, child));
    assert.equal(launch.container.commandLine.text, 'run ');
    assert.equal(launch.container.environment[0]?.value.text, '#L#');
    const required = resolved(
      derive({ ...SCANS, required: false, matcher: "@.id == 'x'" }, { ...child, required: true }),
    );
    assert.equal(required.container.commandLine.text, 'run #L#');
  });

  it('load the object that holds another', () => {
    const project = { name: 'p', type: 'Project', 'derived-from-wrapper-input': 'session' };
    const title = { ...property('title'), 'derived-from-wrapper-input': 'p' };
    const given = derive(project, title);
    const objects = { 'Project:P1': { type: 'Project' as const, id: 'P1', uri: '/archive/projects/P1', title: 'One' } };
    assert.equal(commandLineOf({ ...given, objects }), 'run One');
    assert.match(failed(given).explanation, /\(P1\), and it is not at hand/);
  });

  it('do not combine types that do not go together', () => {
    assert.match(
      failed(derive({ name: 'd', type: 'number', 'derived-from-wrapper-input': 'session' })).explanation,
      /type number cannot be derived from one of type Session/,
    );
    const late = failed(derive({ ...SCANS, 'derived-from-wrapper-input': 'later' }));
    assert.equal(late.kind, 'input-order');
  });

  it('carry where they came from', () => {
    const { inputs } = resolved(
      derive({ ...SCANS, matcher: "@.id == '2'" }, property('id', { 'derived-from-wrapper-input': 'scan' })),
    );
    const session = inputs[0]!;
    const scan = session.values[0]!.children[0]!;
    const text = scan.values[0]!.children[0]!;
    assert.deepEqual(session.values[0]!.origin, { kind: 'given' });
    assert.deepEqual(scan.values[0]!.origin, {
      kind: 'member',
      parent: 'session',
      list: 'scans',
      candidates: 3,
      property: undefined,
      chosenBy: ['matcher'],
    });
    assert.equal(scan.matcher, "@.id == '2'");
    assert.deepEqual(text.values[0]!.origin, { kind: 'property', parent: 'scan', property: 'id' });
    assert.deepEqual(text.values[0]!.children[0]!.values[0]!.origin, { kind: 'provided', by: 'd' });
  });
});

describe('configuration', () => {
  const configured = (values: { defaultValue?: string; matcher?: string }) => ({
    inputs: new Map([
      [
        'a',
        { defaultValue: values.defaultValue, matcher: values.matcher, userSettable: undefined, advanced: undefined },
      ],
    ]),
    outputs: new Map(),
  });

  it('overrides defaults, the project over the site', () => {
    const given: LaunchCase = { command: { 'command-line': '#a#', inputs: [{ name: 'a', 'default-value': 'own' }] } };
    assert.equal(commandLineOf(given), 'own');
    const site = configured({ defaultValue: 'site' });
    const launch = resolved({ ...given, configurations: [site, configured({})] });
    assert.equal(launch.container.commandLine.text, 'site');
    assert.deepEqual(launch.inputs[0]!.values[0]!.origin, { kind: 'default', from: 'configuration' });
    assert.equal(
      commandLineOf({ ...given, configurations: [site, configured({ defaultValue: 'project' })] }),
      'project',
    );
  });

  it('mixes up inputs of one name', () => {
    const command = { 'command-line': '[#a#]', inputs: [{ name: 'a', 'default-value': 'own' }] };
    const provider = { name: 'a', required: false, 'provides-value-for-command-input': 'a' };
    assert.equal(commandLineOf({ command, wrapper: { 'external-inputs': [provider] } }), '[]');
    const error = failed({ command, wrapper: { 'external-inputs': [{ name: 'a', required: false }] } });
    assert.equal(error.stage, 'configure');
    const [, added, earlier] = /^Multiple entries with same key: a=(.*) and a=(.*)$/.exec(error.message)!;
    assert.match(added!, /defaultValue=own, matcher=null, userSettable=true, advanced=false, required=false\}$/);
    assert.match(earlier!, /defaultValue=null, matcher=null, userSettable=null, advanced=false, required=null\}$/);
  });
});
