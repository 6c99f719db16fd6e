import type { Locator, Page } from 'playwright-core';
import { exactly } from './rows';

/** A notification in the corner of the window. */
export class Notification {
  constructor(private readonly toast: Locator) {}

  async text(): Promise<string> {
    return (await this.toast.locator('.notification-list-item-message').innerText()).trim();
  }

  async buttons(): Promise<string[]> {
    return this.toast.locator('.notification-list-item-buttons-container .monaco-button').allInnerTexts();
  }

  async choose(button: string): Promise<void> {
    await this.toast
      .locator('.notification-list-item-buttons-container .monaco-button', { hasText: exactly(button) })
      .click();
  }

  async dismiss(): Promise<void> {
    await this.toast.hover();
    await this.toast.locator('a[aria-label^="Clear Notification"]').click();
  }
}

/** A question in the middle of the window that waits for an answer. */
export class Dialog {
  constructor(private readonly page: Page) {}

  private get box(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  async text(): Promise<string> {
    return (await this.box.locator('.dialog-message-container').innerText()).trim();
  }

  async choose(button: string): Promise<void> {
    await this.box.locator('.monaco-button', { hasText: exactly(button) }).click();
    await this.box.waitFor({ state: 'hidden' });
  }
}
