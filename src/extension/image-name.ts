import { readImageReference, REFERENCE_REMEDIES } from '../command/image-reference';

/** Why a text cannot be given to an image as its name; undefined where it can. */
export function whyNoImageName(text: string): string | undefined {
  if (text === '') return 'Type a name, such as organisation/tool:1.0.';
  const reference = readImageReference(text);
  if (!reference.valid) return REFERENCE_REMEDIES[reference.fault];
  return reference.digest === undefined ? undefined : 'A digest is no name that one can give.';
}
