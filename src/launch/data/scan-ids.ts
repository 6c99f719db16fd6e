/** `3` of `3` and of `3-T1_MPRAGE`: the id in the name of a scan's folder. */
export function scanIdOf(folder: string): string {
  return /^[^-]+/.exec(folder)?.[0] ?? folder;
}

/**
 * The ids of the scans of one session, by folder. An id may hold a hyphen itself (`3-MR1`), which only the session's document
 * can tell; where folders would share an id, their names are taken whole.
 *
 * @param known ids in the session's document; empty when there is none
 */
export function scanIds(folders: readonly string[], known: readonly string[]): ReadonlyMap<string, string> {
  const longestFirst = known.toSorted((a, b) => b.length - a.length);
  const likely = folders.map((folder) => {
    const id = longestFirst.find((each) => folder === each || folder.startsWith(`${each}-`));
    return [folder, id ?? scanIdOf(folder)] as const;
  });
  const isShared = (id: string) => likely.filter(([, other]) => other === id).length > 1;
  return new Map(likely.map(([folder, id]) => [folder, isShared(id) ? folder : id]));
}
