import assert from 'node:assert/strict';
import { failed, resolved, SESSION } from '../../support/launches';
import type { LaunchCase } from '../../support/launches';

const SESSION_INPUT = { name: 'session', type: 'Session' };
const IN = { name: 'in', path: '/in' };
const OUT = { name: 'out', path: '/out' };

function mounting(mounts: readonly object[], input: object, derived: readonly object[] = []): LaunchCase {
  return {
    command: { mounts },
    wrapper: { 'external-inputs': [{ ...SESSION_INPUT, ...input }], 'derived-inputs': derived },
    inputs: { session: SESSION },
  };
}

describe('mounts', () => {
  const fed = { 'provides-files-for-command-mount': 'in' };
  const binds = (given: LaunchCase) =>
    resolved(given).container.mounts.map((mount) => `${mount.enginePath}:${mount.containerPath.text}:${mount.mode}`);

  it('without files are new directories, writable in any case', () => {
    assert.deepEqual(binds(mounting([OUT], {})), ['/build/d1:/out:rw']);
  });

  it('with files are the archive itself, or a copy where they are writable', () => {
    assert.deepEqual(binds(mounting([IN, OUT], fed)), ['/archive/P1/arc001/MR1:/in:ro', '/build/d1:/out:rw']);
    const { mounts } = resolved(mounting([{ ...IN, writable: true }], fed)).container;
    assert.deepEqual(mounts[0]?.source, {
      kind: 'copy',
      input: 'session',
      entry: 'directory',
      from: '/archive/P1/arc001/MR1',
      to: '/build/d1',
      files: 4,
    });
  });

  it('may be single files', () => {
    const derived = [
      { name: 'scan', type: 'Scan', 'derived-from-wrapper-input': 'session', matcher: "@.id == '2'" },
      { name: 'r', type: 'Resource', 'derived-from-wrapper-input': 'scan' },
      { name: 'f', type: 'File', 'derived-from-wrapper-input': 'r', ...fed },
    ];
    assert.deepEqual(binds(mounting([IN], {}, derived)), ['/archive/P1/arc001/MR1/SCANS/2/DICOM/1.dat:/in:ro']);
    assert.deepEqual(binds(mounting([{ ...IN, writable: true }], {}, derived)), ['/build/d1/1.dat:/in:rw']);
  });

  it('go to the deeper of two inputs', () => {
    const scan = {
      name: 'scan',
      type: 'Scan',
      'derived-from-wrapper-input': 'session',
      matcher: "@.id == '2'",
      ...fed,
    };
    assert.deepEqual(binds(mounting([IN], fed, [scan])), ['/archive/P1/arc001/MR1/SCANS/2:/in:ro']);
  });

  it('count the files of a project by its sessions, beside which the rest of it lies', () => {
    const resource = { type: 'Resource' as const, label: 'R', files: [{ type: 'File' as const, name: 'a' }] };
    const session = { type: 'Session' as const, id: 'E', scans: [{ type: 'Scan' as const, resources: [resource] }] };
    const subject = { type: 'Subject' as const, id: 'S', sessions: [session, session], resources: [resource] };
    const project = { type: 'Project' as const, id: 'P', directory: '/archive/P/arc001', uri: '/archive/projects/P' };
    const [mount] = resolved({
      command: { mounts: [IN] },
      wrapper: { 'external-inputs': [{ name: 'project', type: 'Project', ...fed }] },
      inputs: { project: { ...project, subjects: [subject], resources: [resource] } },
    }).container.mounts;
    assert.equal(mount?.source.kind === 'archive' && mount.source.files, 2);
  });

  it('are translated for the engine only', () => {
    const given = {
      ...mounting([IN], fed),
      settings: { pathTranslation: { xnatPrefix: '/archive', enginePrefix: '/mnt' } },
    };
    const [mount] = resolved(given).container.mounts;
    assert.equal(mount?.enginePath, '/mnt/P1/arc001/MR1');
    assert.equal(mount.xnatPath, '/archive/P1/arc001/MR1');
  });

  it('fail on inputs that have no files to give', () => {
    const text = {
      name: 't',
      'derived-from-wrapper-input': 'session',
      'derived-from-xnat-object-property': 'label',
      ...fed,
    };
    assert.equal(
      failed(mounting([IN], {}, [text])).message,
      'I don\'t know how to provide files to a mount from an input of type "STRING".',
    );
    const homeless = { ...SESSION, directory: '' };
    assert.equal(
      failed({ ...mounting([IN], fed), inputs: { session: homeless } }).message,
      'Mount "in" should have a root path but does not.',
    );
    const optional = { ...mounting([IN], { ...fed, required: false }), inputs: {} };
    assert.equal(failed(optional).message, 'Input "session"\'s XnatModelObject value is null');
    const scan = { name: 'scan', type: 'Scan', 'derived-from-wrapper-input': 'session', required: false, ...fed };
    const none = failed(mounting([IN], {}, [{ ...scan, matcher: "@.id == 'x'" }]));
    assert.equal(none.message, 'Index 0 out of bounds for length 0');
    assert.equal(none.workflowStatus, 'Failed (Staging)');
    assert.match(failed(mounting([IN], {}, [scan])).message, /has multiple resolved values/);
  });
});

