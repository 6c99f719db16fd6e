// @ts-check
// `npm start`: opens examples/ in an editor with the extension, beside a Docker engine, from nothing but a checkout.
// Ctrl-C ends all of it. `--no-docker`: starts no private engine where none answers. `--no-open`: prints the address of the
// editor and opens no browser. `--in-browser`: not the desktop VS Code, although there is one.
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openInBrowser } from './lib/browser.mjs';
import { onEnd, runScript, temporaryFolder } from './lib/cleanup.mjs';
import { obtainEngine } from './lib/docker-engine.mjs';
import { loadExampleImage } from './lib/example-image.mjs';
import { installDependencies } from './lib/install.mjs';
import { say } from './lib/report.mjs';
import { userCache } from './lib/user-cache.mjs';
import { findCode, openInDesktop } from './lib/vscode-desktop.mjs';
import { addressOf, installExtension, installHost, profileIn, startHost } from './lib/vscode-host.mjs';
import { ROOT, build, pack, vsixName } from './lib/vsix.mjs';

/** Always the same, for the browser keeps the secrets by the editor's address. It spells XNAT on a telephone. */
const PORT = 9628;

const EXAMPLES = join(ROOT, 'examples');
const FIRST_FILE = join(EXAMPLES, 'scan-report/command.json');

/** What a person meets the first time; theirs to change. */
const FIRST_SETTINGS = {
  'chat.disableAIFeatures': true,
  'git.openRepositoryInParentFolders': 'never',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

await runScript(async () => {
  const { values: options } = parseArgs({
    options: {
      'no-docker': { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      'in-browser': { type: 'boolean', default: false },
    },
  });
  await installDependencies(ROOT, 'the dependencies');
  const code = options['in-browser'] ? undefined : await findCode();
  const env = await startDocker(options['no-docker'] ? 'refused' : 'allowed');
  say('Building');
  await build('development');
  if (code !== undefined) {
    say('Opening VS Code. Ctrl-C closes it.');
    const profile = profileIn(userCache('desktop'));
    await openInDesktop(code, { paths: [EXAMPLES, FIRST_FILE], extension: ROOT, profile, env });
    return 0;
  }
  const host = await startInBrowser(env);
  const address = addressOf(host.url, EXAMPLES, FIRST_FILE);
  say(`\nXNAT Commands: ${address}\nCtrl-C ends it.`);
  if (!options['no-open']) openInBrowser(address);
  onEnd(() => say('Stopping'));
  await host.ended;
  throw new Error('The editor ended by itself. Start it again with npm start.');
});

/**
 * Finds or starts a Docker engine and makes the example's image.
 * @param {'allowed' | 'refused'} install
 * @returns {Promise<NodeJS.ProcessEnv>} how the editor finds the engine
 */
async function startDocker(install) {
  const engine = await obtainEngine({ install, containers: 'networked', log: say });
  if (engine.kind === 'none') {
    say(`${engine.reason} Editing works without; launching needs Docker.`);
    return {};
  }
  if (engine.kind === 'private') say('No Docker engine answered: started a private one, which ends with this command.');
  await loadExampleImage(engine.endpoint, EXAMPLES);
  return { DOCKER_HOST: engine.endpoint };
}

/**
 * Starts the VS Code host from npm with the packed extension.
 * @param {NodeJS.ProcessEnv} env
 */
async function startInBrowser(env) {
  await installHost('current');
  const profile = profileIn(userCache('host'));
  const settings = join(profile.userData, 'User/settings.json');
  if (!existsSync(settings)) writeFileSync(settings, JSON.stringify(FIRST_SETTINGS, null, 2));
  const vsix = join(await temporaryFolder('xnat-start-'), vsixName());
  await pack(vsix);
  await installExtension('current', profile, vsix);
  const port = (await isFree(PORT)) ? PORT : 0;
  if (port !== PORT) say(`Port ${PORT} is taken. Secrets stored at that address are not known at another.`);
  return startHost('current', profile, { port, env });
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
