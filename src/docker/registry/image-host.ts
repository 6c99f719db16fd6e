/** A registry that images come from, as XNAT's table of image hosts has it. Its token is kept elsewhere. */
export interface ImageHost {
  /** Unique among the hosts. */
  readonly name: string;
  /** Unique among the hosts: `ghcr.io`, `https://registry.example.org:5000`, or Docker Hub's `https://index.docker.io/v1/`. */
  readonly url: string;
  /** `""` for a host that is used without signing in. */
  readonly username: string;
  readonly role: 'default' | 'further';
}

/** What XNAT has at its first start. */
export const DOCKER_HUB: ImageHost = {
  name: 'Docker Hub',
  url: 'https://index.docker.io/v1/',
  username: '',
  role: 'default',
};

/** The hosts of a setting that can be used, and a sentence for each that cannot. */
export interface ImageHostReading {
  readonly hosts: readonly ImageHost[];
  readonly faults: readonly string[];
}

/** An image host as it is written in settings. */
export interface ImageHostEntry {
  readonly name: string;
  readonly url: string;
  readonly username?: string;
  readonly default?: boolean;
}

/**
 * Reads a list of `ImageHostEntry` that a person may have written. Just one host is the default: the first that says so,
 * else the first.
 */
export function readImageHosts(setting: unknown): ImageHostReading {
  if (!Array.isArray(setting)) return { hosts: [], faults: ['The image hosts are not a list.'] };
  const hosts: ImageHost[] = [];
  const faults: string[] = [];
  for (const [index, entry] of setting.entries()) {
    const host = readEntry(entry);
    const fault = host === undefined ? 'has no name or no URL' : hostFault(host, hosts);
    if (host !== undefined && fault === undefined) hosts.push(host);
    else faults.push(`Image host ${index + 1} ${fault ?? ''}.`);
  }
  const chosen = hosts.find(({ role }) => role === 'default') ?? hosts[0];
  return { hosts: hosts.map((host) => ({ ...host, role: host === chosen ? 'default' : 'further' })), faults };
}

function readEntry(entry: unknown): ImageHost | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { name, url, username, default: isDefault } = entry as Readonly<Record<string, unknown>>;
  if (typeof name !== 'string' || typeof url !== 'string') return undefined;
  return {
    name: name.trim(),
    url: url.trim(),
    username: typeof username === 'string' ? username.trim() : '',
    role: isDefault === true ? 'default' : 'further',
  };
}

/**
 * What keeps a host from being added to others, as the second part of a sentence, such as “has the name of another”;
 * undefined when nothing does.
 */
export function hostFault({ name, url }: ImageHost, others: readonly ImageHost[]): string | undefined {
  if (name === '') return 'has no name';
  if (registryOf(url) === undefined) return `has the URL “${url}”, which is not that of a registry`;
  if (others.some((other) => other.name === name)) return `has the name of another, “${name}”`;
  if (others.some((other) => other.url === url)) return `has the URL of another, “${url}”`;
  return undefined;
}

/** The hosts as they go into settings. */
export function writeImageHosts(hosts: readonly ImageHost[]): readonly ImageHostEntry[] {
  return hosts.map(({ name, url, username, role }) => ({
    name,
    url,
    ...(username !== '' && { username }),
    ...(role === 'default' && { default: true }),
  }));
}

/** Where a registry's API is. */
export interface Registry {
  /** Host and port, as images' names begin with it; `docker.io` for Docker Hub. */
  readonly host: string;
  /** Without a slash at its end: `https://ghcr.io`. */
  readonly address: string;
}

/** All the names by which Docker knows its Hub. */
const HUB_HOSTS = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io', 'hub.docker.com', 'www.docker.com']);

const HUB: Registry = { host: 'docker.io', address: 'https://registry-1.docker.io' };

/**
 * The registry that a host's URL means. Without a scheme it is asked over TLS, but for one on this machine, which Docker too
 * trusts without.
 *
 * @returns undefined when the text is no URL of a registry
 */
export function registryOf(url: string): Registry | undefined {
  const [, scheme, rest = ''] =
    /^(?:(https?):\/\/)?((?:[\w.-]+|\[[\da-f:]+\])(?::\d+)?)(?:\/[^?#\s]*)?$/i.exec(url) ?? [];
  if (!URL.canParse(`https://${rest}`)) return undefined;
  const host = rest.toLowerCase();
  if (HUB_HOSTS.has(host)) return HUB;
  return { host, address: `${scheme?.toLowerCase() ?? (isOfThisMachine(host) ? 'http' : 'https')}://${host}` };
}

/** Whether a host, with or without a port, is this machine under one of its own names. */
export function isOfThisMachine(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/.test(host);
}
