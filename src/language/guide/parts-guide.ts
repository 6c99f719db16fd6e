import type { ObjectGuide } from './property-guide';

const NAME_ALPHABET = 'Letters, digits, `_` and `-` only.';

/** An entry of `mounts`. */
export const MOUNT_GUIDE: ObjectGuide = {
  name: {
    importance: 'needed',
    summary: 'Name by which outputs and wrapper inputs refer to this mount.',
    inFact: 'Kubernetes needs a DNS label when it mounts by host path: `a`–`z`, digits and inner `-`.',
  },
  path: { importance: 'needed', summary: 'Absolute path in the container; a template.' },
  writable: {
    summary:
      '`true` copies the files of the input that feeds the mount to a place where the container may change them.',
    whenAbsent: '`false`',
    inFact:
      'A mount that no input feeds is a fresh, writable folder whatever this says. One that an input feeds stays read-only without it, even when an output reads from it.',
  },
};

/** An entry of `inputs`. */
export const COMMAND_INPUT_GUIDE: ObjectGuide = {
  name: { importance: 'needed', summary: `Name of the input. ${NAME_ALPHABET}` },
  label: { summary: 'Label in the launch form.', whenAbsent: 'the `name`', since: '3.0.0' },
  description: { importance: 'wise', summary: 'Help text in the launch form.' },
  type: {
    importance: 'wise',
    summary: 'How the value is entered and understood.',
    whenAbsent: '`string`',
    inFact: 'Any other text is stored as `string` without a word. Numbers are not checked.',
  },
  required: {
    importance: 'wise',
    summary: '`true` refuses to launch without a value.',
    whenAbsent: '`false`, while for wrapper inputs it is `true`',
    inFact: 'An empty text counts as a value.',
  },
  'default-value': {
    summary: 'Value when neither the user nor a wrapper input gives one.',
    inFact:
      'It must not contain `;`, `&&`, `||`, a backtick or `(`: the launch is refused. It may hold a JSONPath (`^wrapper:…^`), but no keys. A `select-many` without one crashes the check of the server; write `"[]"` for none.',
  },
  'replacement-key': {
    summary: 'Text that the value takes the place of in templates.',
    whenAbsent: '`#name#`',
    inFact: 'Found as plain text, so no key may be part of another.',
  },
  'command-line-flag': {
    summary: 'Flag written before the value, on the command line only.',
    inFact: 'Without a value the flag goes too.',
  },
  'command-line-separator': {
    summary: 'What stands between flag and value.',
    whenAbsent: 'a space',
    inFact: 'Ignored without a flag. `""` counts for one value, but for several it is taken as a space.',
  },
  'true-value': {
    summary: 'What a `boolean` becomes when it is true.',
    whenAbsent: 'the value as it was given',
    inFact: 'Used in every template, not only on the command line.',
  },
  'false-value': {
    summary: 'What a `boolean` becomes when it is false.',
    whenAbsent: 'the value as it was given',
    inFact: 'Used in every template, not only on the command line. Anything but `true` is false, no value included.',
  },
  'select-values': {
    summary: 'Choices of a `select-one` or `select-many`.',
    since: '3.0.0',
    inFact: 'Refused on inputs of any other type.',
  },
  'multiple-delimiter': {
    summary: 'How several values are joined on the command line.',
    whenAbsent: '`space`',
    since: '3.0.0',
    inFact:
      '`""` is refused, though the documentation shows it. Elsewhere than on the command line a list stays a list.',
  },
  sensitive: {
    summary: '`true` hides the value in the interface and in REST answers.',
    whenAbsent: '`false`',
    since: '1.6.0',
    inFact: 'It stays in the database and in the logs, and a default is published with the Command.',
  },
  matcher: {
    importance: 'none',
    summary: 'Meant to check the value.',
    inFact: 'Never applied to the inputs of a Command.',
  },
};

/** An entry of `outputs`. */
export const COMMAND_OUTPUT_GUIDE: ObjectGuide = {
  name: { importance: 'needed', summary: `Name by which handlers refer to this output. ${NAME_ALPHABET}` },
  description: { summary: 'What the files are.' },
  required: {
    importance: 'wise',
    summary: '`true` fails the run when the files are missing or cannot be stored.',
    whenAbsent: '`false`',
    inFact: 'The documentation says that outputs are required by default. They are not.',
  },
  mount: { importance: 'needed', summary: 'Mount the files are in.' },
  path: {
    importance: 'wise',
    summary: 'Relative path in the mount; a template. Of a folder, all that is directly in it is stored.',
    whenAbsent: 'the whole mount',
    inFact: 'An absolute path is looked up on the XNAT host, not in the container.',
  },
  glob: { importance: 'none', summary: 'Meant to choose files.', inFact: 'Stored and never used: say it with `path`.' },
};

/** An entry of `secrets`. */
export const SECRET_GUIDE: ObjectGuide = {
  source: {
    importance: 'needed',
    summary: 'Where the value comes from: a Java system property of the XNAT server.',
    inFact: 'It is not checked before the launch, which fails when the property is not set on the node that runs it.',
  },
  destination: {
    importance: 'needed',
    summary: 'Where the value goes: an environment variable of the container.',
    inFact: 'Without it the server answers HTTP 500.',
  },
};

/** The `source` of a secret. */
export const SECRET_SOURCE_GUIDE: ObjectGuide = {
  type: { importance: 'needed', summary: 'Kind of source. There is one: `system-property`.' },
  identifier: {
    importance: 'needed',
    summary: 'Name of the Java system property, which an administrator sets on every node of XNAT.',
  },
};

/** The `destination` of a secret. */
export const SECRET_DESTINATION_GUIDE: ObjectGuide = {
  type: { importance: 'needed', summary: 'Kind of destination. There is one: `environment-variable`.' },
  identifier: {
    importance: 'needed',
    summary: 'Name of the variable in the container, without a `$`.',
    inFact:
      '`XNAT_USER`, `XNAT_PASS` and `XNAT_HOST` are refused (`XNAT_HOME`, which the documentation names, is free), as is a name that `environment-variables` has. No value of an input may contain this name.',
  },
};
