/** How a registry wants to be signed in to, from its `WWW-Authenticate` header. */
export type Challenge =
  | { readonly kind: 'basic' }
  /** A token is to be fetched at `realm` first. */
  | { readonly kind: 'bearer'; readonly realm: string; readonly service: string | undefined };

/**
 * Reads the header of a 401. Where a registry offers both, Bearer is taken, as Docker does.
 *
 * @returns undefined when it offers neither
 */
export function readChallenge(header: string | null): Challenge | undefined {
  if (header === null) return undefined;
  const [, bearer] = /(?:^|,)\s*bearer\s+(.*)$/i.exec(header) ?? [];
  const parameters = new Map(
    [...(bearer ?? '').matchAll(/([a-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi)].map(
      ([, name = '', quoted, plain]) =>
        [name.toLowerCase(), quoted?.replaceAll(/\\(.)/g, '$1') ?? plain ?? ''] as const,
    ),
  );
  const realm = parameters.get('realm');
  if (realm !== undefined) return { kind: 'bearer', realm, service: parameters.get('service') };
  return /(?:^|,)\s*basic\b/i.test(header) ? { kind: 'basic' } : undefined;
}
