import { decimalToText } from '../command/matcher/decimal';
import { evaluateJsonPath } from '../command/matcher/matcher-evaluator';
import type { JsonValue } from '../command/matcher/matcher-ast';
import { parseJsonPath } from '../command/matcher/matcher-parser';
import { isDecimal } from '../command/matcher/path-result';
import { isBlank } from '../command/model/blank';
import { compileJavaRegex } from '../command/regex/java-regex';
import { stagingFault, thrownClass } from './launch-fault';
import type { LaunchSources } from './launch-request';

/** What is asked of an object. */
export interface PropertyQuery {
  /** Name or path, `label` or `scans[0].id`. */
  readonly property: string;
  /** Makes the path a filter on the value, which never holds. */
  readonly matcher: string | undefined;
  /** An XPath over the text, or, where either is none, a regular expression that must match all of it. */
  readonly parser: string | undefined;
  /** Of the input that asks. */
  readonly pointer: string;
}

/**
 * Pulls one text out of an object's JSON, as the service does for derived `string` inputs: numbers and booleans become
 * text; what is missing, a list or an object gives nothing.
 *
 * @throws LaunchFault where the path cannot be reckoned, which the service does not foresee
 */
export function pullText(
  json: JsonValue,
  { property, matcher, parser, pointer }: PropertyQuery,
  { evaluateXPath }: Pick<LaunchSources, 'evaluateXPath'>,
): string | undefined {
  const reading = parseJsonPath(`$.${property}${isBlank(matcher) ? '' : `[?(${matcher})]`}`);
  if ('fault' in reading) return undefined;
  const result = evaluateJsonPath(reading.path, json);
  if (result.kind === 'error') {
    throw stagingFault({
      kind: 'jsonpath',
      exception: thrownClass(result),
      message: result.message,
      explanation: `The property "${property}" is a path that cannot be evaluated here. Write one that leads to a text.`,
      pointer: `${pointer}/derived-from-xnat-object-property`,
    });
  }
  if (result.kind !== 'value') return undefined;
  const { value } = result;
  if (typeof value === 'object' && !isDecimal(value)) return undefined;
  const text = typeof value === 'object' ? decimalToText(value) : String(value);
  if (isBlank(text) || isBlank(parser)) return text;
  const found = evaluateXPath?.(text, parser);
  return found?.ok === true ? found.text : matchWhole(text, parser);
}

function matchWhole(text: string, parser: string): string | undefined {
  const compilation = compileJavaRegex(parser, '');
  return compilation.ok && compilation.regex.matches(text) === true ? text : undefined;
}
