/** The most characters of a label that a view has room for. */
const LONGEST = 48;

/** A name as a row's label: of a long one the beginning and the end, by which names that begin alike are told apart. */
export function shortLabel(name: string): string {
  const graphemes = Array.from(new Intl.Segmenter().segment(name), ({ segment }) => segment);
  if (graphemes.length <= LONGEST) return name;
  const half = Math.floor((LONGEST - 1) / 2);
  return `${graphemes.slice(0, half).join('')}…${graphemes.slice(-half).join('')}`;
}