describe('files given for Command inputs', () => {
  const command = {
    'command-line': 'run #f#',
    inputs: [{ name: 'f', type: 'file', 'command-line-flag': '-f', required: true }],
    mounts: [OUT],
    'environment-variables': { E: '#f#' },
  };
  const path = '/user/cache/resources/7/files/sub/p.txt';

  it('are copied into the first writable mount', () => {
    const launch = resolved({ command, inputs: { f: path }, cachedFiles: [path] });
    assert.equal(launch.container.commandLine.text, 'run -f /out/7/sub/p.txt');
    assert.equal(launch.container.environment[0]?.value.text, path);
    assert.deepEqual(launch.fileCopies, [{ input: 'f', cachePath: path, to: '/build/d1/7/sub/p.txt' }]);
  });

  it('stay where they are when they cannot be', () => {
    assert.equal(resolved({ command, inputs: { f: path } }).container.commandLine.text, `run -f ${path}`);
  });

  it('do not go into a mount that a setup Command fills, or is said to', () => {
    const mounts = [{ name: 'in', path: '/in', writable: true }, OUT];
    const session = { name: 'session', type: 'Session', 'provides-files-for-command-mount': 'in' };
    const line = (properties: object): string =>
      resolved({
        command: { ...command, mounts },
        wrapper: { 'external-inputs': [{ ...session, ...properties }] },
        inputs: { session: SESSION, f: path },
        cachedFiles: [path],
      }).container.commandLine.text;
    assert.equal(line({}), 'run -f /in/7/sub/p.txt');
    assert.equal(line({ 'via-setup-command': '' }), 'run -f /out/7/sub/p.txt');
  });

  it('leave their key when none is given, required or not', () => {
    const { container } = resolved({ command });
    assert.equal(container.commandLine.text, 'run #f#');
    assert.equal(container.environment[0]?.value.text, '');
  });
});

describe('outputs', () => {
  const OUTPUT = { name: 'o', mount: 'out', path: '#a#' };
  const HANDLER = {
    name: 'h',
    'accepts-command-output': 'o',
    'as-a-child-of': 'session',
    label: 'L#a#',
    tags: ['t#a#'],
  };
  const storing = (output: object, ...handlers: readonly object[]): LaunchCase => ({
    command: { mounts: [OUT], outputs: [{ ...OUTPUT, ...output }], inputs: [{ name: 'a' }] },
    wrapper: { 'external-inputs': [SESSION_INPUT, { name: 'text', required: false }], 'output-handlers': handlers },
    inputs: { session: SESSION, a: '1' },
  });

  it('go below the object of an input', () => {
    const [output] = resolved(storing({ required: true, glob: '*' }, HANDLER)).outputs;
    assert.equal(output?.name, 'o:h');
    assert.deepEqual([output.path, output.label, output.tags], ['1', 'L1', ['t1']]);
    assert.equal(output.targetUri, '/archive/experiments/XNAT_E1');
  });

  it('go below what another handler makes', () => {
    const assessor = { name: 'x', 'accepts-command-output': 'o', 'as-a-child-of': 'session', type: 'Assessor' };
    const { outputs } = resolved(storing({}, assessor, { ...HANDLER, 'as-a-child-of': 'x' }));
    assert.deepEqual(
      outputs.map(({ handledBy, targetUri }) => [handledBy, targetUri]),
      [
        ['session', '/archive/experiments/XNAT_E1'],
        ['x', undefined],
      ],
    );
    const twice = failed(storing({ required: true }, HANDLER, { ...HANDLER, name: 'k', 'as-a-child-of': 'h' }));
    assert.match(twice.message, /^Cannot resolve handler "k"\..*needs to be type Assessor OR Scan\.$/);
  });

  it('fail without handler or target, required or not', () => {
    assert.equal(failed(storing({})).message, 'No wrapper output handler was configured to handle command output "o".');
    const lost = { ...HANDLER, 'as-a-child-of': 'nobody' };
    assert.match(failed(storing({ required: true }, lost)).message, /^Cannot resolve output "o"\. The handler says/);
    assert.equal(
      failed(storing({}, lost)).message,
      'Command wrapper output handler "h" has no resolved output to handle.',
    );
    const text = failed({
      ...storing({ required: true }, { ...HANDLER, 'as-a-child-of': 'text' }),
      inputs: { session: SESSION, text: 'x', a: '1' },
    });
    assert.match(text.message, /it does not have an XNAT object value\.$/);
    assert.match(text.explanation, /its value "x" is no object/);
  });

  it('warn of what the service never reads', () => {
    const launch = resolved({ ...storing({ glob: '*.txt', path: '/abs' }, HANDLER) });
    assert.deepEqual(
      launch.warnings.map(({ code }) => code),
      ['glob-unread', 'absolute-output-path'],
    );
    const [whole] = resolved({ ...storing({ glob: '*.txt', path: '' }, HANDLER) }).warnings;
    assert.match(whole?.message ?? '', /never reads glob: everything in mount "out" is stored/);
  });
});

