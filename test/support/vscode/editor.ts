import type { Locator, Page } from 'playwright-core';
import { exactly } from './rows';

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
    await this.page.keyboard.press('Control+1');
    await this.page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
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
    await this.focus();
    await this.page.keyboard.press('Control+G');
    const field = this.page.locator('.quick-input-widget:visible input').first();
    await field.fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('#status\\.editor\\.selection', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
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

  /** Clicks a code lens; the first of that title, or the one of this number from 0. */
  async clickCodeLens(title: string, index = 0): Promise<void> {
    await this.root
      .locator('.codelens-decoration a', { hasText: exactly(title) })
      .nth(index)
      .click();
  }

  /** Clicks an icon at the right end of the editor's tabs. */
  async clickTitleAction(name: string): Promise<void> {
    await this.page.locator(`.editor-group-container.active .editor-actions a[aria-label^="${name}"]`).click();
  }

  /** What is shown when the mouse rests on a place. Both count from 1. */
  async hover(line: number, column: number): Promise<string> {
    await this.goTo(line, column);
    await this.page.keyboard.press('Control+K');
    await this.page.keyboard.press('Control+I');
    // The editor's own: the mouse may rest on something that has a hover, too.
    const hover = this.page.locator('.monaco-resizable-hover:visible').locator('.hover-contents, .marker');
    await hover.first().waitFor();
    const text = (await hover.allInnerTexts()).join('\n').trim();
    await this.page.keyboard.press('Escape');
    return text;
  }

  /** The completions offered at the cursor that are in sight. */
  async completions(): Promise<string[]> {
    await this.focus();
    await this.page.keyboard.press('Control+Space');
    const labels = this.page.locator('.suggest-widget.visible .monaco-list-row .label-name');
    await labels.first().waitFor();
    const texts = await labels.allInnerTexts();
    await this.page.keyboard.press('Escape');
    return texts;
  }

  /** Takes a completion at the cursor. */
  async complete(label: string): Promise<void> {
    await this.focus();
    await this.page.keyboard.press('Control+Space');
    const list = this.page.locator('.suggest-widget.visible');
    await list
      .locator('.monaco-list-row', { has: this.page.locator('.label-name', { hasText: exactly(label) }) })
      .click();
    await list.waitFor({ state: 'hidden' });
  }
}
