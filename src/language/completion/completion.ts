import type { JsonToWrite } from '../../command/document/write-json';
import type { TextEdit } from '../../command/problem';

/** What a completion stands for; an editor chooses the icon by it. */
export type CompletionKind =
  | 'property'
  | 'value'
  | 'constant'
  | 'reference'
  | 'replacement-key'
  | 'snippet'
  | 'operator'
  | 'field'
  | 'file'
  | 'folder';

/** Something that fits at the cursor. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words beside the label. */
  readonly detail: string | undefined;
  /** Markdown. */
  readonly documentation: string | undefined;
  /** What accepting it does; its span is in one line and holds the cursor. */
  readonly edit: TextEdit;
  /** Whether the edit's text is LSP snippet syntax. Its lines are indented as they are to be. */
  readonly format: 'text' | 'snippet';
  /** Changes elsewhere that belong to it, such as a missing comma before it. */
  readonly additionalEdits: readonly TextEdit[];
  /** What is compared with the text between the edit's start and the cursor. */
  readonly filterText: string;
  /** `suggest`: where the cursor stands then, there is something to propose again. */
  readonly next: 'suggest' | 'nothing';
}

/** What is known outside the text. All of it may be missing. */
export interface CompletionKnowledge {
  /** Images the Docker engine has, as `repository:tag`. */
  readonly imageNames?: readonly string[];
  /** What a registry says of the repository of the image at the cursor. */
  readonly repositoryTags?: RepositoryTags | undefined;
  /** Setup and wrapup Commands of the workspace. */
  readonly specialCommands?: readonly SpecialCommand[];
  /** System properties that secrets are stored for here. */
  readonly secretNames?: readonly string[];
}

/** The tags of a repository, in its registry's order. */
export interface RepositoryTags {
  /** As in an image's name, without a tag. */
  readonly repository: string;
  readonly tags: readonly string[];
}

/** A setup or wrapup Command that wrappers can name. */
export interface SpecialCommand {
  readonly type: 'docker-setup' | 'docker-wrapup';
  readonly image: string;
  readonly name: string;
}

/** A completion before it is known how it is written at the cursor. */
export interface Candidate {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail?: string | undefined;
  readonly documentation?: string | undefined;
  readonly value: JsonToWrite;
  /** Where the label is no good for that, what is typed to find it. */
  readonly filter?: string;
  readonly additionalEdits?: readonly TextEdit[];
  readonly next?: Completion['next'];
}
