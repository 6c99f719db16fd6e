// @ts-check
// The Docker engine of `npm start` and of the tests: the one that answers, else a private one on a bare Debian machine.
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash, randomInt } from 'node:crypto';
import { homedir, networkInterfaces } from 'node:os';
import { basename, join } from 'node:path';
import { atEnd } from './cleanup.mjs';
import { canInstall, installMissing } from './debian.mjs';
import { engineCall, engineRequest } from './engine-request.mjs';
import {
  becomesTrue,
  createOwnedFolder,
  killFamilies,
  removeFolder,
  stopProcess,
  sweepOwnedFolders,
} from './owned-folder.mjs';

/**
 * @typedef {object} RunningEngine
 * @property {'found' | 'private'} kind
 * @property {string} endpoint as DOCKER_HOST takes it
 * @property {() => Promise<void>} stop ends a private engine with all its containers and files, which happens at the end of this
 *   process at the latest; leaves a found one alone
 *
 * @typedef {object} NoEngine
 * @property {'none'} kind
 * @property {string} reason one sentence: what was tried, and why no engine was started
 *
 * @typedef {object} EngineOptions
 * @property {'allowed' | 'refused'} install whether a private engine may be installed and started when none answers
 * @property {'isolated' | 'networked'} containers `isolated`: a bridge of the engine's own and no change to the machine's
 *   packet filter, so that several engines stand side by side and nothing stays; `networked`: containers reach the outside
 * @property {(line: string) => void} log
 */

const PREFIX = 'xnat-engine-';

/** Reached with neither packet filter nor routes to the outside; one /24 of it for each isolated engine. */
const ISOLATED_NETWORK = '10.213';

const PACKAGES = [
  { package: 'docker.io', file: '/usr/sbin/dockerd' },
  { package: 'busybox-static', file: '/bin/busybox' },
  { package: 'iproute2', file: '/sbin/ip' },
];

/**
 * The engine that answers, or a private one, or the reason why there is none.
 * @param {EngineOptions} options
 * @returns {Promise<RunningEngine | NoEngine>}
 */
export async function obtainEngine(options) {
  const found = await findEngine();
  if (found.endpoint !== undefined) return { kind: 'found', endpoint: found.endpoint, stop: async () => undefined };
  const tried = `No Docker engine answers (${found.tried.join('; ')})`;
  if (options.install === 'refused')
    return { kind: 'none', reason: `${tried}, and starting a private one was refused.` };
  if (!canInstall()) {
    return { kind: 'none', reason: `${tried}, and a private one can only be started on Debian as root.` };
  }
  return startPrivateEngine(options);
}

/**
 * Asks the engines a docker command line would talk to, in its order: DOCKER_HOST, the current context, the usual sockets.
 * @returns {Promise<{ endpoint: string | undefined, tried: string[] }>} the first that answers, or what each said
 */
async function findEngine() {
  const named = process.env['DOCKER_HOST'] || contextEndpoint();
  const tried = [];
  for (const endpoint of named ? [named] : usualEndpoints()) {
    const fault = await whyNoAnswer(endpoint);
    if (fault === undefined) return { endpoint, tried };
    tried.push(`${endpoint}: ${fault}`);
  }
  return { endpoint: undefined, tried };
}

/** The address in the current context's file, when a context other than the default one is set. */
function contextEndpoint() {
  const folder = process.env['DOCKER_CONFIG'] || join(homedir(), '.docker');
  const name = process.env['DOCKER_CONTEXT'] || readJson(join(folder, 'config.json'))?.currentContext;
  if (!name || name === 'default') return undefined;
  const digest = createHash('sha256').update(name).digest('hex');
  return readJson(join(folder, 'contexts', 'meta', digest, 'meta.json'))?.Endpoints?.docker?.Host;
}

function usualEndpoints() {
  if (process.platform === 'win32') return ['npipe:////./pipe/docker_engine'];
  const runtime = process.env['XDG_RUNTIME_DIR'];
  const sockets = ['/var/run/docker.sock', join(homedir(), '.docker/run/docker.sock')];
  if (runtime) sockets.push(join(runtime, 'docker.sock'), join(runtime, 'podman/podman.sock'));
  return sockets.map((socket) => `unix://${socket}`);
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} endpoint
 * @returns {Promise<string | undefined>} undefined when the engine answers
 */
