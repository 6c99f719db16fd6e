import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { temporaryFolder } from '../../../scripts/lib/cleanup.mjs';
import { build, ROOT } from '../../../scripts/lib/vsix.mjs';
import { formHtml } from '../../../src/extension/form/form-html';
import { FormSession, type FormTools } from '../../../src/extension/form/form-session';
import { readFormSource } from '../../../src/extension/form/form-source';
import { nodeDataFiles } from '../../../src/launch/data/node-data-files';
import type { LaunchInput } from '../../../src/launch-file/launch-file';
import { readPageMessage, type FieldValues, type FormState, type PageMessage } from '../../../src/webview/protocol';
import { openChromium } from '../chromium.mjs';

const ORIGIN = 'http://form.test';

/** What a form page is opened with. */
export interface FormPageOptions {
  /** Path of a Command's file. */
  readonly command: string;
  readonly wrapper: string;
  /** Changes the Command's text. */
  readonly edit?: (text: string) => string;
  readonly values?: FieldValues;
  /** What the page kept before it was loaded again. */
  readonly state?: FormState;
  /** What choosing a folder or a file comes to. */
  readonly chosenPath?: string;
  readonly storedSecrets?: readonly string[];
}

/** The launch form's page in a browser of its own, with the real session of the host behind it and VS Code's part played. */
export class FormPage {
  readonly launches: ReadonlyMap<string, LaunchInput>[] = [];
  readonly saves: ReadonlyMap<string, LaunchInput>[] = [];
  /** Everything the page said, as it said it. */
  readonly received: PageMessage[] = [];
  /** Everything the page was told. */
  readonly posted: unknown[] = [];
  /** What the browser had to complain about: a policy that was broken, a script that threw. */
  readonly complaints: string[] = [];
  /** How secrets are given; choosing makes it `file`. */
  delivery: 'environment' | 'file' = 'environment';
  /** The Command's text; a test may change it. */
  text: string;

  private constructor(
    readonly page: Page,
    readonly session: FormSession,
    text: string,
  ) {
    this.text = text;
  }

  static async open(context: BrowserContext, options: FormPageOptions): Promise<FormPage> {
    const page = await context.newPage();
    const written = readFileSync(options.command, 'utf8');
    const text = options.edit?.(written) ?? written;
    const resolvePath = (path: string) => resolve(dirname(options.command), path);
    const tools: FormTools = {
      post: (message) => {
        form.posted.push(message);
        void page.evaluate(`window.postMessage(${JSON.stringify(message)})`).catch(() => undefined);
      },
      readSource: () => Promise.resolve(readFormSource(form.text, 'command.json', options.wrapper)),
      resolvePath,
      files: nodeDataFiles,
      kindOf: (path) =>
        stat(path).then(
          (status) => (status.isDirectory() ? 'folder' : 'file'),
          () => 'nothing' as const,
        ),
      listSecrets: (names) =>
        Promise.resolve(
          names.map((name) =>
            options.storedSecrets?.includes(name) === true
              ? { name, state: 'stored', byteLength: 40 }
              : { name, state: 'not-stored' },
          ),
        ),
      browse: () => Promise.resolve(options.chosenPath),
      launch: (answers) => Promise.resolve(void form.launches.push(answers)),
      save: (answers) => Promise.resolve(void form.saves.push(answers)),
      setSecret: () => Promise.resolve(),
      secretDelivery: () => form.delivery,
      chooseDelivery: () => Promise.resolve(void (form.delivery = 'file')),
      report: (error) => void form.complaints.push(String(error)),
    };
    const target = { uri: `file://${options.command}`, wrapper: options.wrapper };
    const form = new FormPage(page, new FormSession(target, options.values ?? {}, tools), text);
    await form.load(options);
    return form;
  }

  private async load({ state }: FormPageOptions): Promise<void> {
    const { page } = this;
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    await page.exposeFunction('tellHost', (data: unknown) => {
      const message = readPageMessage(data);
      if (message === undefined) this.complaints.push(`Not a message: ${JSON.stringify(data)}`);
      else {
        this.received.push(message);
        void this.session.receive(message);
      }
    });
    await page.addInitScript({
      content: `
        window.keptState = ${JSON.stringify(state)};
        window.acquireVsCodeApi = () => ({
          postMessage: (message) => window.tellHost(message),
          getState: () => window.keptState,
          setState: (state) => { window.keptState = state; },
        });`,
    });
    const html = formHtml({
      script: `${ORIGIN}/form.js`,
      style: `${ORIGIN}/form.css`,
      cspSource: ORIGIN,
      nonce: 'one-of-a-kind',
    });
    await page.route(`${ORIGIN}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html });
      return route.fulfill({ path: join(ROOT, 'dist', pathname) });
    });
    await page.goto(`${ORIGIN}/`);
    await page.locator('.field').first().waitFor();
  }

  /** What the page keeps over hiding, reload and restart. */
  async state(): Promise<FormState> {
    return this.page.evaluate<FormState>('window.keptState');
  }

  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: resolve(ROOT, 'out/screenshots', `${name}.png`) });
  }
}

/** Builds the page's bundle and opens a browser for it. */
export async function openFormBrowser(): Promise<BrowserContext> {
  // Where the extension was packed for this run, its bundles stand there already, and are not to be written meanwhile.
  if (process.env.XNAT_COMMANDS_VSIX === undefined) await build('development');
  return openChromium(await temporaryFolder('xnat-form-'), { viewport: { width: 1200, height: 800 } });
}
