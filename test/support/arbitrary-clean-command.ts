import fc from 'fast-check';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = Readonly<Record<string, Json>>;

const flag = fc.constantFrom('--threads', '-o', '');
const withMaybe = <T extends Json>(name: string, values: fc.Arbitrary<T>): fc.Arbitrary<JsonObject> =>
  fc.option(values, { nil: undefined }).map((value) => (value === undefined ? {} : { [name]: value }));
const merged = (...parts: readonly fc.Arbitrary<JsonObject>[]): fc.Arbitrary<JsonObject> =>
  fc.tuple(...parts).map((objects) => Object.assign({}, ...objects) as JsonObject);

const text = (name: string): fc.Arbitrary<JsonObject> =>
  merged(
    fc.constant({ name, type: 'string', required: false }),
    withMaybe('default-value', fc.constantFrom('fast', '1.5', 'a b')),
    flag.map((value) => (value === '' ? {} : { 'command-line-flag': value, 'command-line-separator': '=' })),
    withMaybe('replacement-key', fc.constantFrom(`[${name.toUpperCase()}]`, `%${name}%`)),
  );
const choice = (name: string): fc.Arbitrary<JsonObject> =>
  fc.constantFrom<JsonObject>(
    { name, type: 'select-one', 'select-values': ['a', 'b'], 'default-value': 'a' },
    {
      name,
      type: 'select-many',
      'select-values': ['a', 'b'],
      'default-value': '["a","b"]',
      'multiple-delimiter': 'comma',
    },
    { name, type: 'boolean', 'default-value': 'true', 'true-value': '-v', 'false-value': '' },
    { name, type: 'number', 'default-value': '4' },
  );

const secret = (identifier: string): JsonObject => ({
  source: { type: 'system-property', identifier: `site.${identifier.toLowerCase()}` },
  destination: { type: 'environment-variable', identifier },
});

const keyOf = ({ name, 'replacement-key': key }: JsonObject): string =>
  typeof key === 'string' ? key : `#${typeof name === 'string' ? name : ''}#`;

/** A session whose scans are mounted and labelled, with the result stored as a resource of the session. */
const sessionWrapper = (name: string): fc.Arbitrary<JsonObject> =>
  merged(
    fc.constant<JsonObject>({
      name,
      label: 'Run it',
      contexts: ['xnat:imageSessionData'],
      'external-inputs': [{ name: 'session', type: 'Session', required: true }],
      'derived-inputs': [
        { name: 'scan', type: 'Scan', 'derived-from-wrapper-input': 'session', matcher: "@.scan-type == 'T1'" },
        {
          name: 'dicom',
          type: 'Resource',
          'derived-from-wrapper-input': 'scan',
          'provides-files-for-command-mount': 'in',
          matcher: "@.label in ['DICOM', 'secondary']",
        },
        {
          name: 'session-label',
          type: 'string',
          'derived-from-wrapper-input': 'session',
          'derived-from-xnat-object-property': 'label',
          'provides-value-for-command-input': 'subject-name',
        },
      ],
    }),
    fc.constantFrom<JsonObject>(
      { 'output-handlers': [handler('results', 'session')] },
      {
        'output-handlers': [
          { ...handler('results', 'session'), tags: ['#scan#'], 'via-wrapup-command': 'org/wrapup:1.0:tidy' },
          { ...handler('results', 'scan'), name: 'results-scan', description: 'From #session-label#' },
        ],
      },
    ),
  );

const projectWrapper: fc.Arbitrary<JsonObject> = fc.constant({
  name: 'project-wrapper',
  contexts: ['xnat:projectData'],
  'external-inputs': [{ name: 'project', type: 'Project', required: true }],
  'derived-inputs': [
    {
      name: 'project-files',
      type: 'Resource',
      'derived-from-wrapper-input': 'project',
      'provides-files-for-command-mount': 'in',
      matcher: "@.label == 'INPUT'",
    },
  ],
  'output-handlers': [handler('results', 'project')],
});

function handler(output: string, target: string): JsonObject {
  return {
    name: `${output}-handler`,
    'accepts-command-output': output,
    'as-a-child-of': target,
    type: 'Resource',
    label: 'OUT',
  };
}

/** A Command with which nothing is wrong: the server takes it, it launches, and no rule has anything to say. */
export const arbitraryCleanCommand: fc.Arbitrary<JsonObject> = fc
  .record({
    inputs: fc.tuple(
      text('mode'),
      choice('quality'),
      fc.constant<JsonObject>({ name: 'subject-name', type: 'string' }),
    ),
    wrappers: fc.oneof(
      sessionWrapper('main').map((one) => [one]),
      fc.tuple(sessionWrapper('main'), projectWrapper),
    ),
    secrets: fc.constantFrom([], [secret('SITE_TOKEN')], [secret('SITE_TOKEN'), secret('STORE_PASSWORD')]),
    more: merged(
      withMaybe('working-directory', fc.constant('/work')),
      withMaybe('environment-variables', fc.constant<JsonObject>({ MODE: '#session-label#', X_1: 'y' })),
      withMaybe('reserve-memory', fc.constant(512)),
      withMaybe('limit-memory', fc.constant(1024)),
      withMaybe('ports', fc.constant<JsonObject>({ '80': '8080' })),
      withMaybe('visibility', fc.constantFrom('public', 'private')),
      withMaybe('override-entrypoint', fc.boolean()),
    ),
  })
  .map(({ inputs, wrappers, secrets, more }) => ({
    name: 'tool',
    version: '1.0',
    'schema-version': '1.0',
    type: 'docker',
    image: 'organisation/tool:1.0',
    'command-line': `/run.sh ${inputs.map(keyOf).join(' ')} /input /output`,
    mounts: [
      { name: 'in', path: '/input', writable: false },
      { name: 'out', path: '/output', writable: true },
    ],
    inputs,
    outputs: [{ name: 'results', mount: 'out', path: 'results', required: true }],
    xnat: wrappers,
    secrets,
    ...more,
  }));
