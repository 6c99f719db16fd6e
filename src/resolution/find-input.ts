import type { ResolvedInput, ResolvedValue } from './resolved-launch';

/** The value of the input with this name, searched root by root and only through inputs with one value. */
export function findUniqueValue(name: string, inputs: readonly ResolvedInput[]): ResolvedValue | undefined {
  for (const input of inputs) {
    const [only] = input.values;
    if (input.values.length !== 1 || only === undefined) continue;
    const found = input.name === name ? only : findUniqueValue(name, only.children);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every input reached through inputs with one value, parents before children. */
export function* reachedInputs(inputs: readonly ResolvedInput[]): Generator<ResolvedInput> {
  for (const input of inputs) {
    yield input;
    const [only] = input.values;
    if (input.values.length === 1 && only !== undefined) yield* reachedInputs(only.children);
  }
}
