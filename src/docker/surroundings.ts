import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';

/** What the search for an engine looks at. */
export interface Surroundings {
  /** Our own setting; empty when the person left the choice to us. */
  readonly setting: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly homeFolder: string;
  /** Of the user, where the system has one. */
  readonly userId: number | undefined;
  /** The text of a file, or undefined where there is none that can be read. */
  readonly readFile: (path: string) => string | undefined;
  readonly exists: (path: string) => boolean;
  /** The SHA-256 of a text in hex: Docker names a context's folder by it. */
  readonly sha256: (text: string) => string;
}

/** The value of an environment variable; one that is empty counts as unset, as it does for Docker. */
export function variable({ variables }: Pick<Surroundings, 'variables'>, name: string): string | undefined {
  const value = variables[name]?.trim();
  return value === '' ? undefined : value;
}

/** The machine as the search for an engine sees it. */
export function machineSurroundings(setting: string): Surroundings {
  return {
    setting,
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
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
  };
}
