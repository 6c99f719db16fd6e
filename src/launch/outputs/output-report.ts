/** What would become of the files of one output, for one handler. Plain data without values of secrets. */
export interface OutputReport {
  /** `<output>:<handler>`. */
  readonly name: string;
  readonly output: string;
  readonly handler: string;
  /** `Resource`, `Assessor` or `Scan`. */
  readonly type: string;
  readonly required: boolean;
  readonly target: OutputTarget;
  readonly label: string;
  readonly format: string | undefined;
  readonly description: string | undefined;
  readonly content: string | undefined;
  readonly tags: readonly string[];
  readonly result: OutputResult;
  /** Sentences about what is not as one might think. */
  readonly notes: readonly string[];
}

/** What an output is stored under. */
export type OutputTarget =
  /** The object of an input. */
  | { readonly kind: 'object'; readonly input: string; readonly uri: string }
  /** What another handler makes of its output. */
  | { readonly kind: 'handler'; readonly handler: string };

export type OutputResult =
  | {
      readonly kind: 'upload';
      /** The folder or file on this machine that is uploaded. */
      readonly from: string;
      readonly files: readonly UploadedFile[];
      /** Further files that are not listed. */
      readonly more: number;
      /** Of all files, in bytes. */
      readonly bytes: number;
    }
  | {
      readonly kind: 'failure';
      /** The Container Service's own words. */
      readonly message: string;
      /** Why, and what to do. */
      readonly explanation: string;
    };

export interface UploadedFile {
  /** As it is named in the resource. */
  readonly path: string;
  readonly size: number;
}

/** What the service does about the outputs of a launch that went well. */
export interface UploadVerdict {
  /** In the order in which they are uploaded. */
  readonly outputs: readonly OutputReport[];
  /** The words of the failures of required outputs; any makes the launch `Failed (Upload)`. */
  readonly faults: readonly string[];
}
