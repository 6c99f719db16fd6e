import { NO_FLAGS, withFlags } from './regex-flags';
import { parseRegex, RegexFault } from './regex-parser';
import { RegexMachine } from './regex-machine';
import { compileProgram, RegexLimit } from './regex-program';

/**
 * A Java regular expression that a stranger may have written. JavaScript's own engine has another dialect and can be kept
 * busy for hours by a short pattern; this one gives up after a bounded number of steps.
 */
export interface JavaRegex {
  /** Whether the whole text matches; `gave-up` when telling would take too long. */
  readonly matches: (text: string) => boolean | 'gave-up';
}

export type RegexCompilation =
  | { readonly ok: true; readonly regex: JavaRegex }
  | { readonly ok: false; readonly message: string; /** In the source. */ readonly position: number };

/**
 * Compiles a pattern as `java.util.regex.Pattern` does.
 *
 * @param letters flags by letter: `i` ignore case, `u` beyond ASCII too, `s` dot matches line breaks, `m` `^` and `$` at
 *   every line, `x` blanks and comments, `d` only `\n` ends a line.
 */
export function compileJavaRegex(source: string, letters: string): RegexCompilation {
  const flags = withFlags(NO_FLAGS, letters, true);
  if (flags === undefined) return { ok: false, message: `Unknown flag in ${letters}`, position: source.length };
  try {
    const program = compileProgram(parseRegex(source, flags));
    return { ok: true, regex: { matches: (text) => run(text) } };

    function run(text: string): boolean | 'gave-up' {
      const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
      try {
        return new RegexMachine(codes).run(program, 0, codes.length) !== undefined;
      } catch (fault) {
        if (fault instanceof RegexLimit) return 'gave-up';
        throw fault;
      }
    }
  } catch (fault) {
    if (fault instanceof RegexFault) return { ok: false, message: fault.message, position: fault.position };
    if (fault instanceof RegexLimit) {
      return { ok: false, message: 'The pattern is too large', position: source.length };
    }
    throw fault;
  }
}
