/** Ids of the commands that the server's code lenses and fixes name and the editor registers. */
export const LAUNCH_COMMAND = 'xnatCommands.launch';
export const PREVIEW_COMMAND = 'xnatCommands.preview';
export const COPY_LABEL_COMMAND = 'xnatCommands.copyAsLabel';

/** What a code lens hands to these commands. */
export interface LaunchTarget {
  /** Address of the document that holds the Command. */
  readonly uri: string;
  /** JSON pointer of the Command in a document that holds several; absent where the document is the Command. */
  readonly pointer?: string;
  /** Name of the wrapper to launch; absent where the person is to choose. */
  readonly wrapper?: string;
}
