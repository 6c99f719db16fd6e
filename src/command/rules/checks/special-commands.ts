import { isBlank } from '../../model/blank';
import { type Located, placeOf } from '../../model/located-command';
import type { Report } from '../create-problem';
import { quoted } from '../wording';

/**
 * The image of a setup or wrapup command: `repository/image:tag`, or `repository/image:tag:name of the Command`. The
 * service splits the text at its colons, whatever they stand for.
 */
export function checkSpecialCommand(
  part: Located<unknown>,
  property: 'via-setup-command' | 'via-wrapup-command',
  reference: string | undefined,
  report: Report,
): void {
  if (reference === undefined) return;
  const kind = property === 'via-setup-command' ? 'setup' : 'wrapup';
  const place = placeOf(part, property);
  if (isBlank(reference)) {
    if (kind === 'setup') return;
    report(
      'via-wrapup-empty',
      place,
      'Here an empty text is not the same as none: the service looks for a wrapup Command of that name, finds none, and ' +
        'every launch fails. Delete the property.',
    );
    return;
  }
  const [, tag = ''] = reference.split(':');
  if (tag.includes('/') || reference.includes('@')) {
    report(
      'via-image-registry-port',
      place,
      `The service splits ${quoted(reference)} at its colons and takes the first two parts for the image, so a registry ` +
        'with a port, or a digest, cannot be written here: it finds no such Command, and every launch fails. Use an ' +
        'image name without a port.',
    );
  } else if (isBlank(tag)) {
    report(
      'via-image-no-tag',
      place,
      `${quoted(reference)} has no tag, and stored Commands always carry one: the service finds no ${kind} Command, and ` +
        'every launch fails. Write "image:tag", or "image:tag:name" where the image has several Commands.',
    );
  }
}
