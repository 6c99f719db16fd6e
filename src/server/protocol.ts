import type { SpecialCommand } from '../language/completion/completion';

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

/** Notification by which the editor tells the server what only it knows. What it leaves out stays as it was told before. */
export const KNOWLEDGE_NOTIFICATION = 'xnatCommands/knowledge';

/** What the editor knows outside the texts: names and sizes, never the value of a secret. */
export interface EditorKnowledge {
  /** Images that the Docker engine has, as `repository:tag`, once it is connected. */
  readonly imageNames?: readonly string[];
  /** Setup and wrapup Commands of the workspace. */
  readonly specialCommands?: readonly SpecialCommand[];
  /** How many bytes are stored for each system property. */
  readonly storedSecrets?: Readonly<Record<string, number>>;
}

/** The setting that switches inlay hints on; asked for each document. */
export const INLAY_HINTS_SETTING = 'xnatCommands.inlayHints.enabled';
