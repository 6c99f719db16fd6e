const COVER = '•••';

/**
 * The value of a secret, which shows itself only to those who ask for it by `reveal`: text, JSON, logs and the inspector of
 * Node get a cover.
 */
export class SecretValue {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The value itself. Whoever calls this answers for where it goes. */
  reveal(): string {
    return this.#text;
  }

  /** Length of the value in UTF-8. */
  get byteLength(): number {
    return Buffer.byteLength(this.#text);
  }

  toString(): string {
    return COVER;
  }

  toJSON(): string {
    return COVER;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return COVER;
  }
}
