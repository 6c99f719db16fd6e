import type { ContainerEngine, Outcome } from '../launch/engine';
import type { PullProgress, RegistryLogin } from '../launch/image-pull';
import { buildImage, chooseBuilder, type Builder } from './build/build-image';
import type { BuildOutcome, BuildOutput, BuildRequest } from './build/build-request';
import { clientFactory, type ClientFactory } from './client';
import { containerEngine } from './container-engine';
import type { Endpoint, EndpointSearch } from './endpoint';
import { openImageEvents, type ImageEvent } from './events';
import { attempt, unreachable } from './failure';
import { listImages, type Image } from './images';
import { pullImage } from './pull';
import { call } from './request';
import { readVersion, type EngineVersion } from './version';

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
  /** Pulls an image; without credentials when the login is undefined. */
  pullImage(
    image: string,
    login: RegistryLogin | undefined,
    onProgress: (progress: PullProgress) => void,
    signal: AbortSignal,
  ): Promise<Outcome<void>>;
  /** What builds images here; to be asked before a build, as not every builder mounts secrets. */
  chooseBuilder(signal: AbortSignal): Promise<Builder>;
  buildImage(
    builder: Builder,
    request: BuildRequest,
    output: BuildOutput,
    signal: AbortSignal,
  ): Promise<Outcome<BuildOutcome>>;
  /** What a run needs. */
  readonly containers: ContainerEngine;
}

/** How long an engine may take to say who it is, in milliseconds. */
const PATIENCE = 10_000;

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
  if (endpoint.transport.kind === 'ssh') {
    const advice = 'engines over SSH are not supported. Open the folder on that machine with Remote - SSH instead.';
    return { ok: false, failure: unreachable('settings', endpoint, advice) };
  }
  let clients: ClientFactory;
  try {
    clients = await clientFactory(endpoint);
  } catch (error) {
    return { ok: false, failure: unreachable('certificate', endpoint, (error as Error).message) };
  }
  const notDocker = { ok: false, failure: unreachable('not-docker', endpoint, '') } as const;
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
  const answer = await attempt(endpoint, patience, () =>
    call(clients(undefined), { method: 'GET', path: '/version' }, patience),
  );
  // An engine never refuses this question.
  if (!answer.ok && answer.failure.kind === 'refused') return notDocker;
  if (!answer.ok) return answer;
  const version = readVersion(answer.value);
  if (version === undefined) return notDocker;
  return { ok: true, value: connectionOver(clients, endpoint, version) };
}

function connectionOver(clients: ClientFactory, endpoint: Endpoint, version: EngineVersion): DockerConnection {
  const client = clients(`v${version.api}`);
  return {
    endpoint,
    version,
    listImages: (signal) => attempt(endpoint, signal, () => listImages(client, signal)),
    openImageEvents: (signal) => attempt(endpoint, signal, () => openImageEvents(client, signal)),
    pullImage: (image, login, onProgress, signal) => pullImage(client, endpoint, image, login, onProgress, signal),
    chooseBuilder,
    buildImage: (...build) => buildImage({ client, endpoint }, ...build),
    containers: containerEngine(client, endpoint),
  };
}
