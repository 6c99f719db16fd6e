import fc from 'fast-check';

type Path = readonly (string | number)[];

/** One kind of damage to a Command: a change of its value, at a place among all it has. */
interface Damage {
  readonly what: 'value' | 'text';
  readonly kind: string;
  /** Chooses the place. */
  readonly at: number;
  /** What is put there. */
  readonly choice: number;
}

const VALUE_DAMAGE = [
  'delete',
  'retype',
  'edit-text',
  'mistype-name',
  'repeat-element',
  'swap-elements',
  'other-name',
  'add-property',
  'null',
];
const TEXT_DAMAGE = [
  'drop-comma',
  'trailing-comma',
  'single-quotes',
  'unquote-name',
  'hash-comment',
  'slash-comment',
  'repeat-key',
];

/** One to three kinds of damage. */
export const arbitraryDamage: fc.Arbitrary<readonly Damage[]> = fc.array(
  fc.record({
    what: fc.constant('value' as const),
    kind: fc.constantFrom(...VALUE_DAMAGE),
    at: fc.nat(),
    choice: fc.nat(),
  }),
  { minLength: 1, maxLength: 2 },
);

export const arbitraryTextDamage: fc.Arbitrary<Damage> = fc.record({
  what: fc.constant('text' as const),
  kind: fc.constantFrom(...TEXT_DAMAGE),
  at: fc.nat(),
  choice: fc.nat(),
});

