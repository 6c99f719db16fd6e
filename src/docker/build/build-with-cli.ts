import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Endpoint } from '../endpoint';
import type { BuildOutcome, BuildOutput, BuildRequest } from './build-request';
import { cliEnvironment, secretVariable } from './cli-environment';
import type { DockerCli } from './docker-cli';

/** How long a build may take to end once it was asked to, in milliseconds. */
const GRACE = 5_000;

/**
 * Builds an image with BuildKit through the docker command line, which speaks its protocol and reads `.dockerignore`.
 * Secrets are in the environment of that process alone; its arguments name their ids.
 */
export async function buildWithCli(
  cli: DockerCli,
  endpoint: Endpoint,
  request: BuildRequest,
  output: BuildOutput,
  signal: AbortSignal,
): Promise<BuildOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'xnat-build-'));
  try {
    const idFile = join(folder, 'id');
    const child = spawn(cli.path, buildArguments(request, idFile), {
      env: cliEnvironment(endpoint, request.secrets, process.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const ended = await follow(child, output, signal);
    if (signal.aborted) return { kind: 'cancelled' };
    if (ended.error !== undefined) {
      return { kind: 'failed', message: `${cli.path} did not run: ${ended.error.message}.` };
    }
    if (ended.code !== 0) {
      return { kind: 'failed', message: `The build failed (docker ended with ${ended.code ?? 'a signal'}).` };
    }
    return { kind: 'built', imageId: (await readFile(idFile, 'utf8')).trim() };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function buildArguments(
  { contextFolder, dockerfile, name, arguments: given, secrets }: BuildRequest,
  idFile: string,
): readonly string[] {
  return [
    'build',
    '--progress=plain',
    `--file=${dockerfile}`,
    `--iidfile=${idFile}`,
    ...(name === undefined ? [] : [`--tag=${name}`]),
    ...Object.entries(given).map(([argument, value]) => `--build-arg=${argument}=${value}`),
    ...secrets.map(({ id }, index) => `--secret=id=${id},env=${secretVariable(index)}`),
    contextFolder,
  ];
}

interface Ended {
  readonly code: number | null;
  readonly error: Error | undefined;
}

/** Settles when the process has ended and all it wrote was handed over. When the signal fires, it is told to end. */
function follow(child: ChildProcess, output: BuildOutput, signal: AbortSignal): Promise<Ended> {
  return new Promise((resolve) => {
    let error: Error | undefined;
    let killing: NodeJS.Timeout | undefined;
    const stop = () => {
      child.kill('SIGINT');
      killing = setTimeout(() => child.kill('SIGKILL'), GRACE);
    };
    child.stdout?.on('data', output);
    child.stderr?.on('data', output);
    child.on('error', (fault) => (error = fault));
    child.on('close', (code) => {
      clearTimeout(killing);
      signal.removeEventListener('abort', stop);
      resolve({ code, error });
    });
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
