import type { ObjectType } from '../object-type';

/** What one value of an enumeration means. */
export interface ValueGuide {
  readonly value: string;
  readonly summary: string;
}

const values = (guides: Readonly<Record<string, string>>): readonly ValueGuide[] =>
  Object.entries(guides).map(([value, summary]) => ({ value, summary }));

const COMMAND_TYPES = values({
  docker: 'A Command that users launch.',
  'docker-setup': 'Prepares the files of a mount before the main container starts. Reads `/input`, writes `/output`.',
  'docker-wrapup': 'Works on an output after the main container has ended. Reads `/input`, writes `/output`.',
});

const VISIBILITIES = values({
  public: 'Project owners see the Command and may enable it.',
  protected: 'Project owners see the Command; only a Container Manager enables it.',
  private: 'Only Container Managers see the Command, until a project has it enabled.',
});

const COMMAND_INPUT_TYPES = values({
  string: 'Any text.',
  boolean: 'A check box; `true-value` and `false-value` say what it becomes.',
  number: 'A number. The server does not check it.',
  'select-one': 'One of `select-values`.',
  'select-many': 'Any of `select-values`. Needs a `default-value`; write `"[]"` for none.',
  file: 'A file that the user uploads, copied into the first writable mount. Since 3.1.0.',
});

const MULTIPLE_DELIMITERS = values({
  space: '`--flag a b`',
  'quoted-space': "`--flag 'a b'`",
  comma: '`--flag a,b`',
  flag: '`--flag a --flag b`',
});

/** Types of wrapper inputs, by what they stand for. */
export const WRAPPER_INPUT_TYPES = values({
  Project: 'A project.',
  ProjectAsset: 'An asset of a project. Since 3.0.0.',
  Subject: 'A subject. Its files cannot be mounted.',
  SubjectAssessor: 'An assessor of a subject. Since 3.0.0.',
  Session: 'An image session.',
  Scan: 'A scan of a session.',
  Assessor: 'An assessor of a session.',
  Resource: 'A resource: a folder of files of any other object.',
  File: 'A file of a resource.',
  'File[]': 'All files of a resource. They cannot be mounted.',
  Directory: "A resource's folder in the archive, as text.",
  string: 'Text: given by the user, or a property of the parent.',
  boolean: 'True or false. A derived one never gets a value.',
  number: 'A number. A derived one never gets a value.',
  Config: 'Configuration of the site. It never gets a value of its own.',
});

const HANDLER_TYPES = values({
  Resource: 'Stores the files as a resource of the parent.',
  Assessor: 'Creates an assessor from one XML file. Since 2.0.0.',
  Scan: 'Creates a scan from one XML file. Since 3.0.0.',
});

const SOURCE_TYPES = values({ 'system-property': 'A Java system property of the XNAT server.' });
const DESTINATION_TYPES = values({ 'environment-variable': 'An environment variable of the container.' });

const ENUMERATIONS: Readonly<Partial<Record<ObjectType, Readonly<Record<string, readonly ValueGuide[]>>>>> = {
  command: { type: COMMAND_TYPES, visibility: VISIBILITIES },
  'command-input': { type: COMMAND_INPUT_TYPES, 'multiple-delimiter': MULTIPLE_DELIMITERS },
  'external-input': { type: WRAPPER_INPUT_TYPES },
  'derived-input': { type: WRAPPER_INPUT_TYPES },
  'output-handler': { type: HANDLER_TYPES },
  'secret-source': { type: SOURCE_TYPES },
  'secret-destination': { type: DESTINATION_TYPES },
};

/** The values that the server knows for a property; none where any text will do. */
export function valuesOf(type: ObjectType, property: string): readonly ValueGuide[] {
  const table = ENUMERATIONS[type];
  return (table !== undefined && Object.hasOwn(table, property) ? table[property] : undefined) ?? [];
}