const EDITS: readonly ((text: string) => string)[] = [
  () => '',
  () => ' ',
  (text) => `$${text}`,
  (text) => `${text} x`,
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => `${text};`,
  (text) => `/${text}`,
  (text) => text.replace(/^\//, ''),
  (text) => text.slice(1),
  (text) => text.replaceAll('#', ''),
  (text) => `${text} #modes#`,
  (text) => `${text} #session#`,
  (text) => `${text}/../x`,
  (text) => text.replaceAll('==', '='),
  (text) => `[?(${text})]`,
  (text) => `${text} || ${text}`,
  (text) => `${text} | sort > x`,
  (text) => text.replace(/:[^:]*$/, ''),
  () => 'XNAT_USER',
  () => 'MODE',
  () => 'yes',
  () => 'x'.repeat(300),
];

const VALUES: readonly unknown[] = [true, 5, 'yes', '2g', '1.5', 'x', [], {}, ['x'], 1.5, '', 'true', { A: 'x' }, -1];

const PROPERTIES: readonly (readonly [string, unknown])[] = [
  ['id', 5],
  ['workdir', '/w'],
  ['type', 'docker-setup'],
  ['type', 'Docker'],
  ['visibility', 'Public'],
  ['schema-version', '2.0'],
  ['ipcMode', 'host'],
  ['gpus', 'all'],
  ['ulimits', { nofile: '1:2:3' }],
  ['ulimits', { nofile: 'abc' }],
  ['ports', { http: '80', '81': '' }],
  ['environment-variables', { $TOKEN: 'x', XNAT_HOST: 'y', 'A B': 'z', DB_PASSWORD: 'hunter2' }],
  ['environment-variables', { SITE_TOKEN: 'x' }],
  ['environment-variables', ['A=1', 'B=2']],
  ['container-labels', { a: null }],
  ['container-name', 'my tool'],
  ['container-name', 'tool'],
  ['reserve-memory', 4096],
  ['limit-memory', 8_589_934_592],
  ['shm-size', 64],
  ['limit-memory', '2g'],
  ['user-settable', false],
  ['required', false],
  ['multiple', true],
  ['sensitive', true],
  ['default-value', 'zzz'],
  ['default-value', 'yes'],
  ['true-value', '-x'],
  ['command-line-separator', '='],
  ['multiple-delimiter', 'tab'],
  ['multiple-delimiter', 'comma'],
  ['select-values', ['a']],
  ['matcher', "@.label == 'a' || @.label == 'b'"],
  ['matcher', "@.label = 'a'"],
  ['matcher', "@.resources[?(@.label=='DICOM')]"],
  ['replacement-key', '[MODE]'],
  ['replacement-key', '#mode#'],
  ['load-children', false],
  ['parser', '//x'],
  ['glob', '*.nii'],
  ['path', '/abs/x'],
  ['as-a-child-of-wrapper-input', 'session'],
  ['via-wrapup-command', ''],
  ['via-setup-command', 'org/setup'],
  ['provides-value-for-command-input', 'quality'],
  ['provides-files-for-command-mount', 'inn'],
  ['derived-from-xnat-object-property', 'lable'],
  ['secrets', [{ destination: { type: 'environment-variable', identifier: '$SITE_TOKEN' } }]],
  ['secrets', [{ source: 'site.token', destination: { identifier: 'TOKEN' } }]],
];

/** The JSON of a Command after damage to its value. */
export function damagedValue(command: unknown, damages: readonly Damage[]): unknown {
  const copy = structuredClone(command);
  for (const damage of damages) applyToValue(copy, damage);
  return copy;
}

function applyToValue(root: unknown, { kind, at, choice }: Damage): void {
  const paths = pathsIn(root).filter((path) => path.length > 0);
  const path = pick(paths, at);
  if (path === undefined) return;
  const holder = valueAt(root, path.slice(0, -1)) as Record<string | number, unknown>;
  const step = path.at(-1) ?? '';
  const value = holder[step];
  switch (kind) {
    case 'delete':
      if (Array.isArray(holder)) holder.splice(Number(step), 1);
      else Reflect.deleteProperty(holder, step);
      return;
    case 'null':
      holder[step] = null;
      return;
    case 'retype':
      holder[step] = structuredClone(pick(VALUES, choice));
      return;
    case 'edit-text': {
      const texts = paths.filter((candidate) => typeof valueAt(root, candidate) === 'string');
      const chosen = pick(texts, at) ?? path;
      const text = valueAt(root, chosen);
      const around = valueAt(root, chosen.slice(0, -1)) as Record<string | number, unknown>;
      if (typeof text === 'string') around[chosen.at(-1) ?? ''] = pick(EDITS, choice)?.(text);
      return;
    }
    case 'mistype-name':
      if (Array.isArray(holder) || typeof step !== 'string') return;
      Reflect.deleteProperty(holder, step);
      holder[step.slice(0, 2) + step.slice(3)] = value;
      return;
    case 'repeat-element':
    case 'swap-elements': {
      const lists = paths.map((candidate) => valueAt(root, candidate)).filter((list) => Array.isArray(list));
      const list = pick(lists, at) as unknown[] | undefined;
      if (list === undefined || list.length === 0) return;
      if (kind === 'repeat-element') list.push(structuredClone(pick(list, choice)));
      else list.reverse();
      return;
    }
    case 'other-name': {
      const names = paths.filter((candidate) => candidate.at(-1) === 'name');
      const from = pick(names, at);
      const name = valueAt(root, pick(names, choice) ?? []);
      if (from !== undefined) (valueAt(root, from.slice(0, -1)) as Record<string, unknown>).name = name;
      return;
    }
    case 'add-property': {
      const objects = [[] as Path, ...paths].map((candidate) => valueAt(root, candidate)).filter(isObject);
      const [name, added] = pick(PROPERTIES, choice) ?? ['', null];
      const object = pick(objects, at);
      if (object !== undefined) object[name] = structuredClone(added);
      return;
    }
  }
}

/** The text of a Command after damage to the text. */
export function damagedText(text: string, { kind, at }: Damage): string {
  const places = (pattern: RegExp): RegExpExecArray | undefined => pick([...text.matchAll(pattern)], at);
  const replace = (match: RegExpExecArray | undefined, newText: string): string =>
    match === undefined ? text : text.slice(0, match.index) + newText + text.slice(match.index + match[0].length);
  switch (kind) {
    case 'drop-comma':
      return replace(places(/,(?=\s*["{[])/g), '');
    case 'trailing-comma':
      return replace(places(/(?<=["}\]\d])(?=\s*[}\]])/g), ',');
    case 'single-quotes':
      return text.replaceAll(/"((?:[^"\\'])*)"/g, "'$1'");
    case 'unquote-name': {
      const match = places(/"([a-z]+)"(?=\s*:)/g);
      return replace(match, match?.[1] ?? '');
    }
    case 'hash-comment':
      return replace(places(/(?<=,)\n/g), ' # a remark, or two\n');
    case 'slash-comment':
      return replace(places(/(?<=,)\n/g), ' // a remark\n');
    default: {
      const match = places(/"[a-z-]+": ?"[^"\\]*"(?=,)/g);
      return replace(match, `${match?.[0] ?? ''}, ${match?.[0] ?? ''}`);
    }
  }
}

function pick<T>(values: readonly T[], index: number): T | undefined {
  return values.length === 0 ? undefined : values[index % values.length];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], root);
}

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item, index) => [index, item] as const)
    : isObject(value)
      ? Object.entries(value)
      : [];
  return [path, ...entries.flatMap(([step, item]) => pathsIn(item, [...path, step]))];
}
