import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { ROOT } from '../../scripts/lib/vsix.mjs';
import { FormPage, openFormBrowser } from '../support/form/form-page';

const COMMAND = join(ROOT, 'examples/scan-summary/command.json');

describe('The launch form', () => {
  let browser: BrowserContext;
  before(async () => { browser = await openFormBrowser(); });
  after(async () => { await browser.close(); });

  it('shows', async () => {
    const form = await FormPage.open(browser, { command: COMMAND, wrapper: 'scan-summary-session', chosenPath: join(ROOT, 'examples/scan-summary/MR_01') });
    await form.screenshot('form-try-1');
    await form.page.getByRole('button', { name: 'Choose folder… Session' }).click();
    await form.page.getByText('3 scans').waitFor();
    await form.screenshot('form-try-2');
    await form.page.getByLabel('Scan', { exact: true }).selectOption('3 - BOLD');
    await form.page.waitForTimeout(300);
    await form.screenshot('form-try-3');
    console.log(form.complaints, form.received);
  });
});
