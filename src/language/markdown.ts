/*
 * Text of a file or an image label is not ours: in Markdown it could bring links, images or commands. It is shown as text.
 */

/** Text that means itself in Markdown, line by line. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&').replace(/\r?\n|\r/g, '  \n');
}

/** Text as code within a line, whatever it contains; line ends become spaces. */
export function inlineCode(text: string): string {
  const line = text.replace(/[\r\n\u2028\u2029]+/g, ' ');
  if (line.trim() === '') return '` `';
  const fence = '`'.repeat(longestRun(line) + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return fence + space + line + space + fence;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
