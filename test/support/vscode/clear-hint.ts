import type { Page } from 'playwright-core';
import { SHOWN_WITHIN_MS } from './act-until';

/** Takes the mouse away from what it has come to rest on before: that may show a hint above what is to be clicked. */
export async function clearHint(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.locator('.monaco-hover').first().waitFor({ state: 'hidden', timeout: SHOWN_WITHIN_MS });
}
