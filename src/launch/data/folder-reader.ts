import type { DataEntry, IndexOptions } from './data-files';
import type { DicomReader } from './dicom-header';

/** A folder or file `from` the data that is to appear `at` another place. */
export interface ArchiveLink {
  readonly at: string;
  readonly from: string;
}

/** What lies in a folder, by kind and in the order of the names. */
export interface Listing {
  readonly folders: readonly string[];
  readonly files: readonly { readonly name: string; readonly size: number }[];
}

const REPORT_EVERY = 1000;

/** Reads the folders of one index, counts what it finds, and keeps what has to be laid out anew. */
export class FolderReader {
  readonly links: ArchiveLink[] = [];
  /** What was made up, and what could not be read, a sentence each. */
  readonly notes: string[] = [];
  /** Files found so far. */
  found = 0;
  /** A folder is looked at before it is known what it is, and read again as that. */
  private readonly listings = new Map<string, Promise<Listing>>();

  constructor(
    readonly options: IndexOptions,
    readonly readDicom: DicomReader,
  ) {}

  list(path: string): Promise<Listing> {
    const known = this.listings.get(path) ?? this.read(path);
    this.listings.set(path, known);
    return known;
  }

  private async read(path: string): Promise<Listing> {
    const { files, signal } = this.options;
    signal.throwIfAborted();
    const listed = await files.list(path, signal);
    if ('unreadable' in listed) {
      this.notes.push(`${path} cannot be read and counts as empty: ${listed.unreadable}.`);
      return { folders: [], files: [] };
    }
    const entries = listed.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return {
      folders: entries.filter(({ kind }) => kind === 'folder').map(({ name }) => name),
      files: entries.filter((entry): entry is DataEntry & { readonly kind: 'file' } => entry.kind === 'file'),
    };
  }

  count(files: number): void {
    const before = Math.floor(this.found / REPORT_EVERY);
    this.found += files;
    if (Math.floor(this.found / REPORT_EVERY) > before) this.options.onProgress(this.found);
  }
}
