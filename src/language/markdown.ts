/*
 * Text of a file or an image label is not ours: in Markdown it could bring links, images or commands. It is shown as text,
 * and cut where it is long.
 */

/** More than this of one text no hover shows. */
const LONGEST = 2000;

/** Text that means itself in Markdown, line by line. */
export function escapeMarkdown(text: string): string {
  return cut(text)
    .replace(/[!-/:-@[-`{-~]/g, '\\$&')
    .replace(/\r?\n|\r/g, '  \n');
}

/** Text as code within a line, whatever it contains; line ends become spaces. */
export function inlineCode(text: string): string {
  const line = cut(text).replace(/[\r\n\u2028\u2029]+/g, ' ');
  if (line.trim() === '') return '` `';
  const fence = '`'.repeat(longestRun(line) + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return fence + space + line + space + fence;
}

/** Text as a block of code, whatever it contains. */
export function codeBlock(text: string, language: 'sh' | 'json' | 'text'): string {
  const shown = cut(text);
  const fence = '`'.repeat(Math.max(longestRun(shown) + 1, 3));
  return `${fence}${language}\n${shown}\n${fence}`;
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
