import type { Locator, Page } from 'playwright-core';
import { actUntil, SHOWN_WITHIN_MS } from './act-until';
import { exactly } from './rows';

const timeout = SHOWN_WITHIN_MS;

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
    const buttons = this.toast.locator('.notification-list-item-buttons-container .monaco-button');
    await this.clickAway(buttons.filter({ hasText: exactly(button) }));
  }

  async dismiss(): Promise<void> {
    await this.clickAway(this.toast.locator('a[aria-label^="Clear Notification"]'));
  }

  /** Clicks what closes it. */
  private async clickAway(target: Locator): Promise<void> {
    await actUntil(
      async () => {
        await this.toast.hover({ timeout });
        await target.click({ timeout });
      },
      () => this.toast.waitFor({ state: 'hidden' }),
    );
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
    await actUntil(
      () => this.box.locator('.monaco-button', { hasText: exactly(button) }).click({ timeout }),
      () => this.box.waitFor({ state: 'hidden' }),
    );
  }
}
