/** The types a wrapper input can have, in the order of the XNAT hierarchy, then what is no object. */
export const WRAPPER_INPUT_TYPES = [
  'Project',
  'ProjectAsset',
  'Subject',
  'SubjectAssessor',
  'Session',
  'Scan',
  'Assessor',
  'Resource',
  'File',
  'File[]',
  'Directory',
  'string',
  'boolean',
  'number',
  'Config',
] as const;

export type WrapperInputType = (typeof WRAPPER_INPUT_TYPES)[number];

const INPUT_TYPES: ReadonlySet<string> = new Set(WRAPPER_INPUT_TYPES);

/** Those of the types that stand for an object of the archive, which has a URI, properties and (mostly) files. */
export type XnatObjectType = Exclude<
  WrapperInputType,
  'File[]' | 'Directory' | 'string' | 'boolean' | 'number' | 'Config'
>;

/**
 * How the service finds what a derived input stands for: one `property` of the parent as text, the parent's `directory`,
 * the members of a `list` of the parent, or the object that holds the parent (`up`).
 */
export type Derivation =
  | { readonly how: 'property' }
  | { readonly how: 'directory' }
  | { readonly how: 'list'; readonly list: string }
  | { readonly how: 'up' };

/** One property of an object's JSON, as matchers and `derived-from-xnat-object-property` see it. */
export interface ObjectProperty {
  readonly name: string;
  /** `texts` and `objects` are lists, and cannot be pulled into one text. */
  readonly kind: 'text' | 'number' | 'texts' | 'objects';
  /** What a list of objects holds. */
  readonly of: XnatObjectType | undefined;
  readonly description: string;
}

const UP = { how: 'up' } as const;
const PROPERTY = { how: 'property' } as const;
const listed = (list: string): Derivation => ({ how: 'list', list });

/** By type of the derived input, then by type of its parent. A pair that is not here never gets a value. */
const DERIVATIONS: Readonly<Record<WrapperInputType, Readonly<Partial<Record<WrapperInputType, Derivation>>>>> = {
  Project: { ProjectAsset: UP, Subject: UP, SubjectAssessor: UP, Session: UP, Scan: UP, Assessor: UP },
  ProjectAsset: { Project: listed('project-assets') },
  Subject: { Project: listed('subjects'), SubjectAssessor: UP, Session: UP },
  SubjectAssessor: { Subject: listed('subject-assessors') },
  Session: { Subject: listed('sessions'), Scan: UP, Assessor: UP },
  Scan: { Session: listed('scans'), Resource: UP },
  Assessor: { Session: listed('assessors') },
  Resource: {
    Project: listed('resources'),
    ProjectAsset: listed('resources'),
    Subject: listed('resources'),
    SubjectAssessor: listed('resources'),
    Session: listed('resources'),
    Scan: listed('resources'),
    Assessor: listed('resources'),
  },
  File: { Resource: listed('files') },
  'File[]': { Resource: listed('files') },
  Directory: { Resource: { how: 'directory' } },
  string: {
    Project: PROPERTY,
    ProjectAsset: PROPERTY,
    Subject: PROPERTY,
    SubjectAssessor: PROPERTY,
    Session: PROPERTY,
    Scan: PROPERTY,
    Assessor: PROPERTY,
    Resource: PROPERTY,
    File: PROPERTY,
  },
  boolean: {},
  number: {},
  Config: {},
};

/** How a derived input of one type gets its value from a parent of another; undefined where it never gets one. */
export function derivationOf(child: string, parent: string): Derivation | undefined {
  return isWrapperInputType(child) && isWrapperInputType(parent) ? DERIVATIONS[child][parent] : undefined;
}

/** Whether the service knows the type. It also takes `file`, which it stores as `string`. */
export function isWrapperInputType(type: string): type is WrapperInputType {
  return INPUT_TYPES.has(type);
}

/** Whether inputs of this type can provide files for a mount; of files, only derived ones can. */
export function isMountable(type: string, declared: 'external' | 'derived'): boolean {
  if (type === 'File') return declared === 'derived';
  return type !== 'Subject' && isXnatObjectType(type);
}

/** Whether inputs of this type stand for an object of the archive. */
export function isXnatObjectType(type: string): type is XnatObjectType {
  return Object.hasOwn(OWN_PROPERTIES, type);
}

/** Whether the service looks for the object that an external input's value stands for: of a `File` it takes the text. */
export function isLoadedType(type: string): type is Exclude<XnatObjectType, 'File'> {
  return type !== 'File' && isXnatObjectType(type);
}

const text = (name: string, description: string): ObjectProperty => ({
  name,
  kind: 'text',
  of: undefined,
  description,
});
const number = (name: string, description: string): ObjectProperty => ({
  name,
  kind: 'number',
  of: undefined,
  description,
});
const texts = (name: string, description: string): ObjectProperty => ({
  name,
  kind: 'texts',
  of: undefined,
  description,
});
const objects = (name: string, of: XnatObjectType, description: string): ObjectProperty => ({
  name,
  kind: 'objects',
  of,
  description,
});

const ID = text('id', 'Accession id.');
const LABEL = text('label', 'Label, as people see it.');
const DIRECTORY = text('directory', 'Its folder in the archive.');
const URI = text('uri', 'Where it is in the archive, such as `/archive/experiments/XNAT_E00001`.');
const XSI_TYPE = text('xsiType', 'XNAT data type, such as `xnat:mrSessionData`.');
const TYPE = text('type', "Type of object, as in an input's `type`.");
const PROJECT_ID = text('project-id', 'Id of the project it is in.');
const SUBJECT_ID = text('subject-id', 'Accession id of its subject.');
const SESSION_ID = text('session-id', 'Accession id of its session.');
const DATATYPE_STRING = text(
  'datatype-string',
  'The whole item as XML-like text, filled only when a `string` input is derived below it.',
);
const RESOURCES = objects('resources', 'Resource', 'Its resources.');

