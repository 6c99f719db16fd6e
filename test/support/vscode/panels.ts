import type { Locator, Page } from 'playwright-core';
import { rowsOf } from './rows';
import type { CommandPalette } from './quick-input';

/** A line of the Problems panel. */
export interface ProblemEntry {
  readonly file: string;
  readonly severity: string;
  readonly message: string;
  readonly source: string;
  readonly code: string;
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
}

/** The list of all problems below the editor. */
export class ProblemsPanel {
  constructor(
    private readonly page: Page,
    private readonly palette: CommandPalette,
  ) {}

  /** What it lists now; it is opened when it is not in sight. */
  async entries(): Promise<ProblemEntry[]> {
    const rows = await rowsOf((await this.open()).locator('.monaco-list'));
    let file = '';
    return rows.flatMap(({ level, label, icon, message, source, code, place }) => {
      if (level === 1) file = label;
      const [, line, column] = /Ln (\d+), Col (\d+)/.exec(place) ?? [];
      if (line === undefined || column === undefined) return [];
      return [{ file, severity: icon, message, source, code, line: Number(line), column: Number(column) }];
    });
  }

  /** Goes to the place of a problem in the editor. */
  async goTo(message: string): Promise<void> {
    await (await this.open()).locator('.marker-message-line', { hasText: message }).first().dblclick();
    await this.page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
  }

  private async open(): Promise<Locator> {
    const panel = this.page.locator('.markers-panel:visible');
    if ((await panel.count()) === 0) {
      await this.palette.run('Problems: Focus on Problems View');
      await panel.waitFor();
    }
    return panel;
  }
}

/** The terminal in front. */
export class Terminal {
  constructor(private readonly page: Page) {}

  /** The lines in sight. */
  async text(): Promise<string> {
    await this.rows.first().waitFor();
    return (await this.rows.allInnerTexts()).join('\n').replaceAll('\u00a0', ' ').trimEnd();
  }

  /** Waits until a line in sight holds a text, in any colour or in red. */
  async waitFor(text: string, colour: 'any' | 'red' = 'any'): Promise<void> {
    const part = colour === 'red' ? this.rows.locator('.xterm-fg-1') : this.rows;
    await part.filter({ hasText: text }).first().waitFor();
  }

  private get rows(): Locator {
    return this.page.locator('.terminal-wrapper.active .xterm-rows > div');
  }
}
