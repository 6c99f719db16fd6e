import { readFile, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { SecretValue } from '../secret-value';
import type { SecretSource, SourceSurroundings } from './secret-source';

/** A file of `NAME=value` lines that lies outside every folder people share: neither in the workspace nor in a git repository. */
export const envFileSource: SecretSource = {
  prefix: 'file',
  usage: 'file:PATH#NAME',
  async read(argument, secret, around) {
    const [path, name] = split(argument, secret);
    const refusal = await whyRefused(path, around);
    if (refusal !== undefined) throw new Error(refusal);
    const variables = parseEnv(await readFile(path, 'utf8'));
    const text = variables[name];
    return text === undefined ? undefined : new SecretValue(text);
  },
};

/** Without a name behind the path the variable is called as the secret is. */
function split(argument: string, secret: string): readonly [path: string, name: string] {
  const at = argument.lastIndexOf('#');
  const [path, name] = at < 0 ? [argument, secret] : [argument.slice(0, at), argument.slice(at + 1)];
  return [/^~[/\\]/.test(path) ? join(homedir(), path.slice(2)) : path, name];
}

async function whyRefused(path: string, { sharedFolders }: SourceSurroundings): Promise<string | undefined> {
  if (!isAbsolute(path)) return `The path ${path} is not absolute. Name the file by its whole path.`;
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined) return `There is no file ${path}.`;
  for (const folder of sharedFolders) {
    if (!isInside(await realpath(folder).catch(() => resolve(folder)), real)) continue;
    return `The file ${path} lies in the workspace, where it can be committed. Move it out of ${folder}.`;
  }
  const repository = await repositoryAround(dirname(real));
  if (repository === undefined) return undefined;
  return `The file ${path} lies in the git repository ${repository}, where it can be committed. Move it out of there.`;
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}

/** A `.git` is a folder, or a file in a worktree or submodule. */
async function repositoryAround(folder: string): Promise<string | undefined> {
  if ((await stat(join(folder, '.git')).catch(() => undefined)) !== undefined) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryAround(parent);
}
