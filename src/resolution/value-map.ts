import { inHashOrder } from '../command/java/hash-order';

/** A value by its replacement key, and the input that put it there. */
export interface KeyedValue {
  readonly value: string | undefined;
  readonly input: string;
}

/** Values by replacement key, read back in the order of Java's HashMap: where one value holds another's key, it matters. */
export class ValueMap {
  private readonly values = new Map<string, KeyedValue>();
  private order: readonly string[] | undefined;

  put(key: string, value: string | undefined, input: string): void {
    if (!this.values.has(key)) this.order = undefined;
    this.values.set(key, { value, input });
  }

  get isEmpty(): boolean {
    return this.values.size === 0;
  }

  *entries(): Generator<readonly [key: string, value: KeyedValue]> {
    this.order ??= inHashOrder(this.values.keys());
    for (const key of this.order) {
      const value = this.values.get(key);
      if (value !== undefined) yield [key, value];
    }
  }
}
