import { parseDicom } from 'dicom-parser';
import type { DataSet } from 'dicom-parser';
import type { DraftObject } from './draft-object';

/** The first tag beyond the ones that are read. */
const STOP = 'x00200011';

/** Properties of a scan that come from a DICOM header, with their tags. */
const TAGS: Readonly<Record<string, string>> = {
  'series-description': 'x0008103e',
  modality: 'x00080060',
  uid: 'x0020000e',
  scanner: 'x00081010',
  'scanner-manufacturer': 'x00080070',
  'scanner-model': 'x00081090',
  'scanner-software-version': 'x00181020',
};
const SERIES_TIME = 'x00080031';

/** Reads what a file's start says of the scan; undefined where it is no DICOM file, or a header that is cut or broken. */
export function readDicomHeader(start: Uint8Array): DraftObject | undefined {
  if (!isDicom(start)) return undefined;
  let header: DataSet;
  try {
    header = parseDicom(start, { untilTag: STOP });
  } catch {
    return undefined;
  }
  return scanProperties(header);
}

export type DicomReader = typeof readDicomHeader;

/** The mark of a DICOM file: `DICM` after 128 bytes. */
function isDicom(start: Uint8Array): boolean {
  return start[128] === 0x44 && start[129] === 0x49 && start[130] === 0x43 && start[131] === 0x4d;
}

function scanProperties(header: DataSet): DraftObject {
  const read = (tag: string): string | undefined => {
    const text = header.string(tag)?.trim();
    return text === '' ? undefined : text;
  };
  const time = /^(\d\d)(\d\d)(\d\d)/.exec(read(SERIES_TIME) ?? '');
  return {
    ...Object.fromEntries(Object.entries(TAGS).map(([property, tag]) => [property, read(tag)])),
    'start-time': time === null ? undefined : `${time[1] ?? ''}:${time[2] ?? ''}:${time[3] ?? ''}`,
  };
}
