import type { LogSink, LogStream } from '../engine';
import { createMask, redactText } from '../redaction';
import { searchReach } from './leak-forms';
import type { LeakNotes } from './leak-notes';
import type { Leak, LeakGap, LeakPlace, LeakReport } from './leak-report';
import {
  createLeakScanner,
  prepareLeakSearch,
  type Finding,
  type LeakScanner,
  type LeakSearch,
  type SoughtSecret,
} from './leak-scanner';
import { searchFolder } from './search-folder';

/** So many places are listed; of further ones only their number. */
const LISTED_LEAKS = 500;
const LISTED_GAPS = 100;

/** Looks for the values of a launch's secrets in whatever the launch leaves. */
export interface LeakCheck {
  /** Searches what a container writes, before it is masked. Call `end` once all of it came. */
  log(step: string): { readonly sink: LogSink; end(): void };
  /** Searches a text that an image says of itself. */
  imageText(image: string, part: string, text: string): void;
  /**
   * Searches all files below a folder: names and contents, and what is in archives.
   *
   * @param name what to call the folder in the report; `""` leaves paths as they are below it
   * @param onProgress is told now and then how many bytes were searched
   * @throws the signal's reason once it is aborted
   */
  folder(path: string, name: string, onProgress: (bytes: number) => void, signal: AbortSignal): Promise<void>;
  /** What was found so far. */
  report(): LeakReport;
}

/** Prepares a check for the secrets of one launch. Holds their values: it goes to no file, log or message. */
export function createLeakCheck(secrets: readonly SoughtSecret[]): LeakCheck {
  const search = prepareLeakSearch(secrets);
  const mask = createMask(secrets.map(({ value }) => value));
  const leaks = new Map<string, { leak: Leak; count: number }>();
  const gaps: LeakGap[] = [];
  let more = 0;
  let files = 0;
  let bytes = 0;

  const note = (place: LeakPlace, { secret, encoding, offset }: Finding) => {
    const key = JSON.stringify([place, secret, encoding]);
    const known = leaks.get(key);
    if (known !== undefined) known.count++;
    else if (leaks.size < LISTED_LEAKS)
      leaks.set(key, { leak: { place, secret, encoding, offset, count: 1 }, count: 1 });
    else more++;
  };

  const contents = placedScanner(search, note);
  const names = placedScanner(search, note);

  const notes: LeakNotes = {
    scannerFor(place) {
      files++;
      return contents.at(place);
    },
    searchName(place, name) {
      const scanner = names.at(place);
      scanner.push(name);
      scanner.end();
    },
    gap(path, reason) {
      if (gaps.length < LISTED_GAPS) gaps.push({ path, reason });
    },
    masked: (path) => redactText(mask, path),
    count: (length) => void (bytes += length),
  };

  return {
    log(step) {
      const scannerOf = (stream: LogStream) =>
        createLeakScanner(search, (finding) => note({ kind: 'log', step, stream }, finding));
      const scanners = { stdout: scannerOf('stdout'), stderr: scannerOf('stderr') };
      return {
        sink: (stream, piece) => scanners[stream].push(piece),
        end() {
          scanners.stdout.end();
          scanners.stderr.end();
        },
      };
    },
    imageText: (image, part, text) => notes.searchName({ kind: 'image', image, part }, Buffer.from(text)),
    async folder(path, name, onProgress, signal) {
      if (search.anchors.size > 0) await searchFolder(path, name, notes, () => onProgress(bytes), signal);
    },
    report: () => ({
      leaks: [...leaks.values()].map(({ leak, count }) => ({ ...leak, count })),
      more,
      short: secrets.flatMap(({ name, value }) => {
        const reach = searchReach(value);
        return reach === 'all forms' || value.byteLength === 0 ? [] : [{ secret: name, reach }];
      }),
      gaps,
      files,
      bytes,
    }),
  };
}

/** One scanner for many places, one after the other. */
function placedScanner(search: LeakSearch, note: (place: LeakPlace, finding: Finding) => void) {
  let current: LeakPlace | undefined;
  const scanner = createLeakScanner(search, (finding) => {
    if (current !== undefined) note(current, finding);
  });
  return {
    at(place: LeakPlace): LeakScanner {
      current = place;
      return scanner;
    },
  };
}
