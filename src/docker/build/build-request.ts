/** An image to be built. */
export interface BuildRequest {
  /** Path of the folder that is sent to the builder, but for what its `.dockerignore` names. */
  readonly contextFolder: string;
  /** Path of the Dockerfile, within that folder or not. */
  readonly dockerfile: string;
  /** Name to give the image, with its tag; undefined for none. */
  readonly name: string | undefined;
  /** Values of the Dockerfile's arguments, by name. They are in the history of the image: nothing secret. */
  readonly arguments: Readonly<Record<string, string>>;
  /** For `RUN --mount=type=secret,id=…`. */
  readonly secrets: readonly BuildSecret[];
}

/** A secret that is mounted in a build. Its value reaches the builder alone: no file, argument, context or history. */
export interface BuildSecret {
  readonly id: string;
  readonly value: { reveal(): string };
}

/** Takes the builder's output as it comes, not masked. */
export type BuildOutput = (bytes: Uint8Array) => void;

/** How a build ended. `message` is a sentence for a person; the builder's own words are in its output. */
export type BuildOutcome =
  | { readonly kind: 'built'; readonly imageId: string }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'cancelled' };
