import type { DataSet } from 'dicom-parser';
import type { DraftObject } from './draft-object';

/** So many bytes hold what comes before the pixels of any ordinary image. */
export const HEADER_BYTES = 65_536;

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

/** The parser is loaded only where there are data to read. */
export type DicomReader = (start: Uint8Array) => DraftObject | undefined;

export async function loadDicomReader(): Promise<DicomReader> {
  const { parseDicom } = await import('dicom-parser');
  return (start) => {
    if (!isDicom(start)) return undefined;
    try {
      return scanProperties(parseDicom(start, { untilTag: STOP }));
    } catch {
      // A header that is cut or broken: the scan then goes without.
      return undefined;
    }
  };
}

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
