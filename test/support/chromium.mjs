// @ts-check
// The window in which a VS Code host shows itself: a Chromium without a screen.
import { chromium } from 'playwright-core';
import { onEnd } from '../../scripts/lib/cleanup.mjs';
import { obtainBrowser } from '../../scripts/lib/browser.mjs';

/** Quiet, offline, and able to run as root. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Opens a browser, to be closed when this process ends at the latest.
 * @param {string} profile folder of what it remembers: cookies, and VS Code's encrypted secrets
 * @param {import('playwright-core').BrowserContextOptions} [options]
 * @returns {Promise<import('playwright-core').BrowserContext>}
 */
export async function openChromium(profile, options) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await obtainBrowser(),
    args: ARGUMENTS,
    // Its crash handler would write into the home folder.
    env: { ...process.env, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile },
    // Its own handlers would end the process before the rest is cleaned up.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    ...options,
  });
  const forget = onEnd(() => context.close());
  context.once('close', forget);
  return context;
}
