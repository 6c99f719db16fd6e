import { DEFAULT_CONTEXT, listContexts } from './contexts';
import { defaultSockets } from './default-sockets';
import {
  addressOfSocket,
  endpointsOf,
  type EndpointSearch,
  type EndpointSource,
  type HostReference,
  referenceToContext,
} from './endpoint';
import type { Surroundings } from './surroundings';

/** A Docker host that a person can choose. */
export interface DockerHost {
  /** How it is named in the setting; it tells hosts apart. */
  readonly reference: HostReference;
  readonly name: string;
  /**
   * `automatic`: the one the docker command line would take; `context`: of a Docker context; `listed`: from our setting;
   * `socket`: a usual socket that exists; `address`: named by its address alone.
   */
  readonly kind: 'automatic' | 'context' | 'listed' | 'socket' | 'address';
  /** What a context says of itself; mostly empty. */
  readonly description: string;
  readonly search: EndpointSearch;
}

/** Every host that can be known without asking one: the automatic one first, then contexts, our list, and usual sockets. */
export function knownHosts(surroundings: Surroundings): readonly DockerHost[] {
  const hostOf = (
    kind: DockerHost['kind'],
    reference: HostReference,
    name: string,
    source: EndpointSource,
    description = '',
  ): DockerHost => ({ reference, name, kind, description, search: endpointsOf(reference, source, surroundings) });
  const contexts = listContexts(surroundings).map(({ name, description }) =>
    hostOf('context', referenceToContext(name), name, { kind: 'context', name }, description),
  );
  const listed = surroundings.hosts.map(({ name, address }) =>
    hostOf('listed', address.trim(), name, { kind: 'listed', name }),
  );
  const sockets = defaultSockets(surroundings)
    .filter((path) => surroundings.exists(path))
    .map((path) => hostOf('socket', addressOfSocket(path), path, { kind: 'choice' }));
  return [automaticHost(surroundings), ...contexts, ...listed, ...sockets];
}

/** The host that is current: the one chosen for the window, else the one of the setting, else the automatic one. */
export function currentHost(surroundings: Surroundings): DockerHost {
  const { choice, chosenBy, setting } = surroundings;
  const reference = (choice ?? setting).trim();
  if (reference === '') return automaticHost(surroundings);
  const source: EndpointSource = { kind: choice === undefined ? 'setting' : chosenBy };
  const search = endpointsOf(reference, source, surroundings);
  const known = knownHosts(surroundings).find((host) => host.reference === reference);
  if (known !== undefined) return { ...known, search };
  const name = reference === referenceToContext(DEFAULT_CONTEXT) ? LOCAL : reference;
  return { reference, name, kind: 'address', description: '', search };
}

const LOCAL = 'Local Docker';

function automaticHost(surroundings: Surroundings): DockerHost {
  const search = endpointsOf('', { kind: 'default' }, surroundings);
  return { reference: '', name: nameOf(search), kind: 'automatic', description: '', search };
}

function nameOf(search: EndpointSearch): string {
  if (!search.ok) return search.address;
  const [{ source, address }] = search.candidates;
  if (source.kind === 'context') return source.name;
  return source.kind === 'default' ? LOCAL : address;
}
