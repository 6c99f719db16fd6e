import type { JsonObject } from '../command/matcher/matcher-ast';

/**
 * An object of the archive as the service hands it around: its JSON, with the properties of its type and no others, in the
 * service's spelling (`scan-type`, `xsiType`). Lists hold objects of the same form.
 */
export type XnatObject = JsonObject & {
  readonly type: string;
  readonly id?: string;
  readonly label?: string;
  readonly uri?: string;
  readonly directory?: string;
};
