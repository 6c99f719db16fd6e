// @ts-check
// A real registry for the tests, on this machine alone, that wants a user name and a password.
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { atEnd } from './cleanup.mjs';
import { installMissing } from './debian.mjs';
import { becomesTrue, createOwnedFolder, removeFolder, stopProcess, sweepOwnedFolders } from './owned-folder.mjs';

/**
 * @typedef {object} PrivateRegistry
 * @property {string} address host and port, the first part of the names of its images
 * @property {string} user
 * @property {string} password
 * @property {() => Promise<void>} stop
 */

const PREFIX = 'xnat-registry-';

const PACKAGES = [
  { package: 'docker-registry', file: '/usr/bin/docker-registry' },
  { package: 'apache2-utils', file: '/usr/bin/htpasswd' },
];

/**
 * Starts a registry on a free port of 127.0.0.1, with storage of its own.
 * @param {(line: string) => void} log
 * @returns {Promise<PrivateRegistry>}
 */
export async function startPrivateRegistry(log) {
  await sweepOwnedFolders(PREFIX, dispose);
  await installMissing(PACKAGES, log);
  const folder = createOwnedFolder(PREFIX);
  const stop = atEnd(() => dispose(folder));
  const user = 'imaging';
  const password = randomBytes(12).toString('base64url');
  try {
    writeFileSync(join(folder, 'htpasswd'), execFileSync('/usr/bin/htpasswd', ['-Bni', user], { input: password }));
    writeFileSync(join(folder, 'config.yml'), configuration(folder));
    const child = spawn('/usr/bin/docker-registry', ['serve', join(folder, 'config.yml')], {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    writeFileSync(join(folder, 'pid'), String(child.pid));
    let output = '';
    child.stderr.on('data', (chunk) => (output += chunk));
    const port = () => /listening on 127\.0\.0\.1:(\d+)/.exec(output)?.[1];
    const up = await becomesTrue(() => port() !== undefined || child.exitCode !== null, 20_000);
    if (!up || port() === undefined) throw new Error(`The private registry did not start:\n${output.trim()}`);
    // It goes on writing its log: the pipe is drained, and keeps nobody waiting.
    child.stderr.removeAllListeners('data').resume();
    child.unref();
    /** @type {import('node:net').Socket} */ (child.stderr).unref();
    return { address: `127.0.0.1:${port()}`, user, password, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param {string} folder */
async function dispose(folder) {
  await stopProcess(join(folder, 'pid'), folder);
  removeFolder(folder);
}

/** @param {string} folder */
const configuration = (folder) => `version: 0.1
storage:
  filesystem: { rootdirectory: ${folder}/data }
  delete: { enabled: true }
http: { addr: 127.0.0.1:0 }
auth:
  htpasswd: { realm: xnat-commands, path: ${folder}/htpasswd }
`;
