// @ts-check
// What a bare Debian machine lacks is installed from Debian's own packages.
import { spawn } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { atEnd } from './cleanup.mjs';

/** Told to Debian's package tools, it keeps a package from starting a service of its own. */
const POLICY = '/usr/sbin/policy-rc.d';

/** @typedef {{ package: string, file: string }} Need a package, and a file by which one knows that it is there */

/** Whether packages can be installed here: a Debian (or a relative of it), and we are root. */
export function canInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/**
 * Installs the packages whose file is missing; says so first, for it takes a while.
 * @param {readonly Need[]} needs
 * @param {(line: string) => void} log
 */
export async function installMissing(needs, log) {
  const missing = needs.filter((need) => !existsSync(need.file)).map((need) => need.package);
  if (missing.length === 0) return;
  if (!canInstall()) throw new Error(`These Debian packages are missing: ${missing.join(', ')}. Install them as root.`);
  log(`Installing ${missing.join(', ')} from Debian's packages.`);
  const forgetPolicy = existsSync(POLICY) ? async () => undefined : startNoServices();
  try {
    await aptGet(['update']);
    await aptGet(['install', '-y', '--no-install-recommends', ...missing]);
  } finally {
    await forgetPolicy();
  }
}

/**
 * Keeps packages from starting services until the returned function is called, or this process is ended.
 * @returns {() => Promise<void>}
 */
function startNoServices() {
  writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  return atEnd(async () => rmSync(POLICY, { force: true }));
}

/** @param {string[]} words */
async function aptGet(words) {
  // Another installation may be under way; wait for its lock instead of failing.
  const argv = ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...words];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const child = spawn('/usr/bin/apt-get', argv, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`apt-get ${words[0]} ended with ${code}:\n${output.trim()}`);
}
