/** A fault the JSONPath library foresees; its words reach the log or the person who launches. */
export class PathFault extends Error {
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(message);
  }
}

/** A fault the JSONPath library does not foresee (a number without digits, a read past the end); it words it by itself. */
export class UnforeseenFault extends Error {
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(message);
  }
}

/**
 * Reads a text character by character as Jayway's compiler does: only the space is blank, bounds are checked by those who
 * ask, and reading past the text is an unforeseen fault. `last` is the index of the last character in bounds, which may lie
 * before the text's end.
 */
export class TextCursor {
  position: number;
  last: number;

  /** @param offset where `text` starts in the matcher; positions handed out in faults count from there. */
  constructor(
    readonly text: string,
    readonly offset: number,
  ) {
    this.position = 0;
    this.last = text.length - 1;
  }

  charAt(index: number): string {
    const character = this.text[index];
    if (character === undefined) {
      throw new UnforeseenFault(
        `java.lang.StringIndexOutOfBoundsException: String index out of range: ${index}`,
        this.offset + this.text.length,
      );
    }
    return character;
  }

  current(): string {
    return this.charAt(this.position);
  }

  inBounds(index = this.position): boolean {
    return index >= 0 && index <= this.last;
  }

  /** True when the position is at the last character or after it. */
  isAtTail(): boolean {
    return this.position >= this.last;
  }

  slice(start: number, end: number): string {
    if (start < 0 || end > this.text.length || start > end) {
      throw new UnforeseenFault(
        `java.lang.StringIndexOutOfBoundsException: begin ${start}, end ${end}, length ${this.text.length}`,
        this.offset + Math.min(start, this.text.length),
      );
    }
    return this.text.slice(start, end);
  }

  skipBlanks(): this {
    while (this.position < this.last && this.text[this.position] === ' ') this.position++;
    return this;
  }

  trim(): void {
    this.skipBlanks();
    while (this.position < this.last && this.text[this.last] === ' ') this.last--;
  }

  /** Index of the next character after `from` that is not blank, or one past the bounds. */
  nextSignificantIndex(from = this.position): number {
    let index = from + 1;
    while (this.inBounds(index) && this.text[index] === ' ') index++;
    return index;
  }

  /** The next character after `from` that is not blank; a space when there is none. */
  nextSignificant(from = this.position): string {
    const index = this.nextSignificantIndex(from);
    return this.inBounds(index) ? this.charAt(index) : ' ';
  }

  /** Index of the next character after `from` that is not blank, if it is `wanted`; else -1. */
  indexOfNextSignificant(wanted: string, from = this.position): number {
    const index = this.nextSignificantIndex(from);
    return this.charAt(index) === wanted ? index : -1;
  }

  indexOfPreviousSignificant(from = this.position): number {
    let index = from - 1;
    while (this.inBounds(index) && this.text[index] === ' ') index--;
    return this.inBounds(index) ? index : -1;
  }

  /** Steps over `wanted`, blanks before it included. */
  expect(wanted: string): void {
    if (this.skipBlanks().current() !== wanted) {
      throw new PathFault(`Expected character: ${wanted}`, this.offset + this.position);
    }
    this.position++;
  }

  /** Steps over `wanted`, blanks before it included, if it is there. */
  take(wanted: string): boolean {
    this.skipBlanks();
    if (!this.inBounds(this.position + wanted.length - 1) || !this.text.startsWith(wanted, this.position)) return false;
    this.position += wanted.length;
    return true;
  }

  indexOf(wanted: string, from: number): number {
    const index = this.text.indexOf(wanted, from);
    return this.inBounds(index) ? index : -1;
  }

  /** Index of the next `wanted` after `from` that no backslash stands before; -1 if there is none in bounds. */
  indexOfUnescaped(wanted: string, from = this.position): number {
    for (let index = from + 1; this.inBounds(index); index++) {
      if (this.text[index] === '\\') index++;
      else if (this.text[index] === wanted) return index;
    }
    return -1;
  }

  /**
   * Index of the bracket that closes the one at `from`, or -1. Quoted text is skipped, and with `skipRegex` what stands
   * between slashes too; both by the library's own rule, which looks at one quote and then at one slash a turn.
   */
  indexOfClosing(from: number, open: string, close: string, { skipRegex }: { readonly skipRegex: boolean }): number {
    let depth = 1;
    for (let index = from + 1; this.inBounds(index); index++) {
      const quote = this.charAt(index);
      if (quote === "'" || quote === '"') {
        const end = this.indexOfUnescaped(quote, index);
        if (end === -1) {
          throw new PathFault(
            `Could not find matching close quote for ${quote} when parsing : ${this.text}`,
            this.offset + index,
          );
        }
        index = end + 1;
      }
      if (skipRegex && this.charAt(index) === '/') {
        const end = this.indexOfUnescaped('/', index);
        if (end === -1) {
          throw new PathFault(
            `Could not find matching close for / when parsing regex in : ${this.text}`,
            this.offset + index,
          );
        }
        index = end + 1;
      }
      const character = this.charAt(index);
      if (character === open) depth++;
      if (character === close && --depth === 0) return index;
    }
    return -1;
  }
}
