import { DOCKER_HUB, registryOf, type ImageHost } from './image-host';

/** Which image host an image's credentials come from: here, and on an XNAT server with the same hosts. */
export interface Serving {
  /** The one used here; undefined pulls without credentials. */
  readonly host: ImageHost | undefined;
  /** Sentences on what differs on a server, or would with Docker; empty when nothing does. */
  readonly differences: readonly string[];
}

/**
 * The registry of an image as the Container Service reads it from the name: the part before the first slash when it holds a
 * dot or a colon or is `localhost`, else Docker Hub's address.
 */
export function registryUrlOf(image: string): string {
  const [first = '', ...rest] = image.split('/');
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first : DOCKER_HUB.url;
}

/**
 * The host whose URL equals the image's registry, letter by letter: how the Container Service finds credentials when it
 * creates a service on Docker Swarm. For an address with `https:` it tries the one with `http:` as well.
 */
export function hostOfService(image: string, hosts: readonly ImageHost[]): ImageHost | undefined {
  const url = registryUrlOf(image);
  return hosts.find((host) => host.url === url) ?? hosts.find((host) => host.url === url.replace(/^https:/, 'http:'));
}

/** The host that is the image's registry, however its URL is written: how Docker looks credentials up. */
export function hostOfDocker(image: string, hosts: readonly ImageHost[]): ImageHost | undefined {
  const registry = registryOf(registryUrlOf(image))?.host;
  return hosts.find(({ url }) => registryOf(url)?.host === registry);
}

/**
 * Chooses the host for an image. Credentials only ever go to the registry they belong to; where a server does otherwise, a
 * sentence says so.
 */
export function servingOf(image: string, hosts: readonly ImageHost[]): Serving {
  const exact = hostOfService(image, hosts);
  const host = exact ?? hostOfDocker(image, hosts);
  const differences: string[] = [];
  const registry = registryUrlOf(image);
  if (host !== undefined && exact === undefined) {
    differences.push(
      `On Docker Swarm, XNAT finds no credentials for ${image}: the URL of “${host.name}” is ${host.url}, and it must be exactly ${registry}.`,
    );
  }
  const standard = hosts.find(({ role }) => role === 'default');
  if (standard !== undefined && standard !== host && standard.username !== '') {
    differences.push(
      `XNAT’s own pull without a chosen host sends the user and token of its default host “${standard.name}”, though the image is from ${registryOf(registry)?.host ?? registry}.`,
    );
  }
  return { host, differences };
}
