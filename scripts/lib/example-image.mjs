// @ts-check
// The image of the example Command, made on this machine without a pull, as its Dockerfile describes it.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBusyboxImage } from './busybox-image.mjs';
import { engineRequest } from './engine-request.mjs';
import { ROOT } from './vsix.mjs';

const NAME = 'xnat-commands/example:1.0';
const COMMANDS_LABEL = 'org.nrg.commands';

/** Tells from which files an image was made. */
const SOURCE_LABEL = 'org.xnat.commands.example';

/**
 * Makes the image, unless the engine has it from the same files.
 * @param {string} endpoint of the engine
 */
export async function makeExampleImage(endpoint) {
  const folder = join(ROOT, 'examples/scan-report/image');
  const dockerfile = readFileSync(join(folder, 'Dockerfile'), 'utf8');
  const program = readFileSync(join(folder, 'scan-report'), 'utf8');
  const source = createHash('sha256').update(dockerfile).update(program).digest('hex');
  if ((await sourceOf(endpoint)) === source) return;
  // The text of a quoted value in a Dockerfile is escaped as JSON's is.
  const quoted = new RegExp(`^LABEL ${COMMANDS_LABEL}=(".*")$`, 'm').exec(dockerfile)?.[1];
  if (quoted === undefined) throw new Error(`The example's Dockerfile has no label ${COMMANDS_LABEL}.`);
  await loadBusyboxImage(endpoint, {
    name: NAME,
    labels: { [COMMANDS_LABEL]: JSON.parse(quoted), [SOURCE_LABEL]: source },
    files: { '/bin/scan-report': program },
  });
}

/** @param {string} endpoint */
async function sourceOf(endpoint) {
  const { status, body } = await engineRequest(endpoint, 'GET', `/images/${NAME}/json`);
  return status === 200 ? JSON.parse(body.toString()).Config.Labels?.[SOURCE_LABEL] : undefined;
}
