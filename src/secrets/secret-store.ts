import { SecretValue } from './secret-value';

/** What a person may know of a secret: its name, whether a value is stored, and how long it is. */
export type SecretListing =
  | { readonly name: string; readonly state: 'stored'; readonly byteLength: number }
  | { readonly name: string; readonly state: 'not-stored' };

/**
 * Keeps the values of secrets by name; the name is that of the Java system property on an XNAT server. Every method rejects
 * when the storage below does, such as a keyring that is locked.
 */
export interface SecretStore {
  /**
   * The secrets that were stored here or are asked about, sorted by name.
   *
   * @param others names to list as well, such as those of the open Commands
   */
  list(others: readonly string[]): Promise<readonly SecretListing[]>;
  get(name: string): Promise<SecretValue | undefined>;
  set(name: string, value: SecretValue): Promise<void>;
  clear(name: string): Promise<void>;
}

/** Where values lie, encrypted; VS Code's `SecretStorage` is one. */
export interface ValueStorage {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/** Where the names of stored secrets lie, since a `ValueStorage` cannot tell its keys; VS Code's `Memento` is one. */
export interface NameStorage {
  get(key: string): unknown;
  update(key: string, value: readonly string[]): PromiseLike<void>;
}

const VALUE_PREFIX = 'xnatCommands.secret.';
const NAMES_KEY = 'xnatCommands.secretNames';

/**
 * Makes a store over the two storages of an editor. Whether a secret is stored is asked of the values alone: the names may
 * lag behind when another window has changed them.
 */
export function createSecretStore(values: ValueStorage, names: NameStorage): SecretStore {
  const knownNames = (): readonly string[] => {
    const stored = names.get(NAMES_KEY);
    return Array.isArray(stored) ? stored.filter((name) => typeof name === 'string') : [];
  };
  const get = async (name: string) => {
    const text = await values.get(VALUE_PREFIX + name);
    return text === undefined ? undefined : new SecretValue(text);
  };
  const describe = async (name: string): Promise<SecretListing> => {
    const value = await get(name);
    return value === undefined
      ? { name, state: 'not-stored' }
      : { name, state: 'stored', byteLength: value.byteLength };
  };
  return {
    get,
    list(others) {
      const all = new Set([...knownNames(), ...others]);
      return Promise.all([...all].sort((first, second) => first.localeCompare(second)).map(describe));
    },
    async set(name, value) {
      // The name first: a value without its name could not be found again to be cleared.
      const known = knownNames();
      if (!known.includes(name)) await names.update(NAMES_KEY, [...known, name]);
      await values.store(VALUE_PREFIX + name, value.reveal());
    },
    async clear(name) {
      await values.delete(VALUE_PREFIX + name);
      await names.update(
        NAMES_KEY,
        knownNames().filter((known) => known !== name),
      );
    },
  };
}
