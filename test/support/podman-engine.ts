import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { atEnd } from '../../scripts/lib/cleanup.mjs';
import { installMissing } from '../../scripts/lib/debian.mjs';
import { engineRequest } from '../../scripts/lib/engine-request.mjs';
import { becomesTrue, createOwnedFolder, removeFolder, stopProcess } from '../../scripts/lib/owned-folder.mjs';

const PACKAGES = [{ package: 'podman', file: '/usr/bin/podman' }];

/**
 * Starts Podman's service with storage of its own.
 *
 * @throws where Podman is not installed and cannot be, or does not start
 */
export async function startPodman(): Promise<{ readonly endpoint: string; stop(): Promise<void> }> {
  await installMissing(PACKAGES, console.log);
  const folder = createOwnedFolder('xnat-podman-');
  const endpoint = `unix://${folder}/podman.sock`;
  mkdirSync(join(folder, 'tmp'));
  const storage = ['--root', join(folder, 'root'), '--runroot', join(folder, 'run'), '--storage-driver', 'vfs'];
  const child = spawn(
    '/usr/bin/podman',
    [
      ...storage,
      '--tmpdir',
      join(folder, 'tmp'),
      '--cgroup-manager',
      'cgroupfs',
      '--events-backend',
      'file',
      'system',
      'service',
      '--time',
      '0',
      endpoint,
    ],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  writeFileSync(join(folder, 'pid'), String(child.pid));
  let output = '';
  child.stderr.on('data', (text) => (output += String(text)));
  const stop = atEnd(async () => {
    await stopProcess(join(folder, 'pid'), folder);
    removeFolder(folder);
  });
  const answers = async () => {
    try {
      return (await engineRequest(endpoint, 'GET', '/version')).status === 200;
    } catch {
      return child.exitCode !== null;
    }
  };
  if (!(await becomesTrue(answers, 30_000)) || child.exitCode !== null) {
    await stop();
    throw new Error(`Podman did not start:\n${output.trim()}`);
  }
  return { endpoint, stop };
}