describe('setup and wrapup Commands', () => {
  const setup = { 'provides-files-for-command-mount': 'in', 'via-setup-command': 'su:1:name' };
  const given: LaunchCase = {
    command: {
      mounts: [IN, OUT],
      inputs: [{ name: 'a', 'command-line-flag': '-a' }],
      outputs: [{ name: 'o', mount: 'out' }],
      'environment-variables': { E: '#a#' },
    },
    wrapper: {
      'external-inputs': [{ ...SESSION_INPUT, ...setup }],
      'output-handlers': [
        {
          name: 'h',
          'accepts-command-output': 'o',
          'as-a-child-of': 'session',
          label: 'L',
          'via-wrapup-command': 'wu:1',
        },
      ],
    },
    inputs: { session: SESSION, a: '5' },
    specials: {
      'su:1:name': {
        type: 'docker-setup',
        'command-line': 'setup #a#',
        'override-entrypoint': true,
        'working-directory': '/#a#',
      },
      'wu:1': { type: 'docker-wrapup', 'command-line': 'wrapup #a#' },
    },
  };
  const binds = (container: {
    readonly mounts: readonly { enginePath: string; containerPath: { text: string }; mode: string }[];
  }) => container.mounts.map((mount) => `${mount.enginePath}:${mount.containerPath.text}:${mount.mode}`);

  it('stand before a mount and behind an output', () => {
    const launch = resolved(given);
    assert.deepEqual(binds(launch.container), ['/build/d1:/in:ro', '/build/d2:/out:rw']);
    const [before] = launch.setupContainers;
    const [behind] = launch.wrapupContainers;
    assert.ok(before && behind);
    assert.deepEqual(binds(before.container), ['/archive/P1/arc001/MR1:/input:ro', '/build/d1:/output:rw']);
    assert.deepEqual(binds(behind.container), ['/build/d2:/input:ro', '/build/d3:/output:rw']);
    assert.deepEqual([before.parentName, behind.parentName], ['in', 'o:h']);
    assert.deepEqual(
      [before.container.cmd, behind.container.cmd],
      [
        ['setup', '-a', '5'],
        ['wrapup', '-a', '5'],
      ],
    );
    assert.equal(before.container.entrypoint, undefined);
    assert.equal(before.container.workingDirectory?.text, '/#a#');
    assert.deepEqual(before.container.environment, launch.container.environment);
  });

  it('must be there, and of their type', () => {
    assert.equal(failed({ ...given, specials: {} }).message, 'Could not resolve setup command with image su:1:name.');
    const wrong = { 'su:1:name': { type: 'docker-wrapup', 'command-line': '' } };
    assert.equal(
      failed({ ...given, specials: wrong }).message,
      'Command su:1:name from image su:1:name has type docker-wrapup, but I expected it to have type docker-setup.',
    );
  });
});

describe('secrets', () => {
  const secret = (property: string, variable: string) => ({
    source: { type: 'system-property', identifier: property },
    destination: { type: 'environment-variable', identifier: variable },
  });
  const given: LaunchCase = {
    command: { secrets: [secret('p', 'TOKEN'), secret('q', 'KEY')], inputs: [{ name: 'a' }] },
    secrets: ['p', 'q'],
  };

  it('are there by name', () => {
    assert.deepEqual(resolved(given).secrets, [
      { source: 'p', destination: 'TOKEN', pointer: '/secrets/0' },
      { source: 'q', destination: 'KEY', pointer: '/secrets/1' },
    ]);
  });

  it('must have a value', () => {
    assert.equal(
      failed({ ...given, secrets: ['p'] }).message,
      'Could not resolve secret Secret{source=SystemProperty{"q"}, destination=EnvironmentVariable{name="KEY"}}',
    );
  });

  it('must not be spoken of by a value', () => {
    assert.equal(
      failed({ ...given, inputs: { a: '-$KEY $TOKEN' } }).message,
      'Input "a" resolved value "-$KEY $TOKEN" refers to secret destination "KEY"',
    );
  });
});

describe('the Command itself', () => {
  it('gets a tag, known types and, as setup Command, less than it says', () => {
    const launch = resolved({ command: { image: 'i', inputs: [{ name: 'a', type: 'text' }] }, inputs: { a: 'x' } });
    assert.equal(launch.container.image, 'i:latest');
    assert.equal(launch.inputs[0]?.type, 'string');
  });

  it('runs by a shell only where it overrides the entrypoint', () => {
    const { container } = resolved({ command: { 'command-line': 'a "b c" > d', 'override-entrypoint': true } });
    assert.deepEqual([container.cmd, container.entrypoint], [['/bin/sh', '-c', 'a "b c" > d'], ['']]);
    const plain = resolved({ command: { 'command-line': 'a "b c" > d' } }).container;
    assert.deepEqual([plain.cmd, plain.entrypoint], [['a', 'b c', '>', 'd'], undefined]);
  });

  it('needs a command line and the wrapper', () => {
    const error = failed({ command: { 'command-line': null } });
    assert.deepEqual([error.message, error.workflowStatus], ['Null commandLine', 'Failed (Staging)']);
  });
});
