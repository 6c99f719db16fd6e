import type { FolderIndexer } from '../../launch/data/folder-cache';

/** A preview that is open. */
export interface OpenPreview {
  /** Addresses of the documents it is made of. */
  readonly follows: ReadonlySet<string>;
  /** Its data, each folder read once; undefined where they are to be read anew. */
  readonly folders: FolderIndexer | undefined;
  /** The last launch that it could show. */
  readonly last: string | undefined;
  /** Names of the wrappers that can be shown. */
  readonly wrappers: readonly string[];
  /** The one that was chosen, of several. */
  readonly wrapper: string | undefined;
}

/** A preview that is being made. */
export type BegunPreview = OpenPreview & { readonly folders: FolderIndexer };

/** The previews that are open, by their addresses. */
export class OpenPreviews {
  readonly #open = new Map<string, OpenPreview>();

  get(address: string): OpenPreview | undefined {
    return this.#open.get(address);
  }

  /** Addresses of those that are made of a document. */
  madeOf(document: string): readonly string[] {
    return [...this.#open].flatMap(([address, { follows }]) => (follows.has(document) ? [address] : []));
  }

  /** Addresses of all documents that any of them is made of. */
  documents(): ReadonlySet<string> {
    return new Set([...this.#open.values()].flatMap(({ follows }) => [...follows]));
  }

  /** Begins to make a preview, the first time or again. Until it is known what else it is made of, it follows its source. */
  begin(address: string, source: string, createFolders: () => FolderIndexer): BegunPreview {
    const known = this.#open.get(address) ?? { ...NOTHING_SHOWN, follows: new Set([source]) };
    const begun = { ...known, folders: known.folders ?? createFolders() };
    this.#open.set(address, begun);
    return begun;
  }

  /** Keeps what came of one that was begun, unless it was closed, refreshed or given another wrapper in the meantime. */
  finish(address: string, begun: BegunPreview, found: Pick<OpenPreview, 'follows' | 'last' | 'wrappers'>): void {
    const now = this.#open.get(address);
    if (now?.folders !== begun.folders || now.wrapper !== begun.wrapper) return;
    this.#open.set(address, { ...now, ...found });
  }

  /** Has the data of a preview read again; false where it is not open. */
  refresh(address: string): boolean {
    return this.#change(address, { folders: undefined });
  }

  /** Takes another wrapper for a preview; false where it is not open. */
  choose(address: string, wrapper: string): boolean {
    // The last launch is one of another wrapper, which nobody wants to see any longer.
    return this.#change(address, { wrapper, last: undefined });
  }

  close(address: string): void {
    this.#open.delete(address);
  }

  #change(address: string, changes: Partial<OpenPreview>): boolean {
    const now = this.#open.get(address);
    if (now !== undefined) this.#open.set(address, { ...now, ...changes });
    return now !== undefined;
  }
}

const NOTHING_SHOWN = { folders: undefined, last: undefined, wrappers: [], wrapper: undefined } as const;
