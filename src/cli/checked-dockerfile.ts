import { reportOn, type CheckOptions } from '../command/check-command';
import { indexLines } from '../command/document/line-index';
import { checkDockerfile } from '../command/label/check-dockerfile';
import { imageLabelOf, readLabelledDockerfile } from '../command/label/labelled-dockerfile';
import { placed, type CheckedCommand } from './checked-command';
import type { FoundFile } from './found-files';

/**
 * Checks the Commands in the labels of a Dockerfile, and how it treats secrets. The verdict is that on the label which the
 * image gets. Undefined where there is no label, and no problem or nobody who named the file.
 */
export function checkDockerfileText(
  { path, how }: FoundFile,
  text: string,
  options: CheckOptions,
): CheckedCommand | undefined {
  const dockerfile = readLabelledDockerfile(text);
  const deciding = imageLabelOf(dockerfile) ?? dockerfile.labels.at(-1);
  if (deciding === undefined && how === 'found') return undefined;
  const problems = placed(checkDockerfile(dockerfile, options), { text, lines: indexLines(text) });
  if (deciding !== undefined) {
    const { server, refusedAt } = reportOn(deciding.document, options);
    return { path, kind: 'Command', server, refusedAt, problems };
  }
  return problems.length === 0 ? undefined : { path, kind: 'Command', server: 'accepts', refusedAt: null, problems };
}
