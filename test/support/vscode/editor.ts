import type { Locator, Page } from 'playwright-core';
import { actUntil, SHOWN_WITHIN_MS } from './act-until';
import { clearHint } from './clear-hint';
import { exactly } from './rows';

const timeout = SHOWN_WITHIN_MS;

/** The text editor in front. */
export class Editor {
  constructor(private readonly page: Page) {}

  private get root(): Locator {
    return this.page
      .locator(
        '.editor-group-container.active .monaco-editor[role="code"], .editor-group-container.active .monaco-editor',
      )
      .first();
  }

  /** Puts the keyboard into it. */
  async focus(): Promise<void> {
    await actUntil(
      () => this.page.keyboard.press('Control+1'),
      () => this.page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor(),
    );
  }

  /** The lines in sight, from top to bottom. */
  async visibleText(): Promise<string> {
    const lines = await this.root.locator('.view-line').evaluateAll((elements) =>
      elements.map((element) => ({
        top: Number.parseFloat((element as HTMLElement).style.top),
        text: element.textContent.replaceAll('\u00a0', ' '),
      })),
    );
    return lines
      .sort((left, right) => left.top - right.top)
      .map((line) => line.text)
      .join('\n');
  }

  /** Moves the cursor. Both count from 1, as the status bar does. */
  async goTo(line: number, column: number): Promise<void> {
    const field = this.page.locator('.quick-input-widget:visible input').first();
    const place = this.page.locator('#status\\.editor\\.selection', { hasText: `Ln ${line}, Col ${column}` });
    await actUntil(
      async () => {
        await this.focus();
        await this.page.keyboard.press('Control+G');
        await field.fill(`:${line}:${column}`, { timeout });
        await field.press('Enter', { timeout });
      },
      () => place.waitFor(),
    );
  }

  /** Types at the cursor, with all that VS Code adds of itself. */
  async type(text: string): Promise<void> {
    await this.focus();
    await this.page.keyboard.type(text);
  }

  /** Writes the file to disk. */
  async save(): Promise<void> {
    await this.focus();
    await this.page.keyboard.press('Control+S');
    await this.page.locator('.tab.active:not(.dirty)').waitFor();
  }

  /** How many places in sight are underlined with this severity. */
  async squiggles(severity: 'error' | 'warning' | 'info' | 'hint'): Promise<number> {
    return this.root.locator(`.squiggly-${severity}`).count();
  }

  /** The name of the language in the status bar. */
  async language(): Promise<string> {
    return (await this.page.locator('#status\\.editor\\.mode').innerText()).trim();
  }

  /** The titles of the code lenses in sight, from top to bottom, once there is one. */
  async codeLenses(): Promise<string[]> {
    const lenses = this.root.locator('.codelens-decoration a');
    await lenses.first().waitFor();
    return lenses.allInnerTexts();
  }

  /** Clicks the first code lens of a title, until its effect shows: lenses move while a document is read. */
  async clickCodeLens(title: string, effect: () => Promise<unknown>): Promise<void> {
    const lens = this.root.locator('.codelens-decoration a', { hasText: exactly(title) }).first();
    await actUntil(() => this.click(lens), effect);
  }

  /** Clicks an icon at the right end of the editor's tabs, until its effect shows. */
  async clickTitleAction(name: string, effect: () => Promise<unknown>): Promise<void> {
    const icon = this.page.locator(`.editor-group-container.active .editor-actions a[aria-label^="${name}"]`);
    await actUntil(() => this.click(icon), effect);
  }

  private async click(target: Locator): Promise<void> {
    await clearHint(this.page);
    await target.click({ timeout });
  }

  /** What is shown when the mouse rests on a place. Both count from 1. */
  async hover(line: number, column: number): Promise<string> {
    await this.goTo(line, column);
    // The editor's own: the mouse may rest on something that has a hover, too.
    const hover = this.page.locator('.monaco-resizable-hover:visible').locator('.hover-contents, .marker');
    await actUntil(
      async () => {
        await this.page.keyboard.press('Control+K');
        await this.page.keyboard.press('Control+I');
      },
      () => hover.first().waitFor(),
    );
    const text = (await hover.allInnerTexts()).join('\n').trim();
    await this.page.keyboard.press('Escape');
    return text;
  }

  /** Opens the list of completions at the cursor and leaves it open. */
  async showCompletions(): Promise<void> {
    await this.suggestions();
  }

  /** The completions offered at the cursor that are in sight. */
  async completions(): Promise<string[]> {
    const labels = (await this.suggestions()).locator('.monaco-list-row .label-name');
    const texts = await labels.allInnerTexts();
    await this.page.keyboard.press('Escape');
    return texts;
  }

  /** Takes a completion at the cursor. */
  async complete(label: string): Promise<void> {
    const list = await this.suggestions();
    const row = list.locator('.monaco-list-row', {
      has: this.page.locator('.label-name', { hasText: exactly(label) }),
    });
    await actUntil(
      () => row.click({ timeout }),
      () => list.waitFor({ state: 'hidden' }),
    );
  }

  /** The list of completions at the cursor, once it holds one. */
  private async suggestions(): Promise<Locator> {
    const list = this.page.locator('.suggest-widget.visible');
    await actUntil(
      async () => {
        await this.focus();
        await this.page.keyboard.press('Control+Space');
      },
      () => list.locator('.monaco-list-row .label-name').first().waitFor(),
    );
    return list;
  }
}
