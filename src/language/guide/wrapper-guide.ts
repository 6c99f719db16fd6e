import type { ObjectGuide } from './property-guide';

const NAME_ALPHABET = 'Letters, digits, `_` and `-` only.';
const TEMPLATE = 'A template.';

/** An entry of `xnat`. */
export const WRAPPER_GUIDE: ObjectGuide = {
  name: {
    importance: 'needed',
    summary: 'Name of the wrapper, unique in the Command.',
    inFact: 'It is part of the REST address of a launch, so do without `/`.',
  },
  label: {
    summary: 'Text in the Run Containers menu.',
    whenAbsent: 'the `description`, else the `name`',
    since: '1.6.0',
  },
  description: { importance: 'wise', summary: 'What launching it does, shown to users.' },
  contexts: {
    importance: 'wise',
    summary: 'XNAT data types on whose pages the wrapper is offered (sub-types count too), or `site`.',
    inFact:
      'When it is empty the wrapper is offered nowhere. The documentation says that it is filled from the inputs; it is not.',
  },
  'external-inputs': {
    importance: 'wise',
    summary: 'Values given at launch. The first one is the object the user starts from.',
  },
  'derived-inputs': {
    importance: 'wise',
    summary: 'Values computed from inputs declared before them.',
  },
  'output-handlers': {
    importance: 'wise',
    summary: 'Where each output is stored in XNAT.',
    inFact: 'Every output of the Command needs a handler in every wrapper.',
  },
  id: {
    importance: 'none',
    summary: "The server's number for a stored wrapper.",
    inFact: 'It is ignored when a Command is created.',
  },
};

/** What external and derived inputs have in common. */
const WRAPPER_INPUT_GUIDE = {
  name: {
    importance: 'needed',
    summary: `Name of the input, unique in the wrapper. ${NAME_ALPHABET}`,
  },
  label: { summary: 'Label in the launch form.', whenAbsent: 'the `name`', since: '3.0.0' },
  description: { importance: 'wise', summary: 'Help text in the launch form.' },
  type: {
    importance: 'needed',
    summary: 'Type of XNAT object, or of plain value.',
    whenAbsent: '`string`',
    inFact: 'Exact case. `file` in lower case is taken and stored as `string`.',
  },
  required: {
    importance: 'wise',
    summary: '`true` refuses to launch without a value.',
    whenAbsent: '`true`, while for the inputs of a Command it is `false`',
  },
  matcher: {
    summary:
      "Filter that an object must satisfy, such as `@.scan-type == 'T1'`: the inside of a JSONPath filter. A template.",
    inFact:
      'It applies to objects alone: on inputs of plain types nothing is checked, and on derived `string` and `Directory` inputs it never fits. One that cannot be read fits nothing.',
  },
  'default-value': { summary: 'Value when the user gives none.' },
  'user-settable': { summary: '`false` shows the value, but does not let the user change it.', whenAbsent: '`true`' },
  sensitive: {
    summary: '`true` hides the value in the interface and in REST answers.',
    whenAbsent: '`false`',
    since: '1.6.0',
    inFact: 'It stays in the database and in the logs.',
  },
  'replacement-key': {
    summary: 'Text that the value takes the place of in templates.',
    whenAbsent: '`#name#`',
    inFact: 'Replaced everywhere but on the command line: hand the value to an input of the Command for that.',
  },
  'load-children': {
    summary: '`false` keeps a `Project` light: its subjects, resources and assets are not loaded.',
    whenAbsent: '`true`',
    since: '1.0',
    inFact: 'Read for external `Project` inputs only.',
  },
  'provides-value-for-command-input': {
    summary: 'Input of the Command that gets this value.',
    inFact: 'A name that no input has is ignored. The value wins over what the user gives and over the default.',
  },
  'provides-files-for-command-mount': {
    summary: "Mount of the Command that gets this object's files.",
    inFact: 'A name that no mount has is ignored. `Subject`, `Directory`, `File[]` and plain types cannot be mounted.',
  },
  'via-setup-command': {
    summary: 'Setup Command that prepares the files first, as `image:tag` or `image:tag:name`.',
    since: '1.4.0',
    inFact:
      'Split at every `:`, so a registry with a port cannot be written. It needs `provides-files-for-command-mount`.',
  },
} as const satisfies ObjectGuide;

