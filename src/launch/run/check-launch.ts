import { basename } from 'node:path';
import type { Outcome } from '../engine';
import { nodeOutputFiles } from '../outputs/output-files';
import { describeUploads } from '../outputs/describe-uploads';
import { describeBytes } from '../verdict/quantities';
import type { LaunchChecker } from './launch-tools';

/** A text that an image says of itself. */
export interface ImageText {
  /** Which, as a phrase: `the environment variable PATH`, `step 3 of the history`. */
  readonly part: string;
  readonly text: string;
}

/** Gives the texts of an image's configuration and history. */
export type ImageReader = (image: string, signal: AbortSignal) => Promise<Outcome<readonly ImageText[]>>;

/** Looks at the files of this machine: what would be uploaded, and whether a secret is in a file or in the image. */
export const launchChecker =
  (readImage: ImageReader): LaunchChecker =>
  async ({ plan, leaks, ended }, onProgress, signal) => {
    const uploads = ended === 'well' ? await describeUploads(plan.launch, nodeOutputFiles, signal) : undefined;
    const { buildPath } = plan.folder;
    const onSearched = (bytes: number) => onProgress(`${describeBytes(bytes)} searched for leaks`);
    await leaks.folder(buildPath, basename(buildPath), onSearched, signal);
    if (plan.main.spec.secrets.length > 0) {
      const { image } = plan.main.spec;
      const texts = await readImage(image, signal);
      signal.throwIfAborted();
      if (texts.ok) for (const { part, text } of texts.value) leaks.imageText(image, part, text);
    }
    return { uploads, leaks: leaks.report() };
  };
