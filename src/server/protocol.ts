import type { SpecialCommand } from '../language/completion/completion';

/** Languages of the documents that the server answers about; a part of the public contract, as in `package.json`. */
export const COMMAND_LANGUAGE = 'xnat-command';
export const LAUNCH_LANGUAGE = 'xnat-launch';

/** Ids of the commands that the server's code lenses and fixes name and the editor registers. */
export const LAUNCH_COMMAND = 'xnatCommands.launch';
export const LAUNCH_WITH_INPUTS_COMMAND = 'xnatCommands.launchWithInputs';
export const RUN_AGAIN_COMMAND = 'xnatCommands.runAgain';
export const PREVIEW_COMMAND = 'xnatCommands.preview';
export const COPY_LABEL_COMMAND = 'xnatCommands.copyAsLabel';

export const WRITE_LABEL_COMMAND = 'xnatCommands.writeLabel';
export const UPDATE_LABEL_COMMAND = 'xnatCommands.updateLabel';
export const OPEN_LABEL_COMMAND = 'xnatCommands.openLabel';
export const COMPARE_LABEL_COMMAND = 'xnatCommands.compareLabel';
export const BUILD_COMMAND = 'xnatCommands.buildImage';

/** What a code lens of a Dockerfile hands to the commands about its label. */
export interface LabelTarget {
  /** Address of the Dockerfile. */
  readonly dockerfile: string;
  /** Which of the label's Commands, from zero on; absent where the person is to choose. */
  readonly index?: number;
  /** Address of the file to compare with. */
  readonly file?: string;
}

/** Scheme of the read-only documents that show a Command of a label. */
export const LABEL_SCHEME = 'xnat-label';

/** Scheme of the read-only documents that show what an image holds. */
export const IMAGE_SCHEME = 'xnat-image';

/** How the name of such a document ends that shows a whole label, a list of Commands; the others show one Command. */
export const LABEL_ENDING = '.label.command.json';

/** What a code lens hands to these commands. */
export interface LaunchTarget {
  /** Address of the document that holds the Command, or of a launch file. */
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
  readonly specialCommands?: readonly (SpecialCommand & { readonly uri: string })[];
  /** How many bytes are stored for each system property. */
  readonly storedSecrets?: Readonly<Record<string, number>>;
}

/** The setting that switches inlay hints on; asked for each document. */
export const INLAY_HINTS_SETTING = 'xnatCommands.inlayHints.enabled';

/** Request by which the server asks for the Commands of the workspace; answered with a list of `WorkspaceFile`. */
export const COMMAND_FILES_REQUEST = 'xnatCommands/commandFiles';

/** Notification that those files are no longer what they were. */
export const COMMAND_FILES_CHANGED = 'xnatCommands/commandFilesChanged';

/** Request by which the server asks for the launch files of the workspace; answered with a list of `WorkspaceFile`. */
export const LAUNCH_FILES_REQUEST = 'xnatCommands/launchFiles';

/**
 * Request by which the server asks for the tags of a repository, with `RepositoryTagsParams`; answered with a list of tags,
 * which is empty where the registry is none of the person's image hosts or does not answer soon.
 */
export const REPOSITORY_TAGS_REQUEST = 'xnatCommands/repositoryTags';

export interface RepositoryTagsParams {
  /** As in an image's name, without a tag. */
  readonly repository: string;
}

/** A file, with its text as it is in the editor, or else on disk. */
export interface WorkspaceFile {
  readonly uri: string;
  readonly text: string;
}

/** What the editor hands to the server when it starts it. */
export interface ServerOptions {
  /** Codes of rules that another extension speaks for. */
  readonly quietRules: readonly string[];
}
