import { anySignal } from '../launch/any-signal';
import type { ContainerEngine, EngineFailure, Outcome } from '../launch/engine';
import type { ImageText } from '../launch/run/check-launch';
import { buildImage, chooseBuilder, type Builder } from './build/build-image';
import type { BuildOutcome, BuildOutput, BuildRequest } from './build/build-request';
import { clientFactory, type ClientFactory } from './client';
import { containerEngine } from './container-engine';
import type { Endpoint, EndpointSearch } from './endpoint';
import { openImageEvents, type ImageEvent } from './events';
import { attempt, unreachable } from './failure';
import { readHostInfo, type HostInfo } from './host-info';
import { imageHistory, inspectImage, type HistoryEntry, type ImageDetails } from './image-details';
import { imageTexts } from './image-texts';
import { listImages, type Image } from './images';
import { call, type EngineRequest } from './request';
import { serviceEngine } from './service-engine';
import { CLOSED_AT_ONCE, faultOfOwnCertificate } from './tls-failure';
import { isTooOld, readVersion, type EngineVersion } from './version';

/** A Docker engine that has answered. Nothing is kept open between calls, so there is nothing to close. */
export interface DockerConnection {
  readonly endpoint: Endpoint;
  readonly version: EngineVersion;
  /** Every image with its labels, in one request. */
  listImages(signal: AbortSignal): Promise<Outcome<readonly Image[]>>;
  /**
   * What happens to images from now on. Once this has settled no change is missed, so list the images after it. The events
   * end, without an error, when the signal fires or the engine goes away.
   */
  openImageEvents(signal: AbortSignal): Promise<Outcome<AsyncIterable<ImageEvent>>>;
  /** What builds images here; to be asked before a build, as not every builder mounts secrets. */
  chooseBuilder(signal: AbortSignal): Promise<Builder>;
  buildImage(
    builder: Builder,
    request: BuildRequest,
    output: BuildOutput,
    signal: AbortSignal,
  ): Promise<Outcome<BuildOutcome>>;
  /** All that an engine says of one image, by its id or a name. */
  inspectImage(image: string, signal: AbortSignal): Promise<Outcome<ImageDetails>>;
  /** How an image was made, the last step first. */
  imageHistory(image: string, signal: AbortSignal): Promise<Outcome<readonly HistoryEntry[]>>;
  /** Gives an image one more name; an image that had it loses it. */
  tagImage(image: string, name: ImageName, signal: AbortSignal): Promise<Outcome<void>>;
  /** Takes a name from an image, and removes the image with its last one; by its id, an image that has one name or none. */
  removeImage(nameOrId: string, signal: AbortSignal): Promise<Outcome<void>>;
  /** What the engine says of itself and its machine. */
  hostInfo(signal: AbortSignal): Promise<Outcome<HostInfo>>;
  /** The texts that an image's configuration and history hold. */
  readImageTexts(image: string, signal: AbortSignal): Promise<Outcome<readonly ImageText[]>>;
  /** What a run needs. */
  readonly containers: ContainerEngine;
  /** The same on the swarm that the engine manages: each container a service of its own. */
  readonly services: ContainerEngine;
}

/** A name for an image in its two halves. */
export interface ImageName {
  readonly repository: string;
  readonly tag: string;
}

/** How long an engine may take to say who it is, in milliseconds; ssh logs in first. */
const PATIENCE = { socket: 10_000, tcp: 10_000, ssh: 30_000 };

/**
 * Connects to the first engine of a search that answers.
 *
 * @returns the connection; or why there is none, for the first candidate, which is the one a person means
 */
export async function connect(search: EndpointSearch, signal: AbortSignal): Promise<Outcome<DockerConnection>> {
  if (!search.ok) {
    const { address, message } = search;
    return { ok: false, failure: { kind: 'unreachable', endpoint: address, cause: 'settings', message } };
  }
  const [first, ...others] = search.candidates;
  const meant = await connectTo(first, signal);
  if (meant.ok) return meant;
  for (const endpoint of others) {
    const connection = await connectTo(endpoint, signal);
    if (connection.ok) return connection;
  }
  return meant;
}

