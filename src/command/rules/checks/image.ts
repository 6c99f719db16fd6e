import { hasTag, readImageReference, REFERENCE_REMEDIES, storedImage } from '../../image-reference';
import { isBlank } from '../../model/blank';
import { type LocatedCommand, placeOf } from '../../model/located-command';
import type { CommandTemplates } from '../../template/command-templates';
import type { Report } from '../create-problem';
import { quoted } from '../wording';

/**
 * The image. In a label nothing is said: the name that the image was pulled by takes the place of whatever is written.
 */
export function checkImage(command: LocatedCommand, templates: CommandTemplates, report: Report): void {
  const { image } = command.value;
  if (command.mode === 'label' || image === undefined || image === '') return;
  if (isBlank(image) && command.mode === 'update') return;
  if (templates.isTemplate(image)) return;
  const place = placeOf(command, 'image');
  const reference = readImageReference(image);
  if (!reference.valid) {
    const stored = command.mode === 'create' ? storedImage(image) : image;
    report(
      'image-invalid-reference',
      place,
      `${quoted(stored)} is no image reference: the server stores it, and no launch finds such an image. ` +
        REFERENCE_REMEDIES[reference.fault],
    );
  } else if (command.mode === 'create' && !hasTag(image)) {
    report(
      'image-tag-implicit',
      place,
      `${quoted(image)} has no tag: the server adds ":latest" when the Command is created, and refuses the same text ` +
        'when it is updated. Write the tag that is meant.',
    );
  }
}
