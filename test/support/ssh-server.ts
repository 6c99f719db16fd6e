import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { installMissing } from '../../scripts/lib/debian.mjs';
import { atEnd } from '../../scripts/lib/cleanup.mjs';
import { becomesTrue, createOwnedFolder, removeFolder, stopProcess } from '../../scripts/lib/owned-folder.mjs';
import { freePort } from './free-port';

const PACKAGES = [
  { package: 'openssh-server', file: '/usr/sbin/sshd' },
  { package: 'openssh-client', file: '/usr/bin/ssh' },
];

/** It will not start without this folder of Debian's, which is made at every boot. */
const PRIVILEGE_SEPARATION = '/run/sshd';

/** A real ssh server on this machine alone, and a folder for the PATH whose `ssh` knows how to reach it. */
export interface SshServer {
  /** Holds `ssh`, which knows the hosts `lab`, `unknown-key` (whose key it does not know) and `no-login` (without a key). */
  readonly path: string;
  stop(): Promise<void>;
}

/**
 * Starts a server with keys and a configuration of its own. Neither the system's nor the user's are read or changed.
 *
 * @throws where it is not installed and cannot be
 */
export async function startSshServer(): Promise<SshServer> {
  await installMissing(PACKAGES, console.log);
  if (!existsSync(PRIVILEGE_SEPARATION)) mkdirSync(PRIVILEGE_SEPARATION, { mode: 0o755 });
  const folder = createOwnedFolder('xnat-ssh-');
  const port = await freePort();
  for (const name of ['host-key', 'user-key', 'other-key']) {
    execFileSync('/usr/bin/ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, name)]);
  }
  const hostKey = execFileSync('/usr/bin/cut', ['-d', ' ', '-f', '1,2', join(folder, 'host-key.pub')], {
    encoding: 'utf8',
  });
  writeFileSync(join(folder, 'known-hosts'), `[127.0.0.1]:${port} ${hostKey}`);
  writeFileSync(join(folder, 'no-hosts'), '');
  writeFileSync(join(folder, 'sshd_config'), serverConfiguration(folder, port));
  writeFileSync(join(folder, 'ssh_config'), clientConfiguration(folder, port));
  const path = join(folder, 'bin');
  mkdirSync(path);
  writeFileSync(join(path, 'ssh'), `#!/bin/sh\nexec /usr/bin/ssh -F ${folder}/ssh_config "$@"\n`, { mode: 0o755 });

  const child = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', join(folder, 'sshd_config')], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  writeFileSync(join(folder, 'pid'), String(child.pid));
  let output = '';
  child.stderr.on('data', (text) => (output += String(text)));
  const stop = atEnd(async () => {
    await stopProcess(join(folder, 'pid'), folder);
    removeFolder(folder);
  });
  if (
    !(await becomesTrue(() => output.includes('Server listening') || child.exitCode !== null, 20_000)) ||
    child.exitCode !== null
  ) {
    await stop();
    throw new Error(`The ssh server did not start:\n${output.trim()}`);
  }
  return { path, stop };
}

const serverConfiguration = (folder: string, port: number) => `
ListenAddress 127.0.0.1:${port}
HostKey ${folder}/host-key
AuthorizedKeysFile ${folder}/user-key.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
`;

const clientConfiguration = (folder: string, port: number) => `
Host lab no-login
  UserKnownHostsFile ${folder}/known-hosts
Host unknown-key
  UserKnownHostsFile ${folder}/no-hosts
Host no-login
  IdentityFile ${folder}/other-key
Host lab unknown-key
  IdentityFile ${folder}/user-key
Host *
  HostName 127.0.0.1
  Port ${port}
  User ${userInfo().username}
  IdentitiesOnly yes
  IdentityAgent none
  GlobalKnownHostsFile none
  StrictHostKeyChecking yes
  LogLevel ERROR
`;