/** Properties by type, those most often asked for first. From the service's own object classes. */
const OWN_PROPERTIES: Readonly<Record<XnatObjectType, readonly ObjectProperty[]>> = {
  Project: [
    text('id', 'Project id.'),
    text('label', 'Name of the project, or its id.'),
    text('title', 'Title.'),
    text('running-title', 'Running title.'),
    text('description', 'Description.'),
    text('keywords', 'Keywords, as one text.'),
    text('accessibility', '`public`, `protected` or `private`.'),
    texts('aliases', 'Other names of the project.'),
    URI,
    DIRECTORY,
    objects('subjects', 'Subject', 'Its subjects; filled only when a `Subject` input is below it.'),
    objects('project-assets', 'ProjectAsset', 'Its project assets.'),
    RESOURCES,
    XSI_TYPE,
    TYPE,
  ],
  ProjectAsset: [
    ID,
    LABEL,
    PROJECT_ID,
    URI,
    DIRECTORY,
    objects('subjects', 'Subject', 'Subjects it is about.'),
    objects('sessions', 'Session', 'Sessions it is about.'),
    RESOURCES,
    XSI_TYPE,
    DATATYPE_STRING,
    TYPE,
  ],
  Subject: [
    ID,
    LABEL,
    PROJECT_ID,
    text('group', 'Group, such as a study arm.'),
    text('source', 'Source.'),
    text('initials', 'Initials.'),
    URI,
    objects('sessions', 'Session', 'Its sessions; filled only when a `Session` input is below it.'),
    objects('subject-assessors', 'SubjectAssessor', 'Its assessors; filled only when such an input is below it.'),
    RESOURCES,
    XSI_TYPE,
    DATATYPE_STRING,
    TYPE,
  ],
  SubjectAssessor: [ID, LABEL, PROJECT_ID, SUBJECT_ID, URI, DIRECTORY, RESOURCES, XSI_TYPE, DATATYPE_STRING, TYPE],
  Session: [
    ID,
    LABEL,
    PROJECT_ID,
    SUBJECT_ID,
    text('visit-id', 'Id of the visit.'),
    text('shared-from-project-id', 'Id of the project it is shared from.'),
    URI,
    DIRECTORY,
    objects('scans', 'Scan', 'Its scans.'),
    objects('assessors', 'Assessor', 'Its image assessors.'),
    RESOURCES,
    XSI_TYPE,
    DATATYPE_STRING,
    TYPE,
  ],
  Scan: [
    text('id', 'Scan id, such as `3`.'),
    text('scan-type', 'Type the site gave the scan, such as `T1`.'),
    text('series-description', 'Series description, from DICOM.'),
    text('label', 'Id and type, as `3 - T1`.'),
    text('modality', 'Modality, such as `MR`.'),
    text('quality', '`usable`, `questionable` or `unusable`.'),
    number('frames', 'Number of frames.'),
    text('uid', 'Series instance UID.'),
    text('note', 'Note.'),
    text('start-time', 'Time the scan started.'),
    text('scanner', 'Station name of the scanner.'),
    text('scanner-manufacturer', 'Manufacturer of the scanner.'),
    text('scanner-model', 'Model of the scanner.'),
    text('scanner-software-version', "Version of the scanner's software."),
    PROJECT_ID,
    SESSION_ID,
    number('integer-id', 'Number of the scan in the database.'),
    URI,
    DIRECTORY,
    RESOURCES,
    XSI_TYPE,
    DATATYPE_STRING,
    TYPE,
  ],
  Assessor: [
    ID,
    LABEL,
    text('name', 'Name.'),
    PROJECT_ID,
    SESSION_ID,
    URI,
    DIRECTORY,
    RESOURCES,
    XSI_TYPE,
    DATATYPE_STRING,
    TYPE,
  ],
  Resource: [
    text('label', 'Label, such as `DICOM`.'),
    text('id', 'The label again.'),
    number('integer-id', 'Number of the resource in the database.'),
    text('parent-uri', 'URI of the object it belongs to.'),
    URI,
    DIRECTORY,
    objects('files', 'File', 'Its files.'),
    XSI_TYPE,
    DATATYPE_STRING,
    TYPE,
  ],
  File: [
    text('name', 'Path of the file in its resource.'),
    text('path', 'Path of the file in the archive.'),
    text('format', 'Format, as the catalog has it.'),
    text('content', 'Content; the server repeats the format here.'),
    number('size', 'Size in bytes.'),
    text('checksum', 'Checksum.'),
    texts('tags', 'Tags of the file.'),
    text('label', 'Path of the file in its resource.'),
    URI,
    TYPE,
  ],
};

/** The properties an object of a type has, those most often asked for first; none for what is no object. */
export function objectPropertiesOf(type: string): readonly ObjectProperty[] {
  return isXnatObjectType(type) ? OWN_PROPERTIES[type] : [];
}

/** The types whose objects stand in the lists of an object, or hold it; what a derived input of this parent can be. */
export function typesDerivableFrom(parent: string): readonly WrapperInputType[] {
  return WRAPPER_INPUT_TYPES.filter((child) => derivationOf(child, parent) !== undefined);
}
