import assert from 'node:assert/strict';
import { createLaunchForm } from '../../../../src/resolution/launch-form/create-launch-form';
import type { FormField, FormFieldValues, LaunchForm } from '../../../../src/resolution/launch-form/launch-form';
import { requestOf, SESSION } from '../../../support/launches';
import type { LaunchCase } from '../../../support/launches';

const EXTERNAL = { name: 'session', type: 'Session' };
const SCAN = { name: 'scan', type: 'Scan', 'derived-from-wrapper-input': 'session' };
const SCAN_ID = {
  name: 'scan-id',
  type: 'string',
  'derived-from-wrapper-input': 'scan',
  'derived-from-xnat-object-property': 'id',
  'provides-value-for-command-input': 'id',
};

/** A form for a session, with these derived inputs and Command inputs. */
function sessionForm(derived: readonly object[], inputs: readonly object[] = [], more: LaunchCase = {}): LaunchCase {
  return {
    command: { inputs },
    wrapper: { 'external-inputs': [EXTERNAL], 'derived-inputs': derived },
    inputs: { session: SESSION },
    ...more,
  };
}

function formOf(given: LaunchCase): LaunchForm {
  const outcome = createLaunchForm(requestOf(given));
  if (!outcome.ok) throw new Error(outcome.reply);
  return outcome.form;
}

function refusal(given: LaunchCase) {
  const outcome = createLaunchForm(requestOf(given));
  if (outcome.ok) throw new Error('There is a form.');
  return outcome;
}

/** Input types by name, those below others too. */
function typesOf(fields: readonly FormField[]): Readonly<Record<string, string>> {
  return Object.assign(
    {},
    ...fields.map((field) => ({ [field.name]: field.inputType, ...typesOf(field.children) })),
  ) as Readonly<Record<string, string>>;
}

/** Labels as a nested list: `['MR1', ['scan', ['1 - T1', …]]]`. */
function labelsOf(values: readonly FormFieldValues[]): unknown {
  return values.map(({ name, values: own }) => [
    name,
    own.map(({ label, children }) => (children.length === 0 ? label : [label, labelsOf(children)])),
  ]);
}

