import type { SecretValue } from '../secrets/secret-value';
import type { ContainerSpec, EnvironmentEntry, SecretReference } from './container-spec';
import type { SecretFile } from './engine';

/**
 * Gives the value of a secret by its source's name, or undefined when there is none; an empty value is a value. Rejects when
 * the place it is kept in cannot be read, with words that may be shown.
 */
export type SecretResolver = (source: string) => Promise<SecretValue | undefined>;

export type SecretLookup =
  | { readonly kind: 'found'; readonly values: ReadonlyMap<string, SecretValue> }
  /** Sources without a value. */
  | { readonly kind: 'missing'; readonly sources: readonly string[] }
  | { readonly kind: 'unreadable'; readonly message: string };

/** Asks for the value of every secret of a run, each source once. */
export async function lookUpSecrets(
  references: readonly SecretReference[],
  resolve: SecretResolver,
): Promise<SecretLookup> {
  const values = new Map<string, SecretValue>();
  const missing: string[] = [];
  for (const source of new Set(references.map((reference) => reference.source))) {
    try {
      const value = await resolve(source);
      if (value === undefined) missing.push(source);
      else values.set(source, value);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { kind: 'unreadable', message: `The secret “${source}” cannot be read: ${reason}` };
    }
  }
  return missing.length > 0 ? { kind: 'missing', sources: missing } : { kind: 'found', values };
}

/** The environment of a container with the values of its secrets, which win over variables of the same name. */
export function withSecrets(
  spec: ContainerSpec,
  values: ReadonlyMap<string, SecretValue>,
): readonly EnvironmentEntry[] {
  const variables = spec.secrets.filter(({ delivery }) => delivery === 'environment');
  const destinations = new Set(variables.map((secret) => secret.destination));
  return [
    ...spec.environment.filter(([name]) => !destinations.has(name)),
    ...variables.map(({ source, destination }) => [destination, values.get(source)?.reveal() ?? ''] as const),
  ];
}

/** The secrets of a container that it gets as files. */
export function secretFiles(spec: ContainerSpec, values: ReadonlyMap<string, SecretValue>): readonly SecretFile[] {
  return spec.secrets.flatMap(({ source, destination, delivery }) => {
    const value = values.get(source);
    return delivery === 'file' && value !== undefined ? [{ name: destination, value }] : [];
  });
}
