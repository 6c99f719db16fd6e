/**
 * Text of a Command, a file's name or a launch as a terminal may have it: what a terminal would obey, control characters and
 * those that turn the direction of text, is written out as `\\u001b`. Line feeds and tabs stay.
 */
export const printable = (text: string): string =>
  text.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, (character) =>
    character === '\n' || character === '\t'
      ? character
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
