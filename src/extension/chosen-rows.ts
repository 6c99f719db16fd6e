/** The row that a command of a view for one acts on, and the rows that a command for several does. */
export interface ChosenRows<Row> {
  readonly row: Row | undefined;
  readonly rows: readonly Row[];
}

/**
 * Finds what a command of a view is meant for.
 *
 * @param given the row whose menu, icon or key was used; undefined from the palette, which means what is selected. A command
 * for several acts on all that are selected if this is one of them, and on this row alone if it is not.
 */
export function chosenRows<Row>(given: Row | undefined, selection: readonly Row[]): ChosenRows<Row> {
  const isOutside = given !== undefined && !selection.includes(given);
  return { row: given ?? selection[0], rows: isOutside ? [given] : selection };
}
