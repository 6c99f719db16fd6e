import type { RowContent, RowSpec } from './row';

/** A row that is shown. It is the same object for as long as there is a row of that id. */
export interface Row {
  readonly id: string;
  readonly content: RowContent;
  readonly parent: Row | undefined;
}

/** What must be drawn again: rows with all below them, or everything. */
export type Changes = readonly Row[] | 'all';

class TreeRow implements Row {
  children: readonly TreeRow[] | undefined;

  constructor(
    readonly id: string,
    public content: RowContent,
    public version: string,
    readonly parent: TreeRow | undefined,
  ) {}
}

/** Keeps the rows that are shown, and finds out which of them a change touches. */
export class RowTree {
  #roots: readonly TreeRow[] = [];
  readonly #rows = new Map<string, TreeRow>();

  /** @param childrenOf what stands below a row that was given without its children */
  constructor(private readonly childrenOf: (row: Row) => readonly RowSpec[]) {}

  get roots(): readonly Row[] {
    return this.#roots;
  }

  row(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  /** The rows below a row. */
  children(row: Row): readonly Row[] {
    const own = this.#rows.get(row.id);
    // The editor may ask for a row that has gone meanwhile.
    if (own === undefined || own !== row) return [];
    own.children ??= this.#place(this.childrenOf(own), own, []);
    return own.children;
  }

  /** Shows other rows from now on. */
  update(specs: readonly RowSpec[]): Changes {
    const before = this.#roots;
    const changed: Row[] = [];
    this.#roots = this.#place(specs, undefined, changed);
    return isSame(before, this.#roots) ? changed : 'all';
  }

  #place(specs: readonly RowSpec[], parent: TreeRow | undefined, changed: Row[]): readonly TreeRow[] {
    const before = (parent === undefined ? this.#roots : parent.children) ?? [];
    const kept = new Set(specs.map(({ id }) => id));
    for (const row of before) if (!kept.has(row.id)) this.#forget(row);
    return specs.map((spec) => this.#placeOne(spec, parent, changed));
  }

  #placeOne(spec: RowSpec, parent: TreeRow | undefined, changed: Row[]): TreeRow {
    const known = this.#rows.get(spec.id);
    if (known === undefined || known.parent !== parent) {
      const row = new TreeRow(spec.id, spec.content, spec.version, parent);
      this.#rows.set(spec.id, row);
      if (spec.children !== undefined) row.children = this.#place(spec.children, row, []);
      return row;
    }
    const before = known.children;
    const isNew = known.version !== spec.version;
    known.content = spec.content;
    known.version = spec.version;
    const below: Row[] = [];
    if (spec.children !== undefined) known.children = this.#place(spec.children, known, below);
    else if (isNew && before !== undefined) known.children = this.#place(this.childrenOf(known), known, below);
    const isTouched = isNew || (known.children !== undefined && !isSame(before ?? [], known.children));
    // Whoever draws a row again draws what is below it again.
    changed.push(...(isTouched ? [known] : below));
    return known;
  }

  #forget(row: TreeRow): void {
    if (this.#rows.get(row.id) === row) this.#rows.delete(row.id);
    row.children?.forEach((child) => this.#forget(child));
  }
}

const isSame = (before: readonly Row[], after: readonly Row[]) =>
  before.length === after.length && before.every((row, index) => row === after[index]);
