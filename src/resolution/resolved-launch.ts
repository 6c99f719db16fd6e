import type { XnatObject } from './xnat-object';

/**
 * What the Container Service makes of one launch: everything a container needs, each value with where it came from. A
 * `pointer` is the JSON pointer of a place in the Command's text, such as `/xnat/0/derived-inputs/2`.
 */
export interface ResolvedLaunch {
  readonly commandName: string | undefined;
  readonly wrapperName: string;
  readonly container: ResolvedContainer;
  /** The input trees, one a root, in the order they were resolved. */
  readonly inputs: readonly ResolvedInput[];
  readonly outputs: readonly ResolvedOutput[];
  /** Files given for inputs of type `file`, to be copied into a mount before the launch. */
  readonly fileCopies: readonly FileCopy[];
  /** Values that join the environment last, by name only. */
  readonly secrets: readonly ResolvedSecret[];
  /** One for each mount with files that go through a setup Command; they run side by side before the main container. */
  readonly setupContainers: readonly ResolvedSpecialContainer[];
  /** One for each output that goes through a wrapup Command; they run after the main container ended well. */
  readonly wrapupContainers: readonly ResolvedSpecialContainer[];
  /** Things that work, but most likely not as meant; most certain first. */
  readonly warnings: readonly LaunchWarning[];
}

/** One container as Docker is asked for it, but for what is added at creation: the service's variables, secrets, labels. */
export interface ResolvedContainer {
  readonly image: string;
  /** Undefined or blank: the engine invents one. */
  readonly name: ResolvedText | undefined;
  /** The line with all keys replaced. */
  readonly commandLine: ResolvedText;
  /** What Docker gets as `Cmd`: the split line, or `/bin/sh -c` and the line. Empty: the image's own runs. */
  readonly cmd: readonly string[];
  /** What Docker gets as `Entrypoint`; undefined: the image's own stays. */
  readonly entrypoint: readonly string[] | undefined;
  readonly overrideEntrypoint: boolean;
  readonly workingDirectory: ResolvedText | undefined;
  readonly environment: readonly ResolvedEntry[];
  /** Container port to host port. */
  readonly ports: readonly ResolvedEntry[];
  readonly labels: readonly ResolvedEntry[];
  readonly mounts: readonly ResolvedMount[];
  readonly limits: ContainerLimits;
}

/** What a Command says of the container that is no template. Undefined leaves it to the engine. */
export interface ContainerLimits {
  /** In MiB. */
  readonly reserveMemory: bigint | undefined;
  /** In MiB. */
  readonly limitMemory: bigint | undefined;
  /** In cores. */
  readonly limitCpu: number | undefined;
  readonly runtime: string | undefined;
  readonly ipcMode: string | undefined;
  readonly autoRemove: boolean | undefined;
  /** In bytes. */
  readonly shmSize: bigint | undefined;
  readonly network: string | undefined;
  readonly gpus: string | undefined;
  readonly genericResources: ReadonlyMap<string, string>;
  readonly ulimits: ReadonlyMap<string, string>;
}

/** A container of a setup or wrapup Command. */
export interface ResolvedSpecialContainer {
  readonly commandName: string | undefined;
  /** The text that names it, `image[:tag[:command name]]`. */
  readonly reference: string;
  /** The mount it fills, or the `<output>:<handler>` it reads. */
  readonly parentName: string;
  /** Of the reference. */
  readonly pointer: string;
  readonly container: ResolvedContainer;
}

/** A template with its keys replaced. */
export interface ResolvedText {
  readonly text: string;
  readonly template: string;
  /** Of the template. */
  readonly pointer: string;
  /** In the order the keys were replaced. */
  readonly replacements: readonly Replacement[];
}

/** A key that stood in a template, and what took its place. */
export interface Replacement {
  readonly key: string;
  readonly value: string;
  /** The input the key is of. */
  readonly input: string;
}

/** One variable, port or label. */
export interface ResolvedEntry {
  readonly name: ResolvedText;
  readonly value: ResolvedText;
}

/** A node of an input tree. */
export interface ResolvedInput {
  readonly kind: 'external' | 'derived' | 'command';
  readonly name: string;
  readonly pointer: string;
  readonly type: string;
  readonly key: string;
  readonly required: boolean;
  /** As the Command says of this input itself. */
  readonly sensitive: boolean;
  /** Whether its values are to be hidden: it is sensitive, or hands its value to or has it from an input that is. */
  readonly masked: boolean;
  /** Whether a derived input may stand for several things at once. */
  readonly multiple: boolean;
  /** One for external and command inputs, any number for derived ones. */
  readonly values: readonly ResolvedValue[];
  /** The matcher with its keys filled in, where one was applied. */
  readonly matcher: string | undefined;
}

export interface ResolvedValue {
  /** Undefined: the input has no value. */
  readonly value: string | undefined;
  readonly label: string | undefined;
  readonly object: XnatObject | undefined;
  readonly origin: ValueOrigin;
  /** Inputs that hang below this value. */
  readonly children: readonly ResolvedInput[];
}

