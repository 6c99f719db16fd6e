import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A docker command line on this machine that builds with BuildKit. */
export interface DockerCli {
  readonly path: string;
  /** Such as 28.2.2. */
  readonly version: string;
}

/** How long a command line may take to say who it is, in milliseconds. */
const PATIENCE = 10_000;

/**
 * The first `docker` on the search path that builds with BuildKit: from 18.09 on by itself, from 23.0 on with the buildx
 * plugin. Asks nothing of an engine.
 *
 * @param searchPath as in the variable PATH
 */
export async function findBuildKitCli(searchPath: string, signal: AbortSignal): Promise<DockerCli | undefined> {
  const names = process.platform === 'win32' ? ['docker.exe'] : ['docker'];
  const folders = [...new Set(searchPath.split(delimiter))].filter((folder) => folder !== '');
  for (const path of folders.flatMap((folder) => names.map((name) => join(folder, name))).filter(isExecutable)) {
    const version = /\bversion (\d+\.\d+[^\s,]*)/.exec((await ask(path, ['--version'], signal)) ?? '')?.[1];
    if (version === undefined) continue;
    const builds = compareVersions(version, '23.0') < 0 ? 'by itself' : await ask(path, ['buildx', 'version'], signal);
    if (builds !== undefined && compareVersions(version, '18.09') >= 0) return { path, version };
  }
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** What a command prints; undefined where it fails. */
function ask(path: string, args: readonly string[], signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(path, args, { signal, timeout: PATIENCE, windowsHide: true }, (error, output) =>
      resolve(error === null ? output : undefined),
    );
  });
}

/** Of two versions: negative when the first is older. */
const compareVersions = (first: string, second: string) => first.localeCompare(second, 'en', { numeric: true });
