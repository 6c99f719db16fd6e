import type { JsonValue } from '../../command/matcher/matcher-ast';
import type { XnatObjectType } from '../../command/model/xnat-objects';
import { readXnatObject } from '../../resolution/xnat-object';
import type { XnatObject } from '../../resolution/xnat-object';
import type { DraftObject } from './draft-object';
import { LIST_TYPES, LISTS } from './draft-object';

/** What a draft inherits from the object around it. */
export interface Surroundings {
  readonly uri: string | undefined;
  readonly projectId: string | undefined;
  readonly subjectId: string | undefined;
  readonly sessionId: string | undefined;
}

export const NO_SURROUNDINGS: Surroundings = {
  uri: undefined,
  projectId: undefined,
  subjectId: undefined,
  sessionId: undefined,
};

/**
 * Fills in what the server would have made: labels, URIs, numbers, the ids of what lies around, empty lists. What the draft
 * says stays as it is.
 *
 * @param nextNumber gives the numbers of scans and resources, another one at each call.
 * @returns undefined where a value is of a kind that the server would refuse.
 */
export function completeObject(
  draft: DraftObject,
  type: XnatObjectType,
  around: Surroundings,
  nextNumber: () => number,
): XnatObject | undefined {
  return readXnatObject(complete(draft, type, around, nextNumber), type);
}

function complete(
  draft: DraftObject,
  type: XnatObjectType,
  around: Surroundings,
  nextNumber: () => number,
): DraftObject & Readonly<Record<string, JsonValue>> {
  const known: Record<string, JsonValue | undefined> = { ...defaults(draft, type, around, nextNumber) };
  for (const [name, value] of Object.entries(draft)) if (value !== undefined && value !== null) known[name] = value;
  known.type = type;
  const inside: Surroundings = {
    uri: text(known.uri),
    projectId: type === 'Project' ? text(known.id) : text(known['project-id']),
    subjectId: type === 'Subject' ? text(known.id) : text(known['subject-id']),
    sessionId: type === 'Session' ? text(known.id) : text(known['session-id']),
  };
  for (const list of LISTS[type]) {
    const members = known[list];
    const member = LIST_TYPES[list];
    if (!Array.isArray(members) || member === undefined) continue;
    known[list] = (members as readonly JsonValue[]).map((each) =>
      isDraft(each) ? complete(each, member, inside, nextNumber) : each,
    );
  }
  return Object.fromEntries(
    Object.entries(known).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined),
  );
}

function defaults(
  draft: DraftObject,
  type: XnatObjectType,
  around: Surroundings,
  nextNumber: () => number,
): DraftObject {
  const lists = Object.fromEntries(LISTS[type].map((list) => [list, []]));
  const id = text(draft.id) ?? text(draft.label) ?? text(draft.name) ?? 'UNKNOWN';
  const below = (kind: string): string => `${around.uri ?? '/archive'}/${kind}/${id}`;
  const ids = { id, 'project-id': around.projectId };
  switch (type) {
    case 'Project':
      return {
        ...lists,
        id,
        label: text(draft.title) ?? id,
        uri: `/archive/projects/${id}`,
        xsiType: 'xnat:projectData',
        aliases: [],
      };
    case 'Subject':
      return {
        ...lists,
        ...ids,
        label: id,
        uri: around.uri === undefined ? `/archive/subjects/${id}` : below('subjects'),
        xsiType: 'xnat:subjectData',
      };
    case 'Session':
      return {
        ...lists,
        ...ids,
        label: id,
        'subject-id': around.subjectId,
        uri: around.uri === undefined ? `/archive/experiments/${id}` : below('experiments'),
        xsiType: 'xnat:imageSessionData',
      };
    case 'Scan': {
      const scanType = text(draft['scan-type']);
      return {
        ...lists,
        ...ids,
        label: scanType === undefined ? id : `${id} - ${scanType}`,
        'session-id': around.sessionId,
        'integer-id': nextNumber(),
        uri: below('scans'),
        xsiType: 'xnat:imageScanData',
      };
    }
    case 'Assessor':
      return { ...lists, ...ids, label: id, 'session-id': around.sessionId, uri: below('assessors') };
    case 'ProjectAsset':
      return { ...lists, ...ids, label: id, uri: below('experiments') };
    case 'SubjectAssessor':
      return { ...lists, ...ids, label: id, 'subject-id': around.subjectId, uri: below('experiments') };
    case 'Resource': {
      const label = text(draft.label) ?? id;
      return {
        ...lists,
        id: label,
        label,
        'integer-id': nextNumber(),
        'parent-uri': around.uri,
        uri: `${around.uri ?? '/archive'}/resources/${label}`,
        xsiType: 'xnat:resourceCatalog',
      };
    }
    case 'File':
      return {
        label: text(draft.name),
        uri: `${around.uri ?? '/archive'}/files/${text(draft.name) ?? id}`,
        tags: [''],
      };
  }
}

function isDraft(value: JsonValue): value is DraftObject & JsonValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
