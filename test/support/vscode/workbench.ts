import { ok } from 'node:assert/strict';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { temporaryFolder } from '../../../scripts/lib/cleanup.mjs';
import { removeFolder } from '../../../scripts/lib/owned-folder.mjs';
import {
  addressOf,
  type HostName,
  installExtension,
  installHost,
  profileIn,
  startHost,
} from '../../../scripts/lib/vscode-host.mjs';
import { ROOT } from '../../../scripts/lib/vsix.mjs';
import { openChromium } from '../chromium.mjs';
import { eventually } from '../eventually';
import { packedExtension } from '../packed-extension';
import { actUntil, SHOWN_WITHIN_MS } from './act-until';
import { Editor } from './editor';
import { FolderDialog } from './folder-dialog';
import { Dialog, Notification } from './messages';
import { ProblemsPanel, Terminal } from './panels';
import { CommandPalette, InputBox, QuickFix, QuickPick } from './quick-input';
import { quietSettings } from './quiet-settings';
import { exactly } from './rows';
import { Tree } from './tree';

/** A busy machine of two cores takes its time, most of all to load a window for the first time. */
const PATIENCE_MS = 60_000;
const LOAD_PATIENCE_MS = 180_000;

export interface WorkbenchOptions {
  /** The folder to open; a copy of it, so that a test may change its files. */
  readonly folder: string;
  /** The packed extension; the one of this run when absent. */
  readonly vsix?: string;
  /** Settings of the user, beside the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** `current` when absent. */
  readonly host?: HostName;
  /** `trusted` when absent; `restricted` opens in Restricted Mode, which `trustWorkspace` ends. */
  readonly trust?: 'trusted' | 'restricted';
  /** `all` when absent; with `own` the editor may use no file or socket of others, even where the tests run as root. */
  readonly files?: 'all' | 'own';
  /** Variables for the editor and its extensions. */
  readonly env?: NodeJS.ProcessEnv;
}

/** What stays the same when the same VS Code is started again. */
interface Home {
  readonly root: string;
  readonly folder: string;
  readonly host: HostName;
  readonly trust: 'all' | 'asked';
  readonly files: 'all' | 'own';
  readonly env: NodeJS.ProcessEnv;
}

/** A real VS Code with the packed extension, driven as a person would. */
export class Workbench {
  readonly editor: Editor;
  readonly commandPalette: CommandPalette;
  readonly quickPick: QuickPick;
  readonly inputBox: InputBox;
  readonly quickFix: QuickFix;
  readonly problemsPanel: ProblemsPanel;
  readonly terminal: Terminal;
  readonly dialog: Dialog;
  readonly folderDialog: FolderDialog;

  private constructor(
    /** The window, for what has no words here. */
    readonly page: Page,
    private readonly home: Home,
    private readonly url: string,
    private readonly stop: (end?: 'asked' | 'killed') => Promise<void>,
  ) {
    this.editor = new Editor(page);
    this.commandPalette = new CommandPalette(page);
    this.quickPick = new QuickPick(page);
    this.inputBox = new InputBox(page);
    this.quickFix = new QuickFix(page);
    this.problemsPanel = new ProblemsPanel(page, this.commandPalette);
    this.terminal = new Terminal(page);
    this.dialog = new Dialog(page);
    this.folderDialog = new FolderDialog(page);
  }

  /** Opens a copy of a folder in a VS Code of its own, in which nothing but the extension is installed. */
  static async open(options: WorkbenchOptions): Promise<Workbench> {
    const host = options.host ?? 'current';
    await installHost(host);
    const root = await temporaryFolder('xnat-e2e-');
    const folder = join(root, basename(options.folder));
    cpSync(options.folder, folder, { recursive: true });
    const profile = profileIn(root);
    const restricted = options.trust === 'restricted';
    const settings = {
      ...quietSettings,
      ...(restricted && { 'security.workspace.trust.startupPrompt': 'never' }),
      ...options.settings,
    };
    writeSettings(root, 'User', settings);
    await installExtension(host, profile, options.vsix ?? (await packedExtension()));
    const { files = 'all', env = {} } = options;
    return Workbench.start({ root, folder, host, trust: restricted ? 'asked' : 'all', files, env }, 0);
  }

