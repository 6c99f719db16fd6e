import type { NameStorage, ValueStorage } from '../../src/secrets/secret-store';

/** Storages of an editor that forget all with the test. */
export interface MemoryStorage {
  readonly values: ValueStorage & { readonly content: Map<string, string> };
  readonly names: NameStorage & { readonly content: Map<string, unknown> };
}

export function memoryStorage(): MemoryStorage {
  const values = new Map<string, string>();
  const names = new Map<string, unknown>();
  return {
    values: {
      content: values,
      get: (key) => Promise.resolve(values.get(key)),
      store: (key, value) => Promise.resolve(void values.set(key, value)),
      delete: (key) => Promise.resolve(void values.delete(key)),
    },
    names: {
      content: names,
      get: (key) => names.get(key),
      // An editor writes JSON to disk.
      update: (key, value) => Promise.resolve(void names.set(key, JSON.parse(JSON.stringify(value)))),
    },
  };
}
