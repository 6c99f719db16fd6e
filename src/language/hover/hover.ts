import type { Span } from '../../command/document/syntax-tree';
import type { Command } from '../../command/model/command';

/** What an editor shows beside a place. */
export interface Hover {
  /** What it is about. */
  readonly span: Span;
  readonly markdown: string;
}

/** What is known outside the text. All of it may be missing. */
export interface HoverKnowledge {
  /** How many bytes are stored here for each system property; never a value. Undefined: not known what is stored. */
  readonly storedSecrets?: ReadonlyMap<string, number>;
  /** Fills a command line as a launch with nothing but defaults would; see `previewCommandLine`. */
  readonly previewCommandLine?: (command: Command, fedInputs: ReadonlySet<string>) => CommandLinePreview;
}

/** A command line before any launch. */
export interface CommandLinePreview {
  /** The line; what only a launch can tell stands as `<input>`. */
  readonly line: string;
  /** What the container gets: the arguments of the image's entrypoint, or a shell with the line. */
  readonly arguments: readonly string[];
  /** Names of the inputs that stand as `<input>`. */
  readonly open: readonly string[];
  /** Why a launch with the defaults would be refused, in the service's words. */
  readonly refusal: string | undefined;
}
