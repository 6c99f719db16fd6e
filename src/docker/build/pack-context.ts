import ignore from '@balena/dockerignore';
import { createReadStream } from 'node:fs';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack, type Pack } from 'tar-stream';
import type { BuildRequest } from './build-request';

/** What a builder is sent: a tar, and the name the Dockerfile has in it. */
export interface PackedContext {
  readonly archive: Readable;
  readonly dockerfile: string;
}

/** The name of a Dockerfile that is not in the folder. */
const OUTSIDE = '.xnat-commands.Dockerfile';

/**
 * Packs the folder of a build as the docker command line does: without what `.dockerignore` names (that of the Dockerfile
 * itself, `NAME.dockerignore`, goes first), but with the Dockerfile, which the builder needs. Files are read while the
 * archive is; one that cannot be read ends it with the error.
 */
export function packContext({
  contextFolder,
  dockerfile,
}: Pick<BuildRequest, 'contextFolder' | 'dockerfile'>): PackedContext {
  const archive = pack();
  const inside = relative(contextFolder, dockerfile);
  const isInside = inside !== '' && !inside.startsWith('..') && join(contextFolder, inside) === dockerfile;
  const name = isInside ? inside.split(sep).join('/') : OUTSIDE;
  fill(archive, contextFolder, dockerfile, name).then(
    () => archive.finalize(),
    (error: unknown) => archive.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return { archive: Readable.from(archive), dockerfile: name };
}

async function fill(archive: Pack, folder: string, dockerfile: string, name: string): Promise<void> {
  const rules = ignore({ ignorecase: false });
  const patterns = (await textOf(`${dockerfile}.dockerignore`)) ?? (await textOf(join(folder, '.dockerignore'))) ?? '';
  rules.add(patterns);
  const mayComeBack = /^\s*!/m.test(patterns);
  const walk = async (inner: string): Promise<void> => {
    const entries = await readdir(join(folder, inner), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = inner === '' ? entry.name : `${inner}/${entry.name}`;
      const isKept = path === name || !rules.ignores(path);
      if (isKept) await addEntry(archive, join(folder, path), path);
      const isOnTheWay = name.startsWith(`${path}/`);
      if (entry.isDirectory() && (isKept || mayComeBack || isOnTheWay)) await walk(path);
    }
  };
  await walk('');
  if (name === OUTSIDE) await addFile(archive, await readFile(dockerfile), name);
}

async function addEntry(archive: Pack, file: string, name: string): Promise<void> {
  const { mode, mtime, size, isFile, isDirectory, isSymbolicLink } = await statOf(file);
  const header = { name, mode: mode & 0o7777, mtime };
  if (isDirectory) archive.entry({ ...header, type: 'directory' });
  else if (isSymbolicLink) archive.entry({ ...header, type: 'symlink', linkname: await readlink(file) });
  else if (isFile) await pipeline(createReadStream(file), archive.entry({ ...header, size }));
}

async function statOf(file: string) {
  const found = await lstat(file);
  return {
    mode: found.mode,
    mtime: found.mtime,
    size: found.size,
    isFile: found.isFile(),
    isDirectory: found.isDirectory(),
    isSymbolicLink: found.isSymbolicLink(),
  };
}

function addFile(archive: Pack, content: Buffer, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    archive.entry({ name }, content, (error) => (error ? reject(error) : resolve()));
  });
}

const textOf = (path: string) => readFile(path, 'utf8').catch(() => undefined);