async function connectTo(endpoint: Endpoint, signal: AbortSignal): Promise<Outcome<DockerConnection>> {
  let clients: ClientFactory;
  try {
    clients = await clientFactory(endpoint);
  } catch (error) {
    const reason = `a certificate cannot be read (${(error as Error).message}). Check who may read ca.pem, cert.pem and key.pem.`;
    return { ok: false, failure: unreachable('certificate', endpoint, reason) };
  }
  const notDocker = { ok: false, failure: unreachable('not-docker', endpoint, '') } as const;
  const patience = anySignal([signal, AbortSignal.timeout(PATIENCE[endpoint.transport.kind])]);
  const answer = await attempt(endpoint, patience, () =>
    call(clients(undefined), { method: 'GET', path: '/version' }, patience),
  );
  if (!answer.ok && answer.failure.kind === 'refused') {
    // An engine never refuses this question, but one behind TLS does not take it without.
    if (!/HTTP request to an HTTPS server/i.test(answer.failure.message)) return notDocker;
    return { ok: false, failure: unreachable('certificate', endpoint, WANTS_TLS) };
  }
  if (!answer.ok) return { ok: false, failure: await explained(answer.failure, endpoint) };
  const version = readVersion(answer.value);
  if (version === undefined) return notDocker;
  if (isTooOld(version)) {
    const said = `${version.product} ${version.engine} there speaks no newer API than ${version.newestApi}.`;
    return { ok: false, failure: unreachable('version', endpoint, said) };
  }
  return { ok: true, value: connectionOver(clients, endpoint, version) };
}

const WANTS_TLS = 'it wants TLS. Add it as a Docker host with the folder of its ca.pem, cert.pem and key.pem.';

/** With TLS, what is wrong is often one's own certificate, and not every engine says so. */
async function explained(failure: EngineFailure, endpoint: Endpoint): Promise<EngineFailure> {
  const { transport } = endpoint;
  if (transport.kind !== 'tcp' || transport.tls === undefined) return failure;
  const isRefused = failure.kind === 'unreachable' && failure.cause === 'certificate';
  if (!isRefused && failure.kind !== 'lost') return failure;
  const fault = await faultOfOwnCertificate(transport.tls);
  if (fault !== undefined) return unreachable('certificate', endpoint, fault);
  return isRefused ? failure : unreachable('certificate', endpoint, CLOSED_AT_ONCE);
}

function connectionOver(clients: ClientFactory, endpoint: Endpoint, version: EngineVersion): DockerConnection {
  const client = clients(`v${version.api}`);
  const order = async (request: EngineRequest, signal: AbortSignal): Promise<Outcome<void>> => {
    const answer = await attempt(endpoint, signal, () => call(client, request, signal));
    return answer.ok ? { ok: true, value: undefined } : answer;
  };
  const containers = containerEngine(client, endpoint);
  return {
    endpoint,
    version,
    listImages: (signal) => attempt(endpoint, signal, () => listImages(client, signal)),
    openImageEvents: (signal) => attempt(endpoint, signal, () => openImageEvents(client, signal)),
    chooseBuilder: (signal) => chooseBuilder(version, signal),
    buildImage: (...build) => buildImage({ client, endpoint }, ...build),
    inspectImage: (image, signal) => attempt(endpoint, signal, () => inspectImage(client, image, signal)),
    imageHistory: (image, signal) => attempt(endpoint, signal, () => imageHistory(client, image, signal)),
    tagImage: (image, { repository, tag }, signal) =>
      order({ method: 'POST', path: `/images/${image}/tag`, query: { repo: repository, tag } }, signal),
    removeImage: (nameOrId, signal) => order({ method: 'DELETE', path: `/images/${nameOrId}` }, signal),
    hostInfo: (signal) =>
      attempt(endpoint, signal, async () => readHostInfo(await call(client, { method: 'GET', path: '/info' }, signal))),
    readImageTexts: (image, signal) =>
      attempt(endpoint, signal, async () => {
        const path = `/images/${image}`;
        const [configuration, history] = await Promise.all([
          call(client, { method: 'GET', path: `${path}/json` }, signal),
          call(client, { method: 'GET', path: `${path}/history` }, signal),
        ]);
        return imageTexts(configuration, history);
      }),
    containers,
    services: serviceEngine(client, endpoint, containers),
  };
}