async function whyNoAnswer(endpoint) {
  try {
    const { status } = await engineRequest(endpoint, 'GET', '/_ping', { patience: 5_000 });
    return status === 200 ? undefined : `it answers ${status}`;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

/**
 * Starts an engine with a folder, a socket and containers of its own, after installing what it needs.
 * @param {Pick<EngineOptions, 'containers' | 'log'> & { hidden?: string, arguments?: readonly string[] }} options `hidden` is a
 *   folder that the engine shall not see, as one on another machine would not; `arguments`: more of them for dockerd, such
 *   as another address to listen at
 * @returns {Promise<RunningEngine>}
 */
export async function startPrivateEngine({ containers, hidden, log, arguments: more = [] }) {
  await sweepOwnedFolders(PREFIX, dispose);
  await installMissing(PACKAGES, log);
  const folder = createOwnedFolder(PREFIX);
  const stop = atEnd(() => dispose(folder));
  const endpoint = `unix://${folder}/docker.sock`;
  try {
    const output = openSync(join(folder, 'log'), 'a');
    const args = ['--data-root', `${folder}/data`, '--exec-root', `${folder}/exec`, '--pidfile', `${folder}/pid`];
    if (containers === 'isolated') args.push(...isolation(folder));
    // Its own process group: Ctrl-C must not end the engine before its containers.
    const listen = ['-H', endpoint, ...more];
    const [program = '', ...words] = [...(hidden ? hiding(hidden) : []), '/usr/sbin/dockerd', ...args, ...listen];
    const child = spawn(program, words, {
      detached: true,
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    // The engine writes its own pid file a little later, and may have to be stopped before.
    writeFileSync(join(folder, 'started'), String(child.pid));
    child.unref();
    const ended = () => child.exitCode !== null || child.signalCode !== null;
    const up = await becomesTrue(async () => ended() || (await whyNoAnswer(endpoint)) === undefined, 60_000);
    if (!up || ended()) throw new Error(`The private Docker engine did not start:\n${lastLines(join(folder, 'log'))}`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { kind: 'private', endpoint, stop };
}

/**
 * What a command is begun with that must not see a folder: in a view of its own of the file system, an empty one lies over it.
 * @param {string} folder
 * @returns {string[]}
 */
const hiding = (folder) => [
  '/usr/bin/unshare',
  '--mount',
  '/bin/sh',
  '-c',
  'mount -t tmpfs tmpfs "$0" && exec "$@"',
  folder,
];

/**
 * Makes a bridge for one engine.
 * @param {string} folder
 * @returns {string[]} the arguments that make dockerd use it
 */
function isolation(folder) {
  const taken = new Set(
    Object.values(networkInterfaces()).flatMap((list) => list?.map((entry) => entry.address) ?? []),
  );
  let address;
  do address = `${ISOLATED_NETWORK}.${randomInt(256)}.1`;
  while (taken.has(address));
  const bridge = bridgeOf(folder);
  ip('link', 'add', 'name', bridge, 'type', 'bridge');
  ip('address', 'add', `${address}/24`, 'dev', bridge);
  ip('link', 'set', bridge, 'up');
  return ['--bridge', bridge, '--iptables=false', '--ip6tables=false', '--ip-masq=false'];
}

/** @param {string} folder */
const bridgeOf = (folder) => `xnat${basename(folder).slice(PREFIX.length)}`;

/** @param {string[]} words */
const ip = (...words) => execFileSync('/sbin/ip', words, { stdio: ['ignore', 'ignore', 'pipe'] });

/**
 * Ends the engine in a folder: its containers first, for they would outlive it, then it, then what it leaves.
 * @param {string} folder
 */
async function dispose(folder) {
  const endpoint = `unix://${folder}/docker.sock`;
  if (existsSync(join(folder, 'docker.sock')) && (await whyNoAnswer(endpoint)) === undefined) {
    const containers = JSON.parse((await engineCall(endpoint, 'GET', '/containers/json?all=true')).toString());
    for (const { Id } of containers) await engineRequest(endpoint, 'DELETE', `/containers/${Id}?force=true&v=true`);
    await engineRequest(endpoint, 'POST', '/swarm/leave?force=true');
  }
  await stopProcess(join(folder, 'started'), folder);
  await stopProcess(join(folder, 'exec/containerd/containerd.pid'), folder);
  // What watches over the containers of an engine that was killed, and with it those containers.
  await killFamilies(`${folder}/exec/`);
  for (const mount of mountsBelow(folder)) execFileSync('/bin/umount', ['--lazy', mount]);
  removeFolder(folder);
  if (existsSync(`/sys/class/net/${bridgeOf(folder)}`)) ip('link', 'delete', bridgeOf(folder));
}

/**
 * @param {string} folder
 * @returns {string[]} mount points, the innermost first
 */
function mountsBelow(folder) {
  const points = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '');
  return points.filter((point) => point.startsWith(`${folder}/`)).reverse();
}

/** @param {string} file */
const lastLines = (file) => readFileSync(file, 'utf8').trim().split('\n').slice(-5).join('\n');