  private static async start(home: Home, port: number): Promise<Workbench> {
    const { host, trust, files, env } = home;
    const server = await startHost(host, profileIn(home.root), { port, trust, files, env });
    const browser = await openChromium(join(home.root, 'browser'), {
      viewport: { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    browser.setDefaultTimeout(PATIENCE_MS);
    const stop = async (end?: 'asked' | 'killed'): Promise<void> => {
      await browser.close();
      await server.stop(end);
    };
    const page = browser.pages()[0] ?? (await browser.newPage());
    const workbench = new Workbench(page, home, server.url, stop);
    await page.goto(addressOf(server.url, home.folder), { timeout: LOAD_PATIENCE_MS });
    await workbench.isReady();
    return workbench;
  }

  /** Holds all that this VS Code writes: its `user-data`, `extensions`, `browser` profile, and the workspace. */
  get root(): string {
    return this.home.root;
  }

  /** The copy of the opened folder. */
  get folder(): string {
    return this.home.folder;
  }

  /** Sets settings of the machine, in the place of those that were. */
  setMachineSettings(settings: Readonly<Record<string, unknown>>): void {
    writeSettings(this.root, 'Machine', settings);
  }

  /** Opens a file of the workspace by its path in it. */
  async openFile(path: string): Promise<void> {
    const widget = this.page.locator('.quick-input-widget:visible');
    const name = basename(path);
    const timeout = SHOWN_WITHIN_MS;
    await actUntil(
      async () => {
        await this.page.keyboard.press('Control+P');
        // Found by its whole path without a search, for which the oldest host lacks the program.
        await widget.locator('input').first().fill(join(this.folder, path), { timeout });
        await widget.locator(`.monaco-list-row[aria-label^="${name}"]`).first().click({ timeout });
      },
      () => this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor(),
    );
    await this.editor.focus();
  }

  /** Shows a container of the activity bar. */
  async showContainer(name: string): Promise<void> {
    const tab = this.page.locator('.activitybar .action-item', {
      has: this.page.locator(`.action-label[aria-label^="${name}"]`),
    });
    const isShown = async () => (await tab.getAttribute('aria-expanded')) === 'true';
    await actUntil(
      async () => {
        if (!(await isShown())) await tab.click({ timeout: SHOWN_WITHIN_MS });
      },
      () => eventually(async () => ok(await isShown())),
    );
  }

  /** A view of the container that is shown. */
  tree(name: string): Tree {
    return new Tree(this.page, name);
  }

  /** Waits for a notification that holds a text. */
  async notification(text: string): Promise<Notification> {
    const toast = this.page.locator('.notification-toast', { hasText: text });
    await toast.first().waitFor();
    return new Notification(toast.first());
  }

  /** What the webview in front shows. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** What was copied last. */
  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Trusts the workspace that was opened in Restricted Mode. */
  async trustWorkspace(): Promise<void> {
    await this.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).click();
    await this.page.locator('.workspace-trust-editor .monaco-button', { hasText: exactly('Trust') }).click();
    await this.page.locator('.workspace-trust-editor.trusted').waitFor();
    // The newest VS Code shows it above the workbench.
    await this.page.keyboard.press('Escape');
  }

  /** What the window remembers for its next start, as text: a window in a browser writes it down every few seconds only. */
  async remembered(): Promise<string> {
    return this.page.evaluate(async () => {
      const texts: string[] = [];
      for (const { name = '' } of await indexedDB.databases()) {
        if (!name.startsWith('vscode-web-state-db')) continue;
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open(name);
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error ?? new Error(`${name} cannot be opened.`));
        });
        for (const store of database.objectStoreNames) {
          const values = await new Promise<unknown[]>((resolve, reject) => {
            const request = database.transaction(store).objectStore(store).getAll();
            request.onsuccess = () => resolve(request.result as unknown[]);
            request.onerror = () => reject(request.error ?? new Error(`${store} cannot be read.`));
          });
          texts.push(JSON.stringify(values));
        }
        database.close();
      }
      return texts.join('\n');
    });
  }

  /** Loads the window again, as "Developer: Reload Window" does. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.isReady();
  }

  /** Ends this VS Code, or has it crash, and starts it again with all that it remembers; this one is of no use any more. */
  async restart(after: 'end' | 'crash'): Promise<Workbench> {
    await this.stop(after === 'end' ? 'asked' : 'killed');
    return Workbench.start(this.home, Number(new URL(this.url).port));
  }

  /** Takes a picture of the window, into out/screenshots. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: resolve(ROOT, 'out/screenshots', `${name}.png`) });
  }

  /** Ends the editor and removes what it wrote. */
  async close(): Promise<void> {
    await this.stop();
    removeFolder(this.home.root);
  }

  /** The window is drawn, and the extensions with their commands and languages are known. */
  private async isReady(): Promise<void> {
    await this.page.locator('.monaco-workbench .statusbar').waitFor();
    await this.page.waitForFunction(() => performance.getEntriesByName('code/didLoadExtensions').length > 0);
  }
}

function writeSettings(root: string, of: 'User' | 'Machine', settings: Readonly<Record<string, unknown>>): void {
  const folder = join(profileIn(root).userData, of);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
}
