import type { DraftObject } from './draft-object';

/** So many bytes of a session's document are read; it is mostly far smaller. */
export const DOCUMENT_BYTES = 1_048_576;

/** What XNAT's own document of a session, `<label>.xml` in its folder, says of it and its scans. */
export interface SessionDocument {
  readonly session: DraftObject;
  /** By scan id. */
  readonly scans: ReadonlyMap<string, DraftObject>;
}

const ROOT = /<([\w.-]+):([\w.-]+)\b([^>]*\bID="[^"]*"[^>]*)>/;
const SUBJECT = /<xnat:subject_ID>([^<]*)<\/xnat:subject_ID>/;
const SCAN = /<xnat:scan\b([^>]*)>(.*?)<\/xnat:scan>/gs;

/** Types of sessions by the name of the document's root element. */
const SESSION_TYPES: Readonly<Record<string, string>> = {
  MRSession: 'xnat:mrSessionData',
  CTSession: 'xnat:ctSessionData',
  PETSession: 'xnat:petSessionData',
  PETMRSession: 'xnat:petmrSessionData',
};

/** Undefined for what is no document of a session. */
export function readSessionDocument(xml: string): SessionDocument | undefined {
  const root = ROOT.exec(xml);
  if (root === null) return undefined;
  const attributes = attributesOf(root[3] ?? '');
  return {
    session: {
      id: attributes.get('ID'),
      label: attributes.get('label'),
      'project-id': attributes.get('project'),
      'subject-id': SUBJECT.exec(xml)?.[1],
      'visit-id': attributes.get('visit_id'),
      xsiType: SESSION_TYPES[root[2] ?? ''],
    },
    scans: new Map(
      Array.from(xml.matchAll(SCAN), (match) => {
        const own = attributesOf(match[1] ?? '');
        const inside = match[2] ?? '';
        const child = (name: string): string | undefined =>
          decode(new RegExp(`<xnat:${name}>([^<]*)</xnat:${name}>`).exec(inside)?.[1]);
        const scan: DraftObject = {
          'scan-type': own.get('type'),
          uid: own.get('UID'),
          xsiType: own.get('xsi:type'),
          quality: child('quality'),
          note: child('note'),
          'series-description': child('series_description'),
        };
        return [own.get('ID') ?? '', scan] as const;
      }),
    ),
  };
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    Array.from(text.matchAll(/([\w:.-]+)="([^"]*)"/g), (match) => [match[1] ?? '', decode(match[2]) ?? '']),
  );
}

function decode(text: string | undefined): string | undefined {
  return text
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
