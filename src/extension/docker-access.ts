import * as vscode from 'vscode';
import type { DockerConnection, DockerHost, HostWishes, ListedHost } from '../docker';
import type { Outcome } from '../launch/engine';

/** Names the current host, for whoever chose none for the window. */
export const ENDPOINT_SETTING = 'xnatCommands.docker.endpoint';

/** The hosts a person has listed. */
export const HOSTS_SETTING = 'xnatCommands.docker.hosts';

/** Where the choice for this window is kept; it survives a reload. */
const CHOICE_KEY = 'xnatCommands.docker.choice';

/** The Docker hosts there are, as far as can be known without asking one. */
export interface DockerHosts {
  readonly current: DockerHost;
  readonly known: readonly DockerHost[];
}

/** The way to the Docker engine, found anew for each use: it may have been started, stopped or changed in between. */
export interface DockerAccess {
  /** Connects to a host; to the current one when none is given. */
  connect(signal: AbortSignal, host?: DockerHost): Promise<Outcome<DockerConnection>>;
  /** The host of an address, or of whatever else names one in the settings. */
  hostAt(reference: string, namedBy: 'launch-file' | 'run'): Promise<DockerHost>;
  hosts(): Promise<DockerHosts>;
  /** Makes a host the current one of this window, by its reference; undefined leaves it to the setting again. */
  chooseForWindow(reference: string | undefined): Promise<void>;
  /** A setting has changed, or the choice for the window. */
  readonly onDidChangeEndpoint: vscode.Event<void>;
  dispose(): void;
}

/** Loads the Docker code on first use, so that a person who never asks for Docker never waits for it. */
export function createDockerAccess(storage: vscode.Memento): DockerAccess {
  const changed = new vscode.EventEmitter<void>();
  const configuration = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(ENDPOINT_SETTING) || event.affectsConfiguration(HOSTS_SETTING)) changed.fire();
  });
  return {
    onDidChangeEndpoint: changed.event,
    async connect(signal, host) {
      const { connect, currentHost, machineSurroundings } = await import('../docker');
      return connect((host ?? currentHost(machineSurroundings(wishes(storage)))).search, signal);
    },
    async hostAt(reference, namedBy) {
      const { currentHost, machineSurroundings } = await import('../docker');
      return currentHost(machineSurroundings({ ...wishes(storage), choice: reference, chosenBy: namedBy }));
    },
    async hosts() {
      const { currentHost, knownHosts, machineSurroundings } = await import('../docker');
      const surroundings = machineSurroundings(wishes(storage));
      return { current: currentHost(surroundings), known: knownHosts(surroundings) };
    },
    async chooseForWindow(reference) {
      await storage.update(CHOICE_KEY, reference);
      changed.fire();
    },
    dispose() {
      configuration.dispose();
      changed.dispose();
    },
  };
}

function wishes(storage: vscode.Memento): HostWishes {
  const configuration = vscode.workspace.getConfiguration();
  return {
    setting: configuration.get<string>(ENDPOINT_SETTING) ?? '',
    choice: storage.get<string>(CHOICE_KEY),
    hosts: listedHosts(configuration.get(HOSTS_SETTING)),
  };
}

/** The hosts of the setting; entries that are none are passed over. */
export function listedHosts(value: unknown): readonly ListedHost[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const { name, address, certificates } = entry as Readonly<Record<string, unknown>>;
    if (typeof address !== 'string' || address.trim() === '') return [];
    return [
      {
        name: typeof name === 'string' && name.trim() !== '' ? name : address,
        address,
        certificates: typeof certificates === 'string' && certificates !== '' ? certificates : undefined,
      },
    ];
  });
}
