import { join } from 'node:path';
import { temporaryFolder } from '../../scripts/lib/cleanup.mjs';
import { build, pack, vsixName } from '../../scripts/lib/vsix.mjs';

let packed: Promise<string> | undefined;

/** The path of the packed extension: the one `npm test` has made, else one that is made now, once. */
export async function packedExtension(): Promise<string> {
  return process.env.XNAT_COMMANDS_VSIX ?? (await (packed ??= packNow()));
}

async function packNow(): Promise<string> {
  const file = join(await temporaryFolder('xnat-vsix-'), vsixName());
  await build('production');
  await pack(file);
  return file;
}
