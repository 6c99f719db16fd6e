/** Reads folders that stand in for XNAT objects. Paths are absolute, with `/` between their parts. */
export interface DataFiles {
  /** Whether there is a folder at this path, or a link to one. */
  readonly isFolder: (path: string) => Promise<boolean>;
  /** What lies in a folder; links count as what they lead to. Empty where there is no such folder. */
  readonly list: (folder: string, signal: AbortSignal) => Promise<readonly DataEntry[] | UnreadableFolder>;
  /** The first bytes of a file, `length` of them or fewer. Undefined where it cannot be read. */
  readonly readStart: (file: string, length: number) => Promise<Uint8Array | undefined>;
}

export type DataEntry =
  | { readonly kind: 'folder'; readonly name: string }
  | { readonly kind: 'file'; readonly name: string; /** In bytes. */ readonly size: number };

/** A folder that is there, of which nobody can say what lies in it. */
export interface UnreadableFolder {
  /** Why it cannot be read, as the second half of a sentence without its full stop. */
  readonly unreadable: string;
}

export interface IndexOptions {
  readonly files: DataFiles;
  readonly signal: AbortSignal;
  /** Told now and then how many files were found so far. */
  readonly onProgress: (found: number) => void;
  /** Folder in which data that do not look like the archive are to be laid out as it is. It need not exist. */
  readonly viewFolder: string;
}
