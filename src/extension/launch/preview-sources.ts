import type { FolderIndexer } from '../../launch/data/folder-cache';
import type { LaunchInput } from '../../launch-file/launch-file';

/** What a preview reads beside the document it is of. Paths are absolute. */
export interface PreviewSources {
  /** The text of a file as it stands in the editor, saved or not; undefined where there is none. */
  readonly textOf: (path: string) => Promise<string | undefined>;
  /** Launch files in a folder, in the order of their names. */
  readonly launchFilesIn: (folder: string) => Promise<readonly string[]>;
  /** What was answered last for a wrapper of the Command. */
  readonly answersFor: (wrapper: string) => ReadonlyMap<string, LaunchInput>;
  readonly folders: FolderIndexer;
  /** Told now and then how many files of the data were found so far. */
  readonly onProgress: (found: number) => void;
  readonly signal: AbortSignal;
}

/** What a launch would be, for a person to read; or why there is no launch to show. */
export type Preview = PreviewContent & {
  /** Paths of the files it was made of, to be made anew when one of them changes. */
  readonly follows: readonly string[];
};

export type PreviewContent =
  | {
      readonly kind: 'launch';
      /** Its second line is blank. */
      readonly text: string;
      /** Names of the Command's wrappers, where a person can choose another one. */
      readonly wrappers: readonly string[];
    }
  /** `why`: a sentence, then those that say more of it. */
  | { readonly kind: 'nothing'; readonly why: readonly string[] };

/** A document a preview is made of. */
export interface PreviewedDocument {
  readonly path: string;
  readonly text: string;
}
