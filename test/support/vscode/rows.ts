import type { Locator, Page } from 'playwright-core';

/** A row of one of VS Code's lists and trees, as a person sees it. */
export interface Row {
  readonly label: string;
  readonly description: string;
  /** 1 for the outermost. */
  readonly level: number;
  /** The severity icon of a problem, or the empty string. */
  readonly icon: string;
  /** Texts of a problem: its message, source, code and place. */
  readonly message: string;
  readonly source: string;
  readonly code: string;
  readonly place: string;
}

/** A text that is exactly this one, apart from blanks around it. */
export function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')}\\s*$`);
}

/** The row of a list whose label is exactly this text. */
export function rowOf(list: Locator, label: string): Locator {
  return list
    .locator('.monaco-list-row')
    .filter({ has: list.page().locator('.label-name', { hasText: exactly(label) }) });
}

/**
 * Every row of a list, from top to bottom. VS Code draws only those in sight, so the list is scrolled to its end and back.
 * @param list an element with class `monaco-list`; it may be empty
 */
export async function rowsOf(list: Locator): Promise<Row[]> {
  const rows = new Map<number, Row>();
  let complete = await readRows(list, rows);
  if (complete) return inOrder(rows);
  await list.hover();
  while (!complete) {
    await scroll(list.page(), 200);
    complete = await readRows(list, rows);
  }
  await scroll(list.page(), -1_000_000);
  return inOrder(rows);
}

const inOrder = (rows: ReadonlyMap<number, Row>): Row[] =>
  [...rows].sort(([left], [right]) => left - right).map(([, row]) => row);

async function scroll(page: Page, distance: number): Promise<void> {
  await page.mouse.wheel(0, distance);
  // The rows are drawn in the frame after.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Adds the rows in sight; whether the last one is among what was read. */
async function readRows(list: Locator, rows: Map<number, Row>): Promise<boolean> {
  const seen = await list.locator('.monaco-list-row').evaluateAll((elements) =>
    elements.map((element) => ({
      index: Number(element.getAttribute('data-index')),
      isLast: element.getAttribute('data-last-element') === 'true',
      row: {
        label: element.querySelector('.label-name')?.textContent.trim() ?? '',
        description: element.querySelector('.label-description')?.textContent.trim() ?? '',
        level: Number(element.getAttribute('aria-level') ?? 1),
        icon: element.querySelector('.marker-icon')?.classList[1] ?? '',
        message: [...element.querySelectorAll('.marker-message')].map((line) => line.textContent).join('\n'),
        source: element.querySelector('.marker-source')?.textContent.trim() ?? '',
        code: element.querySelector('.marker-code')?.textContent.trim() ?? '',
        place: element.querySelector('.marker-line')?.textContent.trim() ?? '',
      },
    })),
  );
  for (const { index, row } of seen) rows.set(index, row);
  return seen.length === 0 || seen.some(({ isLast }) => isLast);
}
