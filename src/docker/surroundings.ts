import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';

/** A host of our own list. */
export interface ListedHost {
  readonly name: string;
  /** As `DOCKER_HOST` takes it. */
  readonly address: string;
  /** Folder with `ca.pem`, `cert.pem` and `key.pem`, for a host behind TLS. */
  readonly certificates?: string | undefined;
}

/** Where a choice of an engine is from: the window, an option of the command line, a launch file, or the record of a run. */
export type ChoiceSource = 'choice' | 'option' | 'launch-file' | 'run';

/** What a person has said about the engine, in settings and otherwise. */
export interface HostWishes {
  /** The setting `xnatCommands.docker.endpoint`; empty when the person left the choice to us. */
  readonly setting: string;
  /** What was chosen for the window, which goes before the setting; empty for an automatic choice. */
  readonly choice?: string | undefined;
  /** Where that is from, where it was not chosen for a window. */
  readonly chosenBy?: ChoiceSource;
  /** The setting `xnatCommands.docker.hosts`. */
  readonly hosts?: readonly ListedHost[];
}

/** What the search for an engine looks at. */
export interface Surroundings extends Required<HostWishes> {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly homeFolder: string;
  /** Of the user, where the system has one. */
  readonly userId: number | undefined;
  /** The text of a file, or undefined where there is none that can be read. */
  readonly readFile: (path: string) => string | undefined;
  readonly exists: (path: string) => boolean;
  /** The names in a folder; none where there is no folder that can be read. */
  readonly listFolder: (path: string) => readonly string[];
  /** The SHA-256 of a text in hex: Docker names a context's folder by it. */
  readonly sha256: (text: string) => string;
}

/** The value of an environment variable; one that is empty counts as unset, as it does for Docker. */
export function variable({ variables }: Pick<Surroundings, 'variables'>, name: string): string | undefined {
  const value = variables[name]?.trim();
  return value === '' ? undefined : value;
}

/** The machine as the search for an engine sees it. */
export function machineSurroundings(wishes: string | HostWishes): Surroundings {
  const {
    setting,
    choice,
    chosenBy = 'choice',
    hosts = [],
  } = typeof wishes === 'string' ? { setting: wishes } : wishes;
  return {
    setting,
    choice,
    chosenBy,
    hosts,
    variables: process.env,
    platform: process.platform,
    homeFolder: homedir(),
    userId: process.getuid?.(),
    readFile: (path) => {
      try {
        return readFileSync(path, 'utf8');
      } catch {
        return undefined;
      }
    },
    exists: existsSync,
    listFolder: (path) => {
      try {
        return readdirSync(path);
      } catch {
        return [];
      }
    },
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
  };
}
