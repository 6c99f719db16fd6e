#!/usr/bin/env node
// @ts-check
// Stands in for the `code` program where there is no desktop VS Code: `runTests` of @vscode/test-electron starts it with
// the same arguments, and it runs the suite in the VS Code host from npm, shown in a Chromium without a screen.
// XNAT_COMMANDS_HOST says in which: `current` (the default) or `oldest`.
import { format } from 'node:util';
import { runScript, temporaryFolder } from '../../scripts/lib/cleanup.mjs';
import { say, tail } from '../../scripts/lib/report.mjs';
import { installHost, startHost, versionOf } from '../../scripts/lib/vscode-host.mjs';
import { openChromium } from './chromium.mjs';

const TIMEOUT_MS = 10 * 60_000;
/** A busy machine takes its time to load the workbench. */
const LOAD_TIMEOUT_MS = 2 * 60_000;

await runScript(async () => {
  const host = process.env.XNAT_COMMANDS_HOST === 'oldest' ? 'oldest' : 'current';
  const args = process.argv.slice(2);
  await installHost(host);
  if (args.includes('--version')) {
    console.log(versionOf(host));
    return 0;
  }
  const userData = needed(args, 'user-data-dir');
  const server = await startHost(
    host,
    { userData, extensions: needed(args, 'extensions-dir') },
    {
      suites: 'accepted',
      trust: args.includes('--disable-workspace-trust') ? 'all' : 'asked',
    },
  );
  const browser = await openChromium(await temporaryFolder('xnat-browser-'));
  const page = browser.pages()[0] ?? (await browser.newPage());
  /** @type {Promise<number>} */
  const ended = new Promise((resolve, reject) => {
    void page.exposeFunction('codeAutomationExit', resolve);
    page.once('crash', () => reject(new Error('The browser page crashed.')));
    setTimeout(
      () => reject(new Error(`The suite did not end within ${TIMEOUT_MS / 60_000} minutes.`)),
      TIMEOUT_MS,
    ).unref();
  });
  /** @type {string[]} */
  const log = [];
  await page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {unknown[]} */ words) =>
    log.push(`${type}: ${format(...words)}`),
  );
  await page.goto(address(server.url, args), { timeout: LOAD_TIMEOUT_MS });
  const code = await ended;
  // VS Code tells a great deal; it is of use when something went wrong.
  if (code !== 0) say(tail(log.join('\n'), 60));
  return code;
});

/**
 * The address that shows the workspace with the extension under development and its suite.
 * @param {string} url
 * @param {readonly string[]} args
 */
function address(url, args) {
  const remote = (/** @type {string} */ path) => `vscode-remote://${new URL(url).host}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(needed(args, 'extensionDevelopmentPath'))],
    ['extensionTestsPath', remote(needed(args, 'extensionTestsPath'))],
    ['skipWelcome', 'true'],
    ['logLevel', 'info'],
  ];
  const shown = new URL(url);
  shown.searchParams.set('payload', JSON.stringify(payload));
  const opened = args.find((arg) => !arg.startsWith('-'));
  if (opened !== undefined) {
    shown.searchParams.set(opened.endsWith('.code-workspace') ? 'workspace' : 'folder', opened);
  }
  return shown.href;
}

/**
 * The value of `--name=value` (or of `--name value`).
 * @param {readonly string[]} args
 * @param {string} name
 */
function needed(args, name) {
  const value = args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  if (value === undefined) throw new Error(`--${name}= is missing.`);
  return value;
}
