import fc from 'fast-check';
import assert from 'node:assert/strict';
import { splitCommandLine } from '../../src/resolution/split-command-line';

const blank = fc.stringMatching(/^[ \t\n\r\f\v]{1,3}$/);
const token = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
  fc.stringMatching(/^[ab"'\\ $|>]{1,8}$/),
);

/** Each makes of a text one word that is read back as that text. */
const doubleQuoted = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`;
const singleQuoted = (text: string) => (text.includes("'") ? doubleQuoted(text) : `'${text}'`);
const escaped = (text: string) => text.replace(/./gsu, '\\$&');
const quoting = fc.constantFrom(doubleQuoted, singleQuoted, escaped);

const quotedLine = fc.array(fc.tuple(token, quoting, blank), { maxLength: 8 }).map((words) => ({
  tokens: words.map(([text]) => text),
  line: words.map(([text, quote, behind]) => quote(text) + behind).join(''),
}));

describe('The split of a command line', () => {
  it('gives back what was quoted', () => {
    fc.assert(fc.property(quotedLine, ({ line, tokens }) => assert.deepEqual(splitCommandLine(line), tokens)));
  });

  it('gives the same for two lines in a row as for each alone', () => {
    fc.assert(
      fc.property(quotedLine, fc.string({ unit: 'binary' }), (first, second) => {
        assert.deepEqual(splitCommandLine(first.line + second), [...first.tokens, ...splitCommandLine(second)]);
      }),
    );
  });

  it('splits at blanks alone where there is neither quote nor backslash', () => {
    const plain = fc.stringMatching(/^[a-z$|>;&*#\t\n ]*$/);
    fc.assert(
      fc.property(plain, (line) => {
        assert.deepEqual(
          splitCommandLine(line),
          line.split(/\s+/).filter((word) => word !== ''),
        );
      }),
    );
  });

  it('adds no character, changes no order and makes no empty argument', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (line) => {
        const tokens = splitCommandLine(line);
        assert.ok(tokens.every((each) => each !== ''));
        let at = 0;
        for (const character of tokens.join('')) {
          at = line.indexOf(character, at);
          assert.notEqual(at, -1);
          at += character.length;
        }
      }),
    );
  });
});
