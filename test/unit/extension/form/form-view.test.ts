import { deepEqual, equal, ok } from 'node:assert/strict';
import { FormData } from '../../../../src/extension/form/form-data';
import { readFormSource } from '../../../../src/extension/form/form-source';
import { workOutForm, type WorkedForm } from '../../../../src/extension/form/form-view';
import type { FieldValue, FieldValues } from '../../../../src/webview/protocol';

const text = (value: string): FieldValue => ({ kind: 'text', text: value });
const session = (...scans: readonly object[]): FieldValue => ({
  kind: 'object',
  source: 'json',
  text: JSON.stringify({ type: 'Session', id: 'E1', label: 'S1', directory: '/data/S1', scans }),
});
const scan = (id: string, type: string, ...resources: readonly string[]) => ({
  type: 'Scan',
  id,
  'scan-type': type,
  resources: resources.map((label) => ({ type: 'Resource', label, directory: `/data/S1/${id}/${label}` })),
});

const SESSION_INPUT = { name: 'session', type: 'Session', required: true };
const SCAN_INPUT = { name: 'scan', type: 'Scan', required: true, 'derived-from-wrapper-input': 'session' };

describe('A launch form, worked out', () => {
  const workOut = async (command: object, values: FieldValues = {}): Promise<WorkedForm> => {
    const source = readFormSource(JSON.stringify({ name: 'c', image: 'i:1', ...command }), 'command.json', 'w');
    if (source.kind === 'obstacle') throw new Error(source.message);
    const data = new FormData({
      files: {
        isFolder: () => Promise.resolve(true),
        list: () => Promise.resolve([]),
        readStart: () => Promise.resolve(undefined),
      },
      kindOf: (path) => Promise.resolve(path === '/there' ? 'folder' : path === '/file' ? 'file' : 'nothing'),
      resolvePath: (path) => path,
      onProgress: () => undefined,
    });
    return workOutForm(source.command, source.wrapper, values, data, AbortSignal.timeout(10_000));
  };
  const on = (external: readonly object[], derived: readonly object[] = [], more: object = {}) => ({
    'command-line': 'run #title#',
    ...more,
    xnat: [{ name: 'w', contexts: ['xnat:imageSessionData'], 'external-inputs': external, 'derived-inputs': derived }],
  });
  const shown = ({ fields }: WorkedForm) => fields.map(({ name, control }) => `${name}: ${control.kind}`);
  const fieldOf = ({ fields }: WorkedForm, name: string) => fields.find((field) => field.name === name)!;
  const optionsOf = (form: WorkedForm, name: string) => {
    const { control } = fieldOf(form, name);
    return 'options' in control ? control.options.map(({ label }) => label) : undefined;
  };

  it('says what becomes of a number that is none', async () => {
    const command = on([], [], { inputs: [{ name: 'n', type: 'number' }, { name: 'text' }] });
    const details = async (given: string) =>
      (await workOut(command, { n: text(given), text: text(given) })).fields.map(({ detail }) => detail);
    const doubt = 'This is no number. The Container Service passes it on as it is.';
    for (const none of ['abc', '0x10', '1,5', 'NaN']) deepEqual(await details(none), [doubt, undefined]);
    for (const number of ['', ' ', '-1.5e3', ' 7 ', '.5']) deepEqual(await details(number), [undefined, undefined]);
  });

  it('has a control for every type of input', async () => {
    const inputs = [
      { name: 'text' },
      { name: 'number', type: 'number' },
      { name: 'flag', type: 'boolean' },
      { name: 'one', type: 'select-one', 'select-values': ['a', 'b'] },
      { name: 'many', type: 'select-many', 'select-values': ['a', 'b'], 'default-value': '["b"]' },
      { name: 'file', type: 'file' },
      { name: 'pin', sensitive: true },
    ];
    const form = await workOut(on([SESSION_INPUT, { name: 'note', required: false }], [SCAN_INPUT], { inputs }));
    deepEqual(shown(form), [
      'session: object',
      'scan: static',
      'note: text',
      'text: text',
      'number: text',
      'flag: checkbox',
      'one: select-one',
      'many: select-many',
      'file: file',
      'pin: password',
    ]);
    deepEqual(fieldOf(form, 'many').control, {
      kind: 'select-many',
      options: [
        { value: 'a', label: 'a' },
        { value: 'b', label: 'b' },
      ],
      chosen: ['b'],
    });
  });

  it('ticks a box where the default is one of the words that XNAT takes for yes', async () => {
    for (const [word, checked] of [
      ['true', true],
      ['T', true],
      ['yes', true],
      ['1', true],
      ['false', false],
      ['on', false],
    ] as const) {
      const form = await workOut(on([], [], { inputs: [{ name: 'flag', type: 'boolean', 'default-value': word }] }));
      deepEqual(fieldOf(form, 'flag').control, { kind: 'checkbox', checked });
      deepEqual(form.answers.get('flag'), text(String(checked)));
    }
  });

  it('does not let an external input with a default be changed, as XNAT’s dialog does not', async () => {
    const form = await workOut(on([{ name: 'site', 'default-value': 'A' }]), { site: text('B') });
    deepEqual(fieldOf(form, 'site').control, { kind: 'static', texts: ['A'] });
    equal(form.answers.has('site'), false);
  });

  it('fills what is derived from what its parent is given as', async () => {
    const before = await workOut(on([SESSION_INPUT], [SCAN_INPUT]));
    equal(fieldOf(before, 'scan').detail, 'Follows from “session”.');
    equal(fieldOf(before, 'scan').problem, undefined);
    const values = { session: session(scan('1', 'T1'), scan('2', 'T2')) };
    const after = await workOut(on([SESSION_INPUT], [SCAN_INPUT]), values);
    deepEqual(optionsOf(after, 'scan'), ['1 - T1', '2 - T2']);
    equal(fieldOf(after, 'scan').problem?.kind, 'missing');
    for (const name of ['2 - T2', '2', '/archive/experiments/E1/scans/2']) {
      const chosen = await workOut(on([SESSION_INPUT], [SCAN_INPUT]), { ...values, scan: text(name) });
      deepEqual(chosen.answers.get('scan'), text('/archive/experiments/E1/scans/2'));
      equal(fieldOf(chosen, 'scan').problem, undefined);
    }
  });

  it('goes down from what is chosen to what hangs below it', async () => {
    const resource = { name: 'resource', type: 'Resource', required: true, 'derived-from-wrapper-input': 'scan' };
    const values = { session: session(scan('1', 'T1', 'DICOM', 'NIFTI'), scan('2', 'T2', 'BIDS')) };
    const form = (chosen: string) =>
      workOut(on([SESSION_INPUT], [SCAN_INPUT, resource]), { ...values, scan: text(chosen) });
    deepEqual(optionsOf(await form('1 - T1'), 'resource'), ['DICOM', 'NIFTI']);
    deepEqual(optionsOf(await form('2 - T2'), 'resource'), ['BIDS']);
    equal((fieldOf(await form('2 - T2'), 'resource').control as { chosen: string }).chosen.split('/').at(-1), 'BIDS');
  });

  it('lets several be chosen where the input takes several', async () => {
    const inputs = [{ name: 'ids', type: 'string' }];
    const many = { ...SCAN_INPUT, multiple: true, 'provides-value-for-command-input': 'ids' };
    const values = { session: session(scan('1', 'T1'), scan('2', 'T2'), scan('3', 'T3')) };
    const command = on([SESSION_INPUT], [many], { inputs, 'command-line': 'run #ids#' });
    const uri = (id: string) => `/archive/experiments/E1/scans/${id}`;
    const form = await workOut(command, { ...values, scan: { kind: 'list', texts: [uri('1'), uri('3')] } });
    deepEqual(form.answers.get('scan'), { kind: 'list', texts: [uri('1'), uri('3')] });
    equal(
      form.preview.kind === 'launch' && form.preview.commandLine,
      `run ${uri('1')} ${uri('3')}`.replace('run ', 'run '),
    );
  });

  it('says of a required input that the data have nothing for', async () => {
    const form = await workOut(on([SESSION_INPUT], [{ ...SCAN_INPUT, matcher: "@.id == '9'" }]), {
      session: session(scan('1', 'T1')),
    });
    ok(fieldOf(form, 'scan').problem !== undefined);
    equal(form.answers.has('scan'), false);
  });

  it('sends an empty text where a default was cleared, and nothing where it stayed', async () => {
    const command = on([], [], { inputs: [{ name: 'title', 'default-value': 'Report' }] });
    equal((await workOut(command)).answers.has('title'), false);
    deepEqual((await workOut(command, { title: text('') })).answers.get('title'), text(''));
  });

  it('hands an empty text of an external input on, as XNAT’s dialog does', async () => {
    const command = on([{ name: 'note', required: false, 'provides-value-for-command-input': 'title' }], [], {
      inputs: [{ name: 'title', 'default-value': 'Report' }],
    });
    deepEqual((await workOut(command)).answers.get('note'), text(''));
  });

  it('shows a stand-in in the preview for what is still missing', async () => {
    const form = await workOut(on([], [], { inputs: [{ name: 'title', required: true }] }));
    equal(form.preview.kind === 'launch' && form.preview.commandLine, 'run <title>');
    equal(fieldOf(form, 'title').problem?.kind, 'missing');
  });

  it('says of a choice that is still missing that its first one stands in', async () => {
    const inputs = [{ name: 'colour', type: 'select-one', required: true, 'select-values': ['red', 'blue'] }];
    const { preview } = await workOut(on([], [], { 'command-line': 'paint #colour#', inputs }));
    ok(preview.kind === 'launch');
    deepEqual(preview.notes, ['“colour” is not chosen yet: its first choice stands in.']);
    const chosen = await workOut(on([], [], { 'command-line': 'paint #colour#', inputs }), { colour: text('blue') });
    ok(chosen.preview.kind === 'launch');
    deepEqual(chosen.preview.notes, []);
  });

  it('waits with the preview for the data', async () => {
    const form = await workOut(on([SESSION_INPUT]));
    deepEqual(form.preview, { kind: 'waiting', message: 'Shown once “session” is chosen.' });
  });

  it('says that a folder or a file is not there', async () => {
    const form = await workOut(on([SESSION_INPUT], [], { inputs: [{ name: 'atlas', type: 'file' }] }), {
      session: { kind: 'object', source: 'folder', text: '/gone' },
      atlas: text('/there'),
    });
    equal(fieldOf(form, 'session').problem?.message, 'There is no folder /gone.');
    equal(fieldOf(form, 'atlas').problem?.message, 'There is no file /there.');
  });

  it('never shows what was typed for a sensitive input', async () => {
    const command = on([], [], { inputs: [{ name: 'title', sensitive: true }] });
    for (const value of ['sesame-street', 'sesame(street']) {
      const form = await workOut(command, { title: text(value) });
      deepEqual(fieldOf(form, 'title').control, { kind: 'password', state: 'kept' });
      ok(!JSON.stringify([form.fields, form.preview]).includes('sesame'));
    }
  });

  it('hides it in what mounts and outputs are called, too', async () => {
    const source = on([SESSION_INPUT], [], {
      inputs: [{ name: 'title', sensitive: true }],
      mounts: [{ name: 'out', path: '/out/#title#' }],
      outputs: [{ name: 'o', mount: 'out', path: '#title#.txt' }],
    });
    const handler = { name: 'h', 'accepts-command-output': 'o', 'as-a-child-of': 'session', label: '#title#' };
    const command = { ...source, xnat: source.xnat.map((wrapper) => ({ ...wrapper, 'output-handlers': [handler] })) };
    const { preview } = await workOut(command, { session: session(), title: text('sesame') });
    ok(preview.kind === 'launch' && preview.outputs.length === 1, JSON.stringify(preview));
    ok(!JSON.stringify(preview).includes('sesame'), JSON.stringify(preview));
  });
});
