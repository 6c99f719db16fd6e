import { eastAsianWidth } from 'get-east-asian-width';

/** What takes no column: marks that stand on the character before, and characters that are not drawn. */
const DRAWN_NOWHERE = /[\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}]/gu;

/** Characters that are pictures by themselves, or made so by the selector behind them. */
const EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F/u;

/** How many columns of a terminal a text without control characters takes: Chinese characters and emoji take two, say. */
export function displayWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  const graphemes = [...new Intl.Segmenter().segment(text)];
  return graphemes.reduce((width, { segment }) => width + widthOf(segment), 0);
}

/** All but the first stand on it or are drawn with it, save the voiced sound marks of halfwidth katakana. */
function widthOf(grapheme: string): number {
  if (EMOJI.test(grapheme)) return 2;
  const [base, ...others] = grapheme.replaceAll(DRAWN_NOWHERE, '');
  if (base === undefined) return 0;
  return eastAsianWidth(base.codePointAt(0) ?? 0) + others.filter((other) => /[\uFF9E\uFF9F]/.test(other)).length;
}
