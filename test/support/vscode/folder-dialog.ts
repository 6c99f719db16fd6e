import type { Locator, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { actUntil, SHOWN_WITHIN_MS } from './act-until';

const WIDGET = '.quick-input-widget:visible';

/** The dialog for a folder or a file, as a window without a desktop shows it: a path to type above a list of folders. */
export class FolderDialog {
  constructor(private readonly page: Page) {}

  /** Waits for the dialog whose title holds a text, and chooses a folder by its absolute path. */
  async choose(title: string, folder: string): Promise<void> {
    await this.waitFor(title);
    const heading = this.heading(title);
    const field = this.page.locator(`${WIDGET} input.input`).first();
    const accept = this.page.locator(`${WIDGET} .quick-input-action .monaco-button`).first();
    // With the slash it lists what is in the folder; Enter would take the first entry of that list.
    const wanted = `${folder}/`;
    await eventually(async () => {
      if (await heading.isVisible()) {
        // It writes the folder it starts from itself once that has been read, perhaps into what was typed before.
        if ((await field.inputValue()) !== wanted) await field.fill(wanted);
        else await accept.click();
      }
      await heading.waitFor({ state: 'hidden', timeout: 500 });
    });
  }

  /** Waits for the dialog whose title holds a text, and takes the path that it proposes. */
  async accept(title: string): Promise<void> {
    await this.waitFor(title);
    const heading = this.heading(title);
    await actUntil(
      async () => {
        const accept = this.page.locator(`${WIDGET} .quick-input-action .monaco-button`).first();
        if (await heading.isVisible()) await accept.click({ timeout: SHOWN_WITHIN_MS });
      },
      () => heading.waitFor({ state: 'hidden' }),
    );
  }

  /** Waits for the dialog whose title holds a text. */
  async waitFor(title: string): Promise<void> {
    await this.heading(title).waitFor();
  }

  private heading(title: string): Locator {
    return this.page.locator(`${WIDGET} .quick-input-title`, { hasText: title });
  }
}