/** An entry of `external-inputs`. */
export const EXTERNAL_INPUT_GUIDE: ObjectGuide = {
  ...WRAPPER_INPUT_GUIDE,
  'default-value': {
    summary: 'Value when the user gives none: for objects a URI, an id or the object as JSON.',
    inFact: 'It may hold a JSONPath (`^wrapper:…^`), but no keys.',
  },
};

const { name, label, description, type, ...others } = WRAPPER_INPUT_GUIDE;

/** An entry of `derived-inputs`. */
export const DERIVED_INPUT_GUIDE: ObjectGuide = {
  name,
  label,
  description,
  type,
  'derived-from-wrapper-input': {
    importance: 'needed',
    summary: 'Input of the same wrapper that this one is computed from.',
    since: '1.0',
    inFact: 'It must be declared earlier: an external input, or a derived one above this one.',
  },
  'derived-from-xnat-object-property': {
    summary: "For a `string`, the parent's property to take; for an object, which of its own properties is the value.",
    whenAbsent: "the object's URI",
    inFact: 'Lists cannot be taken. A handler can only store results under an object whose value is its `uri`.',
  },
  ...others,
  'default-value': {
    summary: 'Which of the candidates to choose: compared with their uri, then id, then label or directory.',
    inFact: 'Scans are not found by label, files by uri alone, and an apostrophe finds nothing. Ignored for `string`.',
  },
  multiple: {
    summary: '`true` takes several candidates together, joined as the fed input says.',
    whenAbsent: '`false`',
    since: '3.0.0',
    inFact: 'It needs `provides-value-for-command-input`, and can feed no mount.',
  },
  parser: {
    summary: "XPath or regular expression applied to the property's text. A template.",
    since: '3.0.0',
    inFact:
      'A regular expression must match the whole text, and the whole text is the result: groups count for nothing.',
  },
};

/** An entry of `output-handlers`. */
export const OUTPUT_HANDLER_GUIDE: ObjectGuide = {
  name: { importance: 'needed', summary: `Name of the handler, unique in the wrapper. ${NAME_ALPHABET}` },
  'accepts-command-output': { importance: 'needed', summary: 'Output of the Command that this handler stores.' },
  'as-a-child-of': {
    importance: 'needed',
    summary: 'Wrapper input, or earlier handler, under whose object the result is stored.',
    since: '1.6.0',
    inFact:
      'The input must hold an object at launch; one without a value fails the launch, even for an optional output.',
  },
  type: {
    importance: 'wise',
    summary: '`Resource` stores files; `Assessor` and `Scan` create an object from one XML file.',
    whenAbsent: '`Resource`',
    inFact:
      '`Assessor` came with 2.0.0, `Scan` with 3.0.0. Both want exactly one file, and its name must end in `.xml`.',
  },
  label: {
    importance: 'wise',
    summary: `Label of the resource. ${TEMPLATE}`,
    inFact: 'A `Resource` needs it. Files are added to a resource of that label, and those of equal names replaced.',
  },
  'xsi-type': {
    summary: 'Data type that the XML creates, such as `xnat:qcManualAssessorData`.',
    since: '3.2.0',
    inFact: 'It lets XNAT check permission before the launch rather than after it.',
  },
  format: { summary: `Format in the catalog of the resource, such as \`NIFTI\`. ${TEMPLATE}`, since: '1.6.0' },
  content: { summary: `Content in the catalog of the resource. ${TEMPLATE}`, since: '3.0.0' },
  description: { summary: `Description in the catalog of the resource. ${TEMPLATE}`, since: '3.0.0' },
  tags: { summary: 'Tags in the catalog of the resource. Templates.', since: '3.0.0' },
  'via-wrapup-command': {
    summary: 'Wrapup Command that works on the output first, as `image:tag` or `image:tag:name`.',
    since: '1.5.0',
    inFact:
      'Split at every `:`, so a registry with a port cannot be written. `""` is looked up like any name and fails.',
  },
  'as-a-child-of-wrapper-input': {
    importance: 'none',
    summary: 'Former name of `as-a-child-of`.',
    since: '1.0',
    inFact: 'Still read when a Command is created, unknown when one is updated.',
  },
};
