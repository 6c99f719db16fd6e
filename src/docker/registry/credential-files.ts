import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { CredentialFiles } from './docker-credentials';

/** How long a helper may take; some ask the person to unlock a keyring. In milliseconds. */
const PATIENCE = 60_000;

/** Docker's own files and helpers on this machine. */
export function machineCredentialFiles(environment: NodeJS.ProcessEnv = process.env): CredentialFiles {
  const folder = environment.DOCKER_CONFIG ?? join(homedir(), '.docker');
  return {
    readConfiguration() {
      try {
        return readFileSync(join(folder, 'config.json'), 'utf8');
      } catch {
        return undefined;
      }
    },
    askHelper: (name, server) =>
      new Promise((resolve, reject) => {
        const options = { timeout: PATIENCE, env: environment };
        const child = execFile(`docker-credential-${name}`, ['get'], options, (error, stdout) => {
          // Its words are not repeated: they may hold what it was asked for.
          if (error === null) resolve(stdout);
          else if (/credentials not found|no credentials/i.test(stdout)) resolve(undefined);
          else reject(new Error(error.code === 'ENOENT' ? 'there is no such program' : 'it ended with an error'));
        });
        child.stdin?.on('error', () => undefined).end(server);
      }),
  };
}
