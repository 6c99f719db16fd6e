import type { Locator, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { exactly, rowOf, rowsOf } from './rows';

const WIDGET = '.quick-input-widget:visible';

/** The palette of all commands. */
export class CommandPalette {
  constructor(private readonly page: Page) {}

  /** Runs a command by its whole title, with its category: `XNAT: Launch`. */
  async run(title: string): Promise<void> {
    await eventually(async () => {
      // An open palette does not learn of a command that comes to be available: it is opened anew.
      await this.show(title);
      await rowOf(this.page.locator(WIDGET), title).first().click({ timeout: 2000 });
    });
  }

  /** The titles of the commands that match a text. */
  async titles(text: string): Promise<string[]> {
    await this.show(text);
    await this.page.locator(`${WIDGET} .monaco-list-row`).first().waitFor();
    const rows = await rowsOf(this.page.locator(`${WIDGET} .monaco-list`));
    await this.page.keyboard.press('Escape');
    return rows.map((row) => row.label).filter((label) => label.toLowerCase().includes(text.toLowerCase()));
  }

  private async show(text: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.page.locator(`${WIDGET} input`).first().fill(`>${text}`);
  }
}

/** A list to choose from, at the top of the window. */
export class QuickPick {
  constructor(private readonly page: Page) {}

  private get widget(): Locator {
    return this.page.locator(WIDGET);
  }

  /** What it says in the empty field, once it is open. */
  async placeholder(): Promise<string> {
    await this.widget.locator('.monaco-list-row').first().waitFor();
    return (await this.widget.locator('input.input').first().getAttribute('placeholder')) ?? '';
  }

  /** The labels to choose from. */
  async items(): Promise<string[]> {
    await this.widget.locator('.monaco-list-row').first().waitFor();
    return (await rowsOf(this.widget.locator('.monaco-list'))).map((row) => row.label);
  }

  /** Chooses one by its label. */
  async choose(label: string): Promise<void> {
    const row = rowOf(this.widget, label).first();
    await row.waitFor();
    await row.click();
  }

  /** Checks or unchecks one where several can be chosen; `accept` goes on. */
  async toggle(label: string): Promise<void> {
    await rowOf(this.widget, label).first().click();
  }

  async accept(): Promise<void> {
    await this.widget.getByRole('button', { name: 'OK' }).click();
  }

  async cancel(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.widget.waitFor({ state: 'hidden' });
  }
}

/** A box to type something into, at the top of the window. */
export class InputBox {
  constructor(private readonly page: Page) {}

  private get field(): Locator {
    return this.page.locator(`${WIDGET} input.input`).first();
  }

  /** Waits for the box whose text below holds this one. */
  async waitFor(prompt: string): Promise<void> {
    await this.page.locator(WIDGET, { hasText: prompt }).waitFor();
  }

  /** What it asks, or how it finds what was typed: the text below the field. */
  async message(): Promise<string> {
    return (await this.page.locator(`${WIDGET} .quick-input-message`).innerText()).trim();
  }

  /** Whether what is typed is hidden. */
  async isMasked(): Promise<boolean> {
    return (await this.field.getAttribute('type')) === 'password';
  }

  /** Types a value and accepts it. */
  async type(value: string): Promise<void> {
    await this.fill(value);
    await this.page.keyboard.press('Enter');
  }

  /** Types a value and leaves the box open. */
  async fill(value: string): Promise<void> {
    await this.field.fill(value);
  }

  async cancel(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.page.locator(WIDGET).waitFor({ state: 'hidden' });
  }
}

/** The menu of fixes at the cursor. */
export class QuickFix {
  constructor(private readonly page: Page) {}

  /** Applies the fix of this title, to what stands at the cursor. */
  async apply(title: string): Promise<void> {
    const actions = await this.open();
    const action = actions.filter({ has: this.page.locator('.title', { hasText: exactly(title) }) });
    await action.waitFor();
    // By keyboard: VS Code shields the menu from a mouse that has not moved.
    for (let row = await actions.count(); row > 0 && !(await hasFocus(action)); row--) {
      await this.page.keyboard.press('ArrowDown');
    }
    await this.page.keyboard.press('Enter');
    await this.page.locator('.action-widget:visible').waitFor({ state: 'hidden' });
  }

  /** The titles of the fixes for what stands at the cursor. */
  async titles(): Promise<string[]> {
    const actions = await this.open();
    const titles = await actions.locator('.title').allInnerTexts();
    await this.page.keyboard.press('Escape');
    return titles;
  }

  private async open(): Promise<Locator> {
    const actions = this.page.locator('.action-widget:visible .monaco-list-row.action');
    await eventually(async () => {
      if (await actions.first().isVisible()) return;
      await this.page.keyboard.press('Control+1');
      // The editor asks for the fixes once; it is asked again where the keyboard had not come to it yet.
      await this.page.keyboard.press('Control+.');
      await actions.first().waitFor({ timeout: 5000 });
    });
    return actions;
  }
}

/** Whether a row of a list is the one the keyboard acts on. */
async function hasFocus(row: Locator): Promise<boolean> {
  return row.evaluate((element) => element.classList.contains('focused'));
}
