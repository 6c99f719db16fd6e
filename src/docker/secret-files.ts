import type Dockerode from 'dockerode';
import { PassThrough } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { pack } from 'tar-stream';
import { SECRETS_FOLDER } from '../launch/container-spec';
import type { RunLabels, SecretFile } from '../launch/engine';
import { LABELS, labelsOf } from './create-body';
import { call, open } from './request';

/** How long the engine may take to have them in place, in milliseconds. */
const PATIENCE = 10_000;

const LOOK_EVERY = 25;

/** Files below it go into a volume that is memory. */
const HOLDER_FOLDER = '/secrets';

/** Name of the volume for the secret files of a step. */
const volumeOf = ({ run, step }: RunLabels) => `xnat-commands-${run}-${step}-secrets`;

/** Makes the volume: memory, of which the engine keeps nothing on disk. @returns the bind that shows it, read-only */
export async function createSecretVolume(client: Dockerode, labels: RunLabels, signal: AbortSignal): Promise<string> {
  const options = { type: 'tmpfs', device: 'tmpfs', o: 'size=8m,mode=0755' };
  const body = { Name: volumeOf(labels), Driver: 'local', DriverOpts: options, Labels: labelsOf(labels) };
  await call(client, { method: 'POST', path: '/volumes/create', body }, signal);
  return `${volumeOf(labels)}:${SECRETS_FOLDER}:ro,nocopy`;
}

/**
 * Starts a container with files in its secret volume before its program begins.
 *
 * A volume of memory lives only as long as a container uses it, so something must hold it until the container itself does.
 * That is a copy into a second container, which is never started: the engine keeps the volume mounted as long as the copy is
 * not at its end. So this works with every image, even without a shell, and a value passes through memory alone.
 *
 * @throws when the files are not all there, in full, before the start
 */
export async function startWithSecretFiles(
  client: Dockerode,
  container: { readonly id: string; readonly image: string; readonly labels: RunLabels },
  files: readonly SecretFile[],
  signal: AbortSignal,
): Promise<void> {
  const { id, image, labels } = container;
  const holder = (await call(
    client,
    {
      method: 'POST',
      path: '/containers/create',
      body: {
        Image: image,
        Cmd: ['-'],
        NetworkDisabled: true,
        Labels: { ...labelsOf(labels), [LABELS.step]: `${labels.step}-secrets` },
        HostConfig: { Binds: [`${volumeOf(labels)}:${HOLDER_FOLDER}:rw,nocopy`] },
      },
    },
    signal,
  )) as { readonly Id: string };
  try {
    const archive = pack();
    const body = archive.pipe(new PassThrough());
    const query = { path: HOLDER_FOLDER };
    const copy = { method: 'PUT', path: `/containers/${holder.Id}/archive`, query, tar: body } as const;
    const copied = open(client, copy, signal);
    const failed = copied.then(() => new Promise<never>(() => undefined));
    for (const { name, value } of files) archive.entry({ name, mode: 0o444 }, value.reveal());
    await Promise.race([waitForFiles(client, id, files, signal), failed]);
    await call(client, { method: 'POST', path: `/containers/${id}/start` }, signal);
    archive.finalize();
    (await copied).resume();
  } finally {
    const path = `/containers/${holder.Id}`;
    await call(client, { method: 'DELETE', path, query: { force: true } }, AbortSignal.timeout(PATIENCE)).catch(
      // What stays is found by its label.
      () => undefined,
    );
  }
}

async function waitForFiles(
  client: Dockerode,
  containerId: string,
  files: readonly SecretFile[],
  signal: AbortSignal,
): Promise<void> {
  const end = Date.now() + PATIENCE;
  for (const { name, value } of files) {
    while ((await sizeOf(client, containerId, `${SECRETS_FOLDER}/${name}`, signal)) !== value.byteLength) {
      if (Date.now() > end) throw new Error(`The secret file ${name} does not appear in the container`);
      await delay(LOOK_EVERY, undefined, { signal });
    }
  }
}

/** Size of a file in a container, in bytes; undefined when it is not there. */
async function sizeOf(
  client: Dockerode,
  containerId: string,
  path: string,
  signal: AbortSignal,
): Promise<number | undefined> {
  try {
    const request = { method: 'HEAD', path: `/containers/${containerId}/archive`, query: { path } } as const;
    const answer = await open(client, request, signal);
    answer.resume();
    const stat = String(answer.headers['x-docker-container-path-stat']);
    return (JSON.parse(Buffer.from(stat, 'base64').toString()) as { readonly size: number }).size;
  } catch (error) {
    if ((error as { readonly statusCode?: unknown }).statusCode === 404) return undefined;
    throw error;
  }
}
