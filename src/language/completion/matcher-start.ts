/** How far a matcher is written, and what can come next. */
export interface MatcherStart {
  /**
   * `operand`: an expression starts; `property`: a name behind a dot; `operator`: a path stands alone; `value`: the right
   * side; `text`: inside quotes; `connective`: a comparison is complete; `nothing`: inside a regular expression.
   */
  readonly expects: 'operand' | 'property' | 'operator' | 'value' | 'text' | 'connective' | 'nothing';
  /** What of the next part stands before the cursor already. */
  readonly typed: string;
  /** The names on the path at hand: before the dot, or on the other side of the operator. */
  readonly path: readonly string[];
  readonly operator: string | undefined;
  /** The quote that is open, for `text`. */
  readonly quote: string;
}

const TOKENS =
  /(?<blank>\s+)|(?<path>[@$](?:\.\.?[\w-]*|\.\*|\[[^\]]*\]?)*)|(?<text>'(?:[^'\\]|\\.)*'?|"(?:[^"\\]|\\.)*"?)|(?<regex>\/(?:[^/\\]|\\.)*(?:\/\w*)?)|(?<list>\[[^\]]*\]?)|(?<connective>&&|\|\|)|(?<operator>===?|!==?|=~|<=?|>=?)|(?<open>[(!])|(?<close>\))|(?<word>[\w.-]+)|(?<other>.)/gsu;

/** Operators that are words. */
const WORD_OPERATOR = /^(?:in|nin|contains|all|size|empty|exists|type|subsetof|anyof|noneof|matches)$/i;

/** Reads the part of a matcher that stands before the cursor. It need make no sense; then neither does the answer. */
export function readMatcherStart(before: string): MatcherStart {
  let expects: 'operand' | 'operator' | 'value' | 'connective' = 'operand';
  let path: readonly string[] = [];
  let operator: string | undefined;
  const answer = (now: MatcherStart['expects'], typed: string, quote = ''): MatcherStart => ({
    expects: now,
    typed,
    path,
    operator,
    quote,
  });

  for (const match of before.matchAll(TOKENS)) {
    const { groups = {} } = match;
    const token = match[0];
    const isLast = match.index + token.length === before.length;
    if (groups.blank !== undefined) continue;
    if (groups.path !== undefined) {
      const typed = /^[^]*\.([\w-]*)$/.exec(token)?.[1];
      if (isLast && typed !== undefined) {
        path = namesIn(token.slice(0, token.length - typed.length - 1));
        return answer('property', typed);
      }
      if (isLast && token.length === 1) return answer('operand', token);
      if (isLast && /\[[^\]]*$/.test(token)) return answer('nothing', '');
      if (expects !== 'value') path = namesIn(token);
      expects = afterOperand(expects);
    } else if (groups.text !== undefined) {
      const quote = token.charAt(0);
      if (isLast && (token.length === 1 || !token.endsWith(quote))) return answer('text', token.slice(1), quote);
      expects = afterOperand(expects);
    } else if (groups.list !== undefined) {
      if (isLast && !token.endsWith(']')) return insideList(token, answer);
      expects = afterOperand(expects);
    } else if (groups.regex !== undefined) {
      if (isLast) return answer('nothing', '');
      expects = 'connective';
    } else if (groups.connective !== undefined || groups.open !== undefined) {
      expects = 'operand';
      path = [];
      operator = undefined;
    } else if (groups.operator !== undefined) {
      if (isLast && expects === 'operator') return answer('operator', token);
      expects = 'value';
      operator = token;
    } else if (groups.close !== undefined) {
      expects = 'connective';
    } else if (isLast) {
      return answer(expects, token);
    } else if (expects === 'operator' && WORD_OPERATOR.test(token)) {
      expects = 'value';
      operator = token.toLowerCase();
    } else {
      expects = afterOperand(expects);
    }
  }
  return answer(expects, '');
}

function afterOperand(expected: 'operand' | 'operator' | 'value' | 'connective'): 'operator' | 'connective' {
  return expected === 'operand' ? 'operator' : 'connective';
}

/** `['a', 'b|`: inside a text of the list, or before the next one. */
function insideList(
  token: string,
  answer: (now: MatcherStart['expects'], typed: string, quote?: string) => MatcherStart,
): MatcherStart {
  const open = /^\[(?:[^'"]|'[^']*'|"[^"]*")*(['"])([^'"]*)$/.exec(token);
  return open === null ? answer('nothing', '') : answer('text', open[2] ?? '', open[1]);
}

/** The property names of a path, in order; wildcards, indexes and filters count for nothing. */
function namesIn(path: string): readonly string[] {
  return Array.from(
    path.matchAll(/\.([\w-]+)|\[\s*['"]([^'"]*)['"]\s*\]/g),
    ([, dotted, quoted]) => dotted ?? quoted ?? '',
  );
}