/** Where a value came from. */
export type ValueOrigin =
  | { readonly kind: 'none' }
  /** An entry of the launch request. */
  | { readonly kind: 'given' }
  /** `default-value`, of the Command or of the site's or project's configuration. */
  | { readonly kind: 'default'; readonly from: 'command' | 'configuration' }
  /** A wrapper input's value, handed to the command input it provides. */
  | { readonly kind: 'provided'; readonly by: string }
  /** A property of the parent's object. */
  | { readonly kind: 'property'; readonly parent: string; readonly property: string }
  /** The folder of the parent's object. */
  | { readonly kind: 'directory'; readonly parent: string }
  /** A member of a list of the parent's object, chosen among `candidates` by value, matcher or both. */
  | {
      readonly kind: 'member';
      readonly parent: string;
      readonly list: string;
      readonly candidates: number;
      /** The property whose value, and not the URI, is the input's value. */
      readonly property: string | undefined;
      readonly chosenBy: readonly ('value' | 'matcher')[];
    }
  /** The object that holds the parent's object. */
  | { readonly kind: 'upward'; readonly parent: string; readonly property: string | undefined };

export interface ResolvedMount {
  readonly name: string;
  /** Of the mount in the Command; of the reference for a mount of a setup or wrapup container. */
  readonly pointer: string;
  readonly containerPath: ResolvedText;
  readonly mode: 'ro' | 'rw';
  /** The path as XNAT knows it. */
  readonly xnatPath: string;
  /** The same path as the engine knows it: what is bound. */
  readonly enginePath: string;
  readonly source: MountSource;
}

/** Where a mount's files are from. */
export type MountSource =
  /** A new, empty directory. */
  | { readonly kind: 'new' }
  /** Files of the archive, bound as they are. `files` counts those known; undefined when none are listed. */
  | {
      readonly kind: 'archive';
      readonly input: string;
      readonly entry: 'directory' | 'file';
      readonly files: number | undefined;
    }
  /** A copy of files of the archive, so that the container may write: `from` is copied to `to` before the launch. */
  | {
      readonly kind: 'copy';
      readonly input: string;
      readonly entry: 'directory' | 'file';
      readonly from: string;
      readonly to: string;
      readonly files: number | undefined;
    }
  /** The output of the setup Command that `reference` names. */
  | { readonly kind: 'setup'; readonly input: string; readonly reference: string }
  /** The source of another mount of the main container: `/input` of a wrapup Command. */
  | { readonly kind: 'mount'; readonly mount: string };

/** A file given for an input of type `file`, copied into a mount before the launch. */
export interface FileCopy {
  readonly input: string;
  /** `/user/cache/resources/<resource>/files/<name>`. */
  readonly cachePath: string;
  readonly to: string;
}

export interface ResolvedOutput {
  /** `<output>:<handler>`. */
  readonly name: string;
  readonly output: string;
  readonly handler: string;
  readonly outputPointer: string;
  readonly handlerPointer: string;
  readonly type: string;
  readonly xsiType: string | undefined;
  readonly required: boolean;
  readonly mount: string;
  readonly path: string | undefined;
  /** Never read by the service. */
  readonly glob: string | undefined;
  readonly label: string | undefined;
  readonly format: string | undefined;
  readonly description: string | undefined;
  readonly content: string | undefined;
  readonly tags: readonly string[];
  /** Name of the input or of the handler it is stored under. */
  readonly handledBy: string;
  /** URI of the object it is stored under; undefined when a handler creates that first. */
  readonly targetUri: string | undefined;
  readonly viaWrapupCommand: string | undefined;
}

export interface ResolvedSecret {
  /** The environment variable. */
  readonly destination: string;
  /** The Java system property of the server. */
  readonly source: string;
  readonly pointer: string;
}

/** Something a person should know before they launch. */
export interface LaunchWarning {
  /** Stable, kebab-case. */
  readonly code: string;
  readonly message: string;
  readonly pointer: string;
}

/** Why a launch fails, as the service would have it and as a person can mend it. */
export interface LaunchError {
  /** `configure`: before any input; `resolve`: while inputs and what follows are made; `launch`: when the container is created. */
  readonly stage: 'configure' | 'resolve' | 'launch';
  readonly kind: LaunchErrorKind;
  /** Name of the service's exception. */
  readonly exception: string;
  /** The service's own words. */
  readonly message: string;
  /** The status the launch's workflow ends with. */
  readonly workflowStatus: 'Failed (Command resolution)' | 'Failed (Staging)' | 'Failed (Container launch)';
  /** Why it fails in this Command with these values, and what to do. */
  readonly explanation: string;
  /** The place in the Command to look at. */
  readonly pointer: string;
}

export type LaunchErrorKind =
  | 'missing-required'
  | 'unresolved-derived'
  | 'not-unique'
  /** The launch form has nothing to offer for a required derived input. */
  | 'preresolve-required'
  | 'multiple-child'
  | 'illegal-input'
  | 'jsonpath'
  | 'matcher'
  | 'input-order'
  | 'name-clash'
  | 'mount'
  | 'output'
  | 'setup-not-found'
  | 'secret'
  | 'env-clash'
  | 'port'
  | 'wrapper'
  | 'object'
  | 'internal';

export type LaunchOutcome =
  | { readonly ok: true; readonly launch: ResolvedLaunch }
  | {
      readonly ok: false;
      readonly error: LaunchError;
      /** What was resolved before it failed. */ readonly inputs: readonly ResolvedInput[];
      /** What was given or preset for sensitive inputs, for the one it failed at is not among those. Never to be shown. */
      readonly unresolved: readonly string[];
    };
