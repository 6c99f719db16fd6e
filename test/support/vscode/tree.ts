import { ok } from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { actUntil, SHOWN_WITHIN_MS } from './act-until';
import { clearHint } from './clear-hint';
import { exactly, rowOf, rowsOf } from './rows';

const timeout = SHOWN_WITHIN_MS;

/** A view in the side bar, by the name in its header. Its container has been shown before. */
export class Tree {
  constructor(
    private readonly page: Page,
    private readonly name: string,
  ) {}

  private get pane(): Locator {
    return this.page.locator('.pane', {
      has: this.page.locator('.pane-header .title', { hasText: exactly(this.name) }),
    });
  }

  /** Every row in sight or below, as `label` or `label — description`, two blanks deeper for each level. */
  async items(): Promise<string[]> {
    await this.open();
    const rows = await rowsOf(this.pane.locator('.monaco-list'));
    return rows.map(
      ({ label, description, level }) =>
        `${'  '.repeat(level - 1)}${label}${description === '' ? '' : ` — ${description}`}`,
    );
  }

  /** A row by its whole label. */
  item(label: string): TreeItem {
    return new TreeItem(this.page, rowOf(this.pane, label).first());
  }

  /** Selects rows in sight, with the key held from the second on: `Control` adds each, `Shift` all on the way to it. */
  async select(labels: readonly [first: string, ...others: string[]], key: 'Control' | 'Shift'): Promise<void> {
    const [first, ...others] = labels;
    const row = (label: string) => rowOf(this.pane, label).first();
    await actUntil(
      async () => {
        await row(first).click({ timeout });
        for (const label of others) await row(label).click({ modifiers: [key], timeout });
      },
      () => eventually(async () => ok((await this.selected()).includes(labels.at(-1) ?? ''))),
    );
  }

  /** The labels of the rows in sight that are selected. */
  async selected(): Promise<string[]> {
    return this.pane.locator('.monaco-list-row.selected .label-name').allInnerTexts();
  }

  /** What its header says beside its name. */
  async header(): Promise<string> {
    return (await this.pane.locator('.pane-header .description').textContent()) ?? '';
  }

  /** What the view says where it has nothing to list. */
  async welcome(): Promise<string> {
    await this.open();
    const text = this.pane.locator('.welcome-view-content');
    await text.waitFor();
    return (await text.innerText()).trim();
  }

  /** Clicks a link or button of what the view says where it has nothing to list, until the effect shows. */
  async clickWelcome(text: string, effect: () => Promise<unknown>): Promise<void> {
    await this.open();
    const link = this.pane.locator('.welcome-view-content a', { hasText: exactly(text) });
    await actUntil(() => link.click({ timeout }), effect);
  }

  /** Clicks an icon in the view's header, until its effect shows; without one, until another icon has taken its place. */
  async clickTitleAction(name: string, effect?: () => Promise<unknown>): Promise<void> {
    await this.open();
    const icon = this.pane.locator(`.pane-header a[aria-label^="${name}"]`);
    await actUntil(
      async () => {
        await this.pane.hover({ timeout });
        await icon.click({ timeout });
      },
      effect ?? (() => icon.waitFor({ state: 'detached' })),
    );
  }

  private async open(): Promise<void> {
    const header = this.pane.locator('.pane-header');
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
  }
}

/** A row of a view in the side bar. */
export class TreeItem {
  constructor(
    private readonly page: Page,
    private readonly row: Locator,
  ) {}

  async waitFor(): Promise<void> {
    await this.row.waitFor();
  }

  async description(): Promise<string> {
    return (await this.row.locator('.label-description').innerText()).trim();
  }

  async expand(): Promise<void> {
    const isExpanded = async () => (await this.row.getAttribute('aria-expanded')) !== 'false';
    await actUntil(
      async () => {
        await clearHint(this.page);
        if (!(await isExpanded())) await this.row.locator('.monaco-tl-twistie').click({ timeout });
      },
      () => eventually(async () => ok(await isExpanded())),
    );
  }

  /** Clicks it, until the effect shows. */
  async click(effect: () => Promise<unknown>): Promise<void> {
    await actUntil(async () => {
      await clearHint(this.page);
      await this.row.click({ timeout });
    }, effect);
  }

  /** Clicks an icon of the row, until the effect shows. */
  async clickAction(name: string, effect: () => Promise<unknown>): Promise<void> {
    await actUntil(async () => {
      await clearHint(this.page);
      await this.row.hover({ timeout });
      await this.row.locator(`.actions a[aria-label^="${name}"]`).click({ timeout });
    }, effect);
  }

  /** Chooses from the row's context menu. */
  async chooseFromMenu(entry: string): Promise<void> {
    const menu = this.page.locator('.monaco-menu');
    const action = menu.locator('.action-label', { hasText: exactly(entry) });
    await actUntil(
      () => this.row.click({ button: 'right', timeout }),
      () => action.waitFor(),
    );
    await actUntil(
      async () => {
        // By keyboard: VS Code shields a menu that has just opened from the mouse.
        await action.hover({ timeout });
        await this.page.keyboard.press('Enter');
      },
      () => menu.waitFor({ state: 'hidden' }),
    );
  }
}
