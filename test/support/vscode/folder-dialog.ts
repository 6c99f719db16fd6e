import type { Page } from 'playwright-core';
import { eventually } from '../eventually';

const WIDGET = '.quick-input-widget:visible';

/** The dialog for a folder, as a window without a desktop shows it: a path to type above a list of folders. */
export class FolderDialog {
  constructor(private readonly page: Page) {}

  /** Waits for the dialog whose title holds a text, and chooses a folder by its absolute path. */
  async choose(title: string, folder: string): Promise<void> {
    const widget = this.page.locator(WIDGET, { hasText: title });
    const field = widget.locator('input.input').first();
    // It fills in the folder it starts from when that has been read, and would overwrite what was typed before.
    await eventually(async () => {
      if (!(await field.inputValue()).endsWith('/')) throw new Error('The dialog shows no folder yet.');
    });
    await field.fill(folder);
    await this.page.keyboard.press('Enter');
    await widget.waitFor({ state: 'hidden' });
  }
}
