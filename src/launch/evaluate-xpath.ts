import { DOMParser } from '@xmldom/xmldom';
import { parse } from 'xpath';
import type { XPathOutcome } from '../resolution/launch-request';

declare module 'xpath' {
  interface EvaluationOptions {
    readonly node: unknown;
    readonly namespaces: { readonly getNamespace: (prefix: string) => string | null };
    readonly functions: (name: string) => undefined;
    readonly variables: (name: string) => undefined;
  }
  /** The library documents it, and leaves it out of its types. */
  export function parse(expression: string): { readonly evaluateString: (options: EvaluationOptions) => string };
}

/** Predicates inside predicates multiply the work with each level, and no Command needs many. */
const DEEPEST_PREDICATE = 3;

/**
 * Evaluates an XPath 1.0 over a text, as `javax.xml.xpath` does without a namespace context: the text must be well-formed
 * XML, prefixes stand for nothing, and a path that leads nowhere gives an empty text.
 */
export function evaluateXPath(text: string, expression: string): XPathOutcome {
  if (!text.trimStart().startsWith('<') || predicateDepth(expression) > DEEPEST_PREDICATE) return { ok: false };
  try {
    const parser = new DOMParser({
      onError: (_level, message) => {
        throw new Error(message);
      },
    });
    const document = parser.parseFromString(text, 'text/xml');
    const value = parse(expression).evaluateString({
      node: document,
      namespaces: { getNamespace: () => null },
      functions: () => undefined,
      variables: () => undefined,
    });
    return { ok: true, text: value };
  } catch {
    // What Java throws here the service takes for a sign that the parser is a regular expression.
    return { ok: false };
  }
}

function predicateDepth(expression: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of expression) {
    if (character === '[') deepest = Math.max(deepest, ++depth);
    if (character === ']') depth--;
  }
  return deepest;
}
