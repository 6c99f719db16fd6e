// @ts-check
// The image of the example Commands, made on this machine from what its Dockerfile says, with no pull.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBusyboxImage } from './busybox-image.mjs';

/** As the Command of `examples/scan-report` names it. */
export const EXAMPLE_IMAGE = 'xnat-commands/example:1.0';

/**
 * Puts the example's image into an engine: a static busybox, the examples' scripts, and a Command as label.
 * @param {string} endpoint as DOCKER_HOST takes it
 * @param {string} examples the folder of the examples
 */
export async function loadExampleImage(endpoint, examples) {
  const folder = join(examples, 'scan-report/image');
  const dockerfile = readFileSync(join(folder, 'Dockerfile'), 'utf8');
  const [, label] = /^LABEL org\.nrg\.commands=(".*")$/m.exec(dockerfile) ?? [];
  if (label === undefined) throw new Error(`${folder}/Dockerfile has no LABEL org.nrg.commands in one line.`);
  await loadBusyboxImage(endpoint, {
    name: EXAMPLE_IMAGE,
    files: Object.fromEntries(
      ['scan-report', 'scan-summary'].map((name) => [`/bin/${name}`, readFileSync(join(folder, name), 'utf8')]),
    ),
    // A Dockerfile escapes quotes and backslashes as JSON does.
    labels: { 'org.nrg.commands': JSON.parse(label) },
  });
}
