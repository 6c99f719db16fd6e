import type { Surroundings } from './surroundings';
import { variable } from './surroundings';

/** What a context of the docker command line says of its engine. */
export interface DockerContext {
  readonly name: string;
  readonly description: string;
  /** As `DOCKER_HOST` takes it; undefined where the context names no engine. */
  readonly address: string | undefined;
  readonly server: 'verified' | 'trusted-blindly';
  /** Where its certificates are, if it has any. */
  readonly certificateFolder: string;
}

/** Docker's own context, which needs no file: the engine of the usual socket. */
export const DEFAULT_CONTEXT = 'default';

/** The folder the docker command line keeps its configuration in. */
export const configurationFolder = (surroundings: Surroundings): string =>
  variable(surroundings, 'DOCKER_CONFIG') ?? `${surroundings.homeFolder}/.docker`;

/** The context of `DOCKER_CONTEXT`, else that of Docker's configuration; undefined where neither names one. */
export function currentContext(surroundings: Surroundings): string | undefined {
  const named = variable(surroundings, 'DOCKER_CONTEXT');
  if (named !== undefined) return named;
  const name = readJson(`${configurationFolder(surroundings)}/config.json`, surroundings)?.currentContext;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** The file that describes a context: its folder is named after the hash of the context's name. */
export const contextFile = (name: string, surroundings: Surroundings): string =>
  metaFile(surroundings, surroundings.sha256(name));

const metaFile = (surroundings: Surroundings, id: string) =>
  `${configurationFolder(surroundings)}/contexts/meta/${id}/meta.json`;

/** What a context says; one without a file says nothing. */
export function readContext(name: string, surroundings: Surroundings): DockerContext {
  return contextOf(name, readJson(contextFile(name, surroundings), surroundings), surroundings);
}

/** Every context but Docker's default one, by name. */
export function listContexts(surroundings: Surroundings): readonly DockerContext[] {
  return surroundings
    .listFolder(`${configurationFolder(surroundings)}/contexts/meta`)
    .flatMap((id) => {
      const meta = readJson(metaFile(surroundings, id), surroundings);
      return typeof meta?.Name === 'string' ? [contextOf(meta.Name, meta, surroundings)] : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

function contextOf(name: string, meta: JsonObject | undefined, surroundings: Surroundings): DockerContext {
  const docker = asObject(asObject(meta?.Endpoints)?.docker);
  const host = docker?.Host;
  const description = asObject(meta?.Metadata)?.Description;
  return {
    name,
    description: typeof description === 'string' ? description : '',
    address: typeof host === 'string' && host !== '' ? host : undefined,
    server: docker?.SkipTLSVerify === true ? 'trusted-blindly' : 'verified',
    certificateFolder: `${configurationFolder(surroundings)}/contexts/tls/${surroundings.sha256(name)}/docker`,
  };
}

type JsonObject = Readonly<Record<string, unknown>>;

const asObject = (value: unknown): JsonObject | undefined =>
  typeof value === 'object' && value !== null ? (value as JsonObject) : undefined;

function readJson(path: string, { readFile }: Surroundings): JsonObject | undefined {
  try {
    return asObject(JSON.parse(readFile(path) ?? ''));
  } catch {
    return undefined;
  }
}