describe('the launch form', () => {
  it('shows a field for each root and for the wrapper inputs below it', () => {
    const { meta, fields } = formOf(
      sessionForm([SCAN, SCAN_ID], [{ name: 'id' }, { name: 'threads', label: 'Threads', required: true }]),
    );
    assert.equal(meta.wrapperName, 'w');
    assert.equal(meta.image, 'i:1');
    assert.deepEqual(typesOf(fields), { session: 'static', scan: 'select-one', 'scan-id': 'static', threads: 'text' });
    const [session, threads] = fields;
    assert.deepEqual([threads!.label, threads!.required, threads!.pointer], ['Threads', true, '/inputs/1']);
    assert.deepEqual([session!.label, session!.kind, session!.type], ['session', 'external', 'Session']);
  });

  it('offers what each choice leads to', () => {
    const { values } = formOf(sessionForm([SCAN, SCAN_ID], [{ name: 'id' }]));
    assert.deepEqual(labelsOf(values), [
      [
        'session',
        [
          [
            'MR1',
            [
              [
                'scan',
                [
                  ['1 - T1', [['scan-id', ['1']]]],
                  ['2 - T2', [['scan-id', ['2']]]],
                  ['3 - T1', [['scan-id', ['3']]]],
                ],
              ],
            ],
          ],
        ],
      ],
    ]);
  });

  it('takes the kind of field from the kind of input', () => {
    const { fields } = formOf({
      command: {
        inputs: [
          { name: 'on', type: 'boolean' },
          { name: 'one', type: 'select-one', 'select-values': ['a', 'b'], 'default-value': 'a' },
          { name: 'many', type: 'select-many', 'select-values': ['a'], 'default-value': '["a"]' },
          { name: 'file', type: 'file' },
          { name: 'token', sensitive: true },
          { name: 'count', type: 'number' },
        ],
      },
      wrapper: { 'external-inputs': [{ name: 'flag', type: 'boolean', required: false }] },
    });
    assert.deepEqual(typesOf(fields), {
      flag: 'boolean',
      on: 'boolean',
      one: 'select-one',
      many: 'select-many',
      file: 'file',
      token: 'password',
      count: 'text',
    });
    assert.deepEqual(fields.find(({ name }) => name === 'one')!.selectValues, ['a', 'b']);
    assert.deepEqual(
      fields.filter(({ sensitive }) => sensitive).map(({ name }) => name),
      ['token'],
    );
  });

  it('lets several be chosen where several are meant', () => {
    const many = { ...SCAN, multiple: true, 'provides-value-for-command-input': 'id' };
    const [session] = formOf(sessionForm([many], [{ name: 'id' }])).fields;
    assert.equal(session!.children[0]!.inputType, 'select-many');
    assert.equal(session!.children[0]!.multiple, true);
    const [single] = formOf(sessionForm([{ ...many, matcher: "@.id == '2'" }], [{ name: 'id' }])).fields;
    assert.equal(single!.children[0]!.inputType, 'static');
    assert.equal(single!.children[0]!.multiple, false);
  });

  it('counts over all branches: a box to type in where one branch has nothing', () => {
    const resource = { name: 'nifti', type: 'Resource', 'derived-from-wrapper-input': 'scan', required: false };
    const { fields } = formOf(sessionForm([SCAN, { ...resource, matcher: "@.label == 'NIFTI'" }]));
    assert.deepEqual(typesOf(fields), { session: 'static', scan: 'select-one', nifti: 'text' });
    const all = formOf(sessionForm([SCAN, resource]));
    assert.equal(typesOf(all.fields).nifti, 'select-one');
  });

  it('has no field for what hangs below nothing', () => {
    const none = { ...SCAN, matcher: "@.id == '9'", required: false };
    const { fields } = formOf(sessionForm([none, { ...SCAN_ID, required: false }], [{ name: 'id' }]));
    assert.deepEqual(typesOf(fields), { session: 'static', scan: 'text' });
  });

  it('follows the configuration', () => {
    const configuration = {
      inputs: new Map([
        ['scan', { defaultValue: undefined, matcher: "@.id == '2'", userSettable: undefined, advanced: undefined }],
        ['a', { defaultValue: 'site', matcher: undefined, userSettable: false, advanced: true }],
      ]),
      outputs: new Map(),
    };
    const { fields, values } = formOf(sessionForm([SCAN], [{ name: 'a' }], { configurations: [configuration] }));
    assert.equal(typesOf(fields).scan, 'static');
    const field = fields[1]!;
    assert.deepEqual([field.userSettable, field.advanced, field.inputType], [false, true, 'text']);
    assert.equal(values[1]!.values[0]!.value, 'site');
  });

  it('shows what may not be set as it is', () => {
    const { fields } = formOf(sessionForm([{ ...SCAN, 'user-settable': false }]));
    assert.equal(typesOf(fields).scan, 'static');
  });

  it('leaves out what has no value, required or not', () => {
    const { fields, values } = formOf({
      command: { inputs: [{ name: 'a', required: true }] },
      wrapper: { 'external-inputs': [EXTERNAL] },
    });
    assert.deepEqual(labelsOf(values), [
      ['session', []],
      ['a', []],
    ]);
    assert.deepEqual(typesOf(fields), { session: 'static', a: 'text' });
  });

  it('says where each value is from', () => {
    const { values } = formOf(sessionForm([SCAN]));
    assert.equal(values[0]!.values[0]!.origin.kind, 'given');
    assert.equal(values[0]!.values[0]!.children[0]!.values[0]!.origin.kind, 'member');
  });

  it('is refused where a required derived input has nothing to offer', () => {
    const { status, reply, error } = refusal(sessionForm([{ ...SCAN, matcher: "@.scan-type == 'PET'" }]));
    assert.equal(status, 400);
    assert.equal(
      reply,
      'The command has failed in the pre-resolution step.\nThe following required fields cannot be resolved using the ' +
        'provided data: scan',
    );
    assert.equal(error.pointer, '/xnat/0/derived-inputs/0/matcher');
    assert.match(error.explanation, /have scan-type "T1", "T2", "T1"/);
  });

  it('is refused where a value is illegal, as a launch would be', () => {
    const { status, reply } = refusal({ command: { inputs: [{ name: 'a', 'default-value': 'x;y' }] } });
    assert.equal(status, 500);
    assert.equal(reply, 'The command could not be resolved.\nInput "a" has a value containing illegal string ";".');
  });
});
