import type { SecretValue } from '../secret-value';

/** A kind of place that values of secrets come from. To add one, write it in a file of its own and list it in `all-sources`. */
export interface SecretSource {
  /** Begins the text that names a place of this kind: `env` in `env:TOKEN`. */
  readonly prefix: string;
  /** For a person, how such a text is written. */
  readonly usage: string;
  /**
   * Reads a value; an empty one is taken for none by whoever asks.
   *
   * @param argument what follows the prefix and its colon
   * @param secret the secret's own name
   * @returns undefined when the place has none
   * @throws an error in words that may be shown, when the place cannot or must not be read
   */
  read(argument: string, secret: string, around: SourceSurroundings): Promise<SecretValue | undefined>;
}

/** What sources may look at. */
export interface SourceSurroundings {
  /** Of the editor, or of the command line. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folders that people share with others: values must not lie in there. */
  readonly sharedFolders: readonly string[];
}
