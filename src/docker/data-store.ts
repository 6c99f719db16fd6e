import type Dockerode from 'dockerode';
import { mkdir } from 'node:fs/promises';
import { basename, dirname, isAbsolute, relative, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract, pack, type Headers } from 'tar-fs';
import type { ContainerRequest, DataStore } from '../launch/engine';
import { LABELS, labelsOf } from './create-body';
import type { Endpoint } from './endpoint';
import { attempt } from './failure';
import { call, open } from './request';

/** The step of what holds the data of a run. */
const STORE = 'store';

type Owner = Pick<ContainerRequest, 'spec' | 'labels'>;

/** A container that is created for what can be done with it without starting it. */
async function createIdle(
  client: Dockerode,
  { spec, labels }: Owner,
  what: string,
  hostConfig: object,
  signal: AbortSignal,
) {
  const body = {
    Image: spec.image,
    Cmd: ['-'],
    NetworkDisabled: true,
    Labels: { ...labelsOf(labels), [LABELS.step]: what },
    HostConfig: hostConfig,
  };
  const created = await call(client, { method: 'POST', path: '/containers/create', body }, signal);
  return (created as { readonly Id: string }).Id;
}

const removeIdle = (client: Dockerode, id: string, signal: AbortSignal) =>
  call(client, { method: 'DELETE', path: `/containers/${id}`, query: { force: true } }, signal);

/** Engines say that a path is not there in various words, all of which name it as the source of a bind or as shared. */
const NOT_THERE = /bind source path|not shared|no such file or directory|file sharing|mounts denied/i;

/** Whether an engine sees a path of this machine: it refuses to create a container that mounts one it does not see. */
export async function sees(client: Dockerode, path: string, owner: Owner, signal: AbortSignal): Promise<boolean> {
  const mounts = { Mounts: [{ Type: 'bind', Source: path, Target: '/probe', ReadOnly: true }] };
  try {
    const id = await createIdle(client, owner, 'probe', mounts, signal);
    await removeIdle(client, id, signal);
    return true;
  } catch (error) {
    if (NOT_THERE.test(String((error as { readonly message?: unknown }).message))) return false;
    throw error;
  }
}

const volumesOf = (run: string, folders: number) =>
  Array.from({ length: folders }, (_, index) => `xnat-commands-${run}-${index}`);

/** Makes volumes, and a container that is never started to copy into and out of them. */
export async function createStore(
  client: Dockerode,
  endpoint: Endpoint,
  folders: number,
  owner: Owner,
  signal: AbortSignal,
): Promise<DataStore> {
  const volumes = volumesOf(owner.labels.run, folders);
  for (const Name of volumes) {
    const body = { Name, Labels: { ...labelsOf(owner.labels), [LABELS.step]: STORE } };
    await call(client, { method: 'POST', path: '/volumes/create', body }, signal);
  }
  const binds = { Binds: volumes.map((name, index) => `${name}:/${index}:rw,nocopy`) };
  return storeOf(client, endpoint, volumes, await createIdle(client, owner, STORE, binds, signal));
}

/**
 * Finds the volumes that were made for a run, by the labels of the container to copy with.
 *
 * @throws when that is not there any more
 */
export async function openStore(
  client: Dockerode,
  endpoint: Endpoint,
  run: string,
  folders: number,
  signal: AbortSignal,
): Promise<DataStore> {
  const filters = { label: [`${LABELS.run}=${run}`, `${LABELS.step}=${STORE}`] };
  const list = { method: 'GET', path: '/containers/json', query: { all: true, filters } } as const;
  const [carrier] = (await call(client, list, signal)) as readonly { readonly Id: string }[];
  if (carrier === undefined) throw new Error('The volumes of the run are not there any more');
  return storeOf(client, endpoint, volumesOf(run, folders), carrier.Id);
}

const storeOf = (client: Dockerode, endpoint: Endpoint, volumes: readonly string[], carrier: string): DataStore => ({
  volumes,
  put: (volume, from, patience) =>
    attempt(endpoint, patience, () =>
      putArchive(client, carrier, `/${volume}`, pack(from, { dereference: true }), patience),
    ),
  get: (volume, to, patience) =>
    attempt(endpoint, patience, () => getArchive(client, carrier, `/${volume}/.`, to, patience)),
});

/** Copies a file into a container that was not started yet. */
export function putFile(
  client: Dockerode,
  containerId: string,
  path: string,
  from: string,
  signal: AbortSignal,
): Promise<void> {
  const name = path.replace(/^\/+/, '');
  const options = {
    entries: [basename(from)],
    dereference: true,
    map: (header: Headers) => ({ ...header, name }),
  };
  return putArchive(client, containerId, '/', pack(dirname(from), options), signal);
}

async function putArchive(
  client: Dockerode,
  containerId: string,
  path: string,
  archive: ReturnType<typeof pack>,
  signal: AbortSignal,
): Promise<void> {
  const tar = new PassThrough();
  const sent = pipeline(archive as AsyncIterable<Uint8Array>, tar);
  const request = { method: 'PUT', path: `/containers/${containerId}/archive`, query: { path }, tar } as const;
  await Promise.all([call(client, request, signal), sent]);
}

async function getArchive(
  client: Dockerode,
  containerId: string,
  path: string,
  to: string,
  signal: AbortSignal,
): Promise<void> {
  await mkdir(to, { recursive: true });
  const request = { method: 'GET', path: `/containers/${containerId}/archive`, query: { path } } as const;
  const ignore = (name: string, header?: { readonly type?: string | null; readonly linkname?: string | null }) =>
    header?.type === 'symlink' && leadsOut(to, name, header.linkname ?? '');
  const options = { readable: true, chown: false, strict: false, ignore };
  await pipeline(await open(client, request, signal), extract(to, options));
}

/** Whether a link would lead out of a folder. */
function leadsOut(folder: string, link: string, target: string): boolean {
  if (isAbsolute(target)) return true;
  const path = relative(folder, resolve(dirname(link), target));
  return path.startsWith('..') || isAbsolute(path);
}
