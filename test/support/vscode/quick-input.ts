import type { Locator, Page } from 'playwright-core';
import { actUntil, SHOWN_WITHIN_MS } from './act-until';
import { exactly, rowOf, rowsOf } from './rows';

const WIDGET = '.quick-input-widget:visible';
const timeout = SHOWN_WITHIN_MS;

/** The palette of all commands. */
export class CommandPalette {
  constructor(private readonly page: Page) {}

  /** Runs a command by its whole title, with its category: `XNAT: Launch`. */
  async run(title: string): Promise<void> {
    const row = rowOf(this.page.locator(WIDGET), title).first();
    await actUntil(
      async () => {
        // An open palette does not learn of a command that comes to be available: it is opened anew.
        await this.show(title);
        await row.click({ timeout: 2000 });
      },
      () => row.waitFor({ state: 'hidden' }),
    );
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
    const field = this.page.locator(`${WIDGET} input`).first();
    await actUntil(
      () => this.page.keyboard.press('F1'),
      () => field.fill(`>${text}`, { timeout }),
    );
  }
}

/** A list to choose from, at the top of the window. */
export class QuickPick {
  constructor(private readonly page: Page) {}

  private get widget(): Locator {
    return this.page.locator(WIDGET);
  }

  /** Waits for the list whose empty field holds a question. */
  async waitFor(question: string): Promise<void> {
    await this.asked(question).waitFor();
  }

  /** Waits for the list whose empty field holds a question, and takes what is chosen already, by the keyboard. */
  async accept(question: string): Promise<void> {
    const field = this.asked(question);
    await field.waitFor();
    await this.widget.locator('.monaco-list-row.focused').first().waitFor();
    await actUntil(
      async () => {
        if (await field.isVisible()) await field.press('Enter', { timeout });
      },
      () => field.waitFor({ state: 'hidden' }),
    );
  }

  private asked(question: string): Locator {
    return this.widget.locator(`input.input[placeholder*="${question}"]`).first();
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
    await actUntil(
      () => row.click({ timeout }),
      () => row.waitFor({ state: 'hidden' }),
    );
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

  /** Waits for the box whose text below holds the prompt, types a value, or leaves the proposed one, and accepts it. */
  async answer(prompt: string, value?: string): Promise<void> {
    await this.waitFor(prompt);
    const box = this.page.locator(WIDGET, { hasText: prompt });
    await actUntil(
      async () => {
        // The box may be the next one already, which must not get this answer.
        if (!(await box.isVisible())) return;
        if (value !== undefined) await this.field.fill(value, { timeout });
        await this.field.press('Enter', { timeout });
      },
      () => box.waitFor({ state: 'hidden' }),
    );
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
    await actUntil(
      async () => {
        if (await action.isVisible()) await this.page.keyboard.press('Enter');
      },
      () => action.waitFor({ state: 'hidden' }),
    );
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
    await actUntil(
      async () => {
        await this.page.keyboard.press('Control+1');
        await this.page.keyboard.press('Control+.');
      },
      () => actions.first().waitFor(),
    );
    return actions;
  }
}

/** Whether a row of a list is the one the keyboard acts on. */
async function hasFocus(row: Locator): Promise<boolean> {
  return row.evaluate((element) => element.classList.contains('focused'));
}
