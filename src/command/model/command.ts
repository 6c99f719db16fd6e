/**
 * The Command as the Container Service 3.7.3 holds it in memory after reading the JSON: coerced, defaults filled, unknown
 * properties dropped. `undefined` stands for both null and absent, which the service does not tell apart.
 *
 * An element's place in its list is its place in the text (`command.inputs[2]` is `/inputs/2`), so whatever works on the
 * model can point at the token it is about.
 */
export interface Command {
  readonly name: string | undefined;
  readonly label: string | undefined;
  readonly description: string | undefined;
  readonly version: string | undefined;
  readonly schemaVersion: string | undefined;
  readonly infoUrl: string | undefined;
  readonly image: string | undefined;
  readonly containerName: string | undefined;
  /** `docker`, `docker-setup` or `docker-wrapup` in a Command that the server takes; any text before it is checked. */
  readonly type: string;
  readonly index: string | undefined;
  readonly hash: string | undefined;
  readonly workingDirectory: string | undefined;
  readonly commandLine: string | undefined;
  readonly overrideEntrypoint: boolean | undefined;
  readonly mounts: readonly Mount[];
  readonly environmentVariables: ReadonlyMap<string, string>;
  readonly ports: ReadonlyMap<string, string>;
  readonly inputs: readonly CommandInput[];
  readonly outputs: readonly CommandOutput[];
  readonly wrappers: readonly Wrapper[];
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
  readonly containerLabels: ReadonlyMap<string, string>;
  readonly gpus: string | undefined;
  readonly genericResources: ReadonlyMap<string, string>;
  readonly ulimits: ReadonlyMap<string, string>;
  readonly secrets: readonly Secret[];
  readonly visibility: string;
}

export interface Mount {
  readonly name: string;
  readonly path: string | undefined;
  readonly writable: boolean;
}

/** An entry of `inputs`: a parameter of the tool. */
export interface CommandInput {
  readonly name: string;
  readonly label: string | undefined;
  readonly description: string | undefined;
  readonly type: string;
  readonly required: boolean;
  readonly matcher: string | undefined;
  readonly defaultValue: string | undefined;
  readonly replacementKey: string | undefined;
  readonly commandLineFlag: string | undefined;
  readonly commandLineSeparator: string | undefined;
  readonly trueValue: string | undefined;
  readonly falseValue: string | undefined;
  readonly sensitive: boolean | undefined;
  readonly selectValues: readonly string[];
  readonly multipleDelimiter: string | undefined;
}

/** An entry of `outputs`: files the tool leaves in a mount. */
export interface CommandOutput {
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly required: boolean;
  readonly mount: string | undefined;
  readonly path: string | undefined;
  readonly glob: string | undefined;
}

/** An entry of `xnat`: how XNAT data feed the Command and where its results go. */
export interface Wrapper {
  readonly name: string;
  readonly label: string | undefined;
  readonly description: string | undefined;
  readonly contexts: readonly string[];
  readonly externalInputs: readonly ExternalInput[];
  readonly derivedInputs: readonly DerivedInput[];
  readonly outputHandlers: readonly OutputHandler[];
}

/** What external and derived inputs have in common. */
export interface WrapperInput {
  readonly name: string;
  readonly label: string | undefined;
  readonly description: string | undefined;
  readonly type: string;
  readonly matcher: string | undefined;
  readonly defaultValue: string | undefined;
  readonly required: boolean;
  readonly userSettable: boolean | undefined;
  readonly sensitive: boolean | undefined;
  readonly replacementKey: string | undefined;
  readonly loadChildren: boolean;
  readonly providesValueForCommandInput: string | undefined;
  readonly providesFilesForCommandMount: string | undefined;
  readonly viaSetupCommand: string | undefined;
}

/** A wrapper input whose value is given at launch. */
export type ExternalInput = WrapperInput;

/** A wrapper input whose value is computed from one declared before it. */
export interface DerivedInput extends WrapperInput {
  readonly derivedFromWrapperInput: string | undefined;
  readonly derivedFromXnatObjectProperty: string | undefined;
  readonly multiple: boolean;
  readonly parser: string | undefined;
}

/** An entry of `output-handlers`: where a Command output is stored in XNAT. */
export interface OutputHandler {
  readonly name: string | undefined;
  readonly acceptsCommandOutput: string | undefined;
  readonly asAChildOf: string | undefined;
  readonly type: string;
  readonly label: string | undefined;
  readonly xsiType: string | undefined;
  readonly format: string | undefined;
  readonly description: string | undefined;
  readonly content: string | undefined;
  readonly tags: readonly string[];
  readonly viaWrapupCommand: string | undefined;
}

/** A value of the server's configuration, handed to the container as an environment variable. */
export interface Secret {
  readonly source: SecretSource | undefined;
  readonly destination: SecretDestination | undefined;
}

/** Names a Java system property of the XNAT server; the only source there is. */
export interface SecretSource {
  readonly type: 'system-property';
  readonly identifier: string | undefined;
}

/** Names an environment variable of the container; the only destination there is. */
export interface SecretDestination {
  readonly type: 'environment-variable';
  readonly identifier: string | undefined;
}
