import type { Span } from '../command/document/syntax-tree';
import type { JsonObject } from '../command/matcher/matcher-ast';
import type { XnatObjectType } from '../command/model/xnat-objects';

/** The ending of a launch file's name. */
export const LAUNCH_FILE_ENDING = '.launch.json';

/** A launch kept in a file, `NAME.launch.json`, to be run again, by others too. Paths are as written: relative to the file. */
export interface LaunchFile {
  readonly command: LaunchedCommand;
  /** May be left out where the Command has one wrapper. */
  readonly wrapper: string | undefined;
  readonly inputs: ReadonlyMap<string, LaunchInput>;
  readonly objects: ReadonlyMap<string, LaunchObject>;
  /** Paths of setup and wrapup Commands that the Command may name. */
  readonly otherCommands: readonly string[];
  /** Variables that are set beside the Command's, or in place of them. */
  readonly environment: ReadonlyMap<string, string>;
  /** The Docker engine to run on, such as `unix:///var/run/docker.sock`. */
  readonly engine: string | undefined;
  /** System properties of the server that the Command's secrets are taken from. Their values are never in the file. */
  readonly secrets: readonly string[];
  readonly expect: LaunchExpectations | undefined;
}

export type LaunchedCommand =
  | { readonly kind: 'file'; readonly path: string }
  | {
      readonly kind: 'image';
      readonly image: string;
      /** Of the Command in the image's label. */ readonly name: string | undefined;
    };

/** What is given for one input. */
export type LaunchInput =
  | { readonly kind: 'text'; readonly text: string }
  /** Several values, which the service takes as the text of a JSON list. */
  | { readonly kind: 'list'; readonly texts: readonly string[] }
  /** A folder that stands in for an object of the input's type. */
  | { readonly kind: 'folder'; readonly path: string; readonly properties: JsonObject }
  /** A file for a Command input of type `file`. */
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'object'; readonly object: JsonObject }
  /** One of the file's `objects`. */
  | { readonly kind: 'reference'; readonly name: string };

/** An object of the archive, given so that inputs can name it and that others can be derived upwards to it. */
export type LaunchObject =
  | { readonly kind: 'json'; readonly type: XnatObjectType; readonly object: JsonObject }
  | { readonly kind: 'folder'; readonly type: XnatObjectType; readonly path: string; readonly properties: JsonObject };

/** What a launch has to come to, when it is run as a test. */
export interface LaunchExpectations {
  readonly exitCode: number | undefined;
  /** How many files an output holds, by its name. */
  readonly outputs: ReadonlyMap<string, FileCount>;
  /** Texts that must stand in the log. */
  readonly log: readonly string[];
}

export interface FileCount {
  readonly least: number;
  /** Infinity where there is no upper bound. */
  readonly most: number;
}

/** Something wrong with a launch file. */
export interface LaunchFileProblem {
  readonly message: string;
  /** JSON pointer to the value. */
  readonly pointer: string;
  readonly span: Span;
}

export type LaunchFileReading =
  | { readonly ok: true; readonly file: LaunchFile }
  | { readonly ok: false; readonly problems: readonly LaunchFileProblem[] };
