import type { JsonObject } from '../../command/matcher/matcher-ast';
import type { XnatObjectType } from '../../command/model/xnat-objects';

/**
 * An object of the archive as a person or a folder gives it: as little of it as there is. `completeObject` adds what
 * follows from the rest.
 */
export type DraftObject = JsonObject;

/** The lists of an object, and the type of what is in them. */
export const LIST_TYPES: Readonly<Record<string, XnatObjectType>> = {
  subjects: 'Subject',
  sessions: 'Session',
  scans: 'Scan',
  assessors: 'Assessor',
  resources: 'Resource',
  files: 'File',
  'project-assets': 'ProjectAsset',
  'subject-assessors': 'SubjectAssessor',
};

/** The lists an object of a type can have. */
export const LISTS: Readonly<Record<XnatObjectType, readonly string[]>> = {
  Project: ['resources', 'subjects', 'project-assets'],
  ProjectAsset: ['resources', 'subjects', 'sessions'],
  Subject: ['sessions', 'resources', 'subject-assessors'],
  SubjectAssessor: ['resources'],
  Session: ['scans', 'assessors', 'resources'],
  Scan: ['resources'],
  Assessor: ['resources'],
  Resource: ['files'],
  File: [],
};

/** The properties that are there; one that is undefined must not hide another. */
export function present(draft: DraftObject): DraftObject {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
}

/** A property that is a text. */
export function textIn(draft: DraftObject | undefined, name: string): string | undefined {
  const value = draft?.[name];
  return typeof value === 'string' ? value : undefined;
}
