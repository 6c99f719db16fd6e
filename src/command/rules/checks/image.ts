import { hasTag, type ImageReferenceFault, readImageReference, storedImage } from '../../image-reference';
import { isBlank } from '../../model/blank';
import { type LocatedCommand, placeOf } from '../../model/located-command';
import type { CommandTemplates } from '../../template/command-templates';
import type { Report } from '../create-problem';
import { quoted } from '../wording';

const REMEDIES: Readonly<Record<ImageReferenceFault, string>> = {
  'white-space': 'Remove the blanks.',
  'empty-tag': 'Write a tag behind the colon.',
  'tag-form': 'A tag has letters, digits, "_", "." and "-", and at most 128 of them.',
  'digest-form': 'A digest is an algorithm, a colon and at least 32 hexadecimal digits.',
  'upper-case': 'The names of repositories have no capital letters.',
  'host-form': 'What stands before the first slash is no host.',
  'path-form':
    'A repository has small letters and digits, with single separators (".", "_", "__" or hyphens) between them.',
};

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
        REMEDIES[reference.fault],
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
