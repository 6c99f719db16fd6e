import fc from 'fast-check';

/** Few names, so that generated entries refer to each other and clash often enough. */
const NAMES = ['a', 'b', 'ab', 'scan', 'session', 'scan-id', 'T1'];
const name = fc.constantFrom(...NAMES);
const ownKey = fc.constantFrom('[A]', '#a#', '#scan#', 'KEY', 'KEY2', '', ' ');
const piece = fc.oneof(
  name.map((text) => `#${text}#`),
  ownKey,
  fc.constantFrom('run ', ' --x ', '"', '\\', '\n', '/', '$A', '${B}', '#', '##', "'", 'é', '🧠', '^wrapper:$.name^'),
);
const template = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const list = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 3 });
const map = fc.dictionary(fc.oneof(fc.constantFrom('A', 'B', 'C'), template), template, { maxKeys: 3 });

const externalInput = {
  name,
  type: fc.constantFrom('string', 'Session', 'Scan', 'Project'),
  matcher: optional(template),
  'replacement-key': optional(ownKey),
  'provides-value-for-command-input': optional(name),
  'provides-files-for-command-mount': optional(name),
};
const derivedInput = { ...externalInput, 'derived-from-wrapper-input': name, parser: optional(template) };
const handler = {
  name,
  'accepts-command-output': name,
  'as-a-child-of': name,
  label: template,
  tags: optional(list(template)),
};
const wrapper = {
  name,
  contexts: fc.constant(['xnat:imageSessionData']),
  'external-inputs': list(fc.record(externalInput)),
  'derived-inputs': list(fc.record(derivedInput)),
  'output-handlers': list(fc.record(handler)),
};
const command = {
  name,
  image: fc.constant('busybox:latest'),
  type: fc.constantFrom('docker', 'docker', 'docker-setup'),
  'command-line': template,
  'working-directory': optional(template),
  mounts: list(fc.record({ name, path: template })),
  'environment-variables': map,
  ports: optional(map),
  inputs: list(fc.record({ name, 'replacement-key': optional(ownKey), 'default-value': optional(template) })),
  outputs: list(fc.record({ name, mount: name, path: template })),
  xnat: list(fc.record(wrapper)),
  secrets: list(
    fc.record({
      source: fc.record({ type: fc.constant('system-property'), identifier: name }),
      destination: fc.record({ type: fc.constant('environment-variable'), identifier: fc.constantFrom('A', 'B', 'D') }),
    }),
  ),
};

/** A Command whose entries refer to each other by a few names, rightly and wrongly; with all property names the server knows. */
export const arbitraryCommand: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.record(command);

/** Such a Command as JSON, on one line or on many. */
export const arbitraryCommandText: fc.Arbitrary<string> = fc
  .tuple(arbitraryCommand, fc.constantFrom(0, 2, '\t'))
  .map(([value, indent]) => JSON.stringify(value, undefined, indent));

/** Any text near a Command: with a stretch of it gone, or with something else in its place. */
export const arbitraryBrokenText: fc.Arbitrary<string> = fc
  .tuple(
    arbitraryCommandText,
    fc.nat(),
    fc.nat({ max: 30 }),
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '#', "'", '\\'),
    ),
  )
  .map(([text, at, length, replacement]) => {
    const start = at % (text.length + 1);
    return text.slice(0, start) + replacement + text.slice(start + length);
  });
