// @ts-check
// A real registry for the tests, on this machine alone, that wants a user name and a password, itself or by a token service.
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

/**
 * @typedef {object} TokenService whose tokens the registry believes
 * @property {string} realm its address
 * @property {string} service the name the registry goes by
 * @property {string} issuer
 * @property {string} certificate PEM, of the key that signs the tokens
 */

const PREFIX = 'xnat-registry-';

const PACKAGES = [
  { package: 'docker-registry', file: '/usr/bin/docker-registry' },
  { package: 'apache2-utils', file: '/usr/bin/htpasswd' },
];

/**
 * Starts a registry on a free port of 127.0.0.1, with storage of its own.
 * @param {(line: string) => void} log
 * @param {TokenService} [tokens] signs people in; the registry does so itself when absent
 * @returns {Promise<PrivateRegistry>}
 */
export async function startPrivateRegistry(log, tokens) {
  await sweepOwnedFolders(PREFIX, dispose);
  await installMissing(PACKAGES, log);
  const folder = createOwnedFolder(PREFIX);
  const stop = atEnd(() => dispose(folder));
  const user = 'imaging';
  const password = randomBytes(12).toString('base64url');
  try {
    writeFileSync(join(folder, 'htpasswd'), execFileSync('/usr/bin/htpasswd', ['-Bni', user], { input: password }));
    if (tokens) writeFileSync(join(folder, 'tokens.pem'), tokens.certificate);
    writeFileSync(join(folder, 'config.yml'), configuration(folder, tokens));
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

/**
 * @param {string} folder
 * @param {TokenService | undefined} tokens
 */
const configuration = (folder, tokens) => `version: 0.1
storage:
  filesystem: { rootdirectory: ${folder}/data }
  delete: { enabled: true }
http: { addr: 127.0.0.1:0 }
auth:
  ${
    tokens
      ? `token: { realm: '${tokens.realm}', service: ${tokens.service}, issuer: ${tokens.issuer}, rootcertbundle: ${folder}/tokens.pem }`
      : `htpasswd: { realm: xnat-commands, path: ${folder}/htpasswd }`
  }
`;
