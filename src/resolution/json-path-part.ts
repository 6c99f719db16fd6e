import { evaluateJsonPath } from '../command/matcher/matcher-evaluator';
import type { JsonValue } from '../command/matcher/matcher-ast';
import { parseJsonPath } from '../command/matcher/matcher-parser';
import { isBlank } from '../command/model/blank';
import { findJsonPath } from '../command/template/scan-template';
import { describeLostPath, javaClass, javaText } from './lost-path';
import { resolutionFault, stagingFault, thrownClass } from './launch-fault';

/**
 * Fills in the `^wrapper:…^` part of a text. A part without `wrapper:` is searched in the Command, of which the service
 * sees nothing at all, so it always fails.
 *
 * @param wrapper JSON of the configured wrapper.
 * @param pointer of the text in the Command.
 * @throws LaunchFault
 */
export function fillJsonPathPart(text: string, wrapper: JsonValue, pointer: string): string {
  const part = findJsonPath(text);
  if (part === undefined || isBlank(part.path)) return text;
  const fail = (exception: string, message: string, explanation: string): never => {
    throw stagingFault({ kind: 'jsonpath', exception, message, explanation, pointer });
  };
  const reading = parseJsonPath(part.path.trim() === '' ? '$' : part.path);
  if ('fault' in reading) {
    return fail(
      'com.jayway.jsonpath.InvalidPathException',
      reading.fault,
      `The service takes the text between the first and the last "^" for a JSONPath, and "${part.path}" is none. ` +
        'Remove the "^", or keep to one part in a text.',
    );
  }
  if (reading.path.steps.at(-1)?.kind === 'function') {
    return fail(
      'com.jayway.jsonpath.JsonPathException',
      'Options AS_PATH_LIST and ALWAYS_RETURN_LIST are not allowed when using path functions!',
      `The service cannot evaluate functions here, and "${part.path}" ends in one.`,
    );
  }
  const found = evaluateJsonPath(reading.path, part.root === 'wrapper' ? wrapper : {});
  const document = part.root === 'wrapper' ? wrapper : {};
  if (found.kind === 'error' || found.kind === 'invalid') {
    return fail(
      found.kind === 'error' ? thrownClass(found) : 'com.jayway.jsonpath.InvalidPathException',
      found.kind === 'error' ? found.message : describeLostPath(reading.path, document),
      `The JSONPath "${part.path}" cannot be evaluated.`,
    );
  }
  if (found.kind === 'not-found') {
    return fail(
      'com.jayway.jsonpath.PathNotFoundException',
      describeLostPath(reading.path, document),
      part.root === 'command'
        ? `"${text.slice(part.start, part.end)}" is searched in the Command, and the service finds nothing there, whatever ` +
            'the path. Only paths that start with "^wrapper:" work.'
        : `The wrapper has nothing at "${part.path}".`,
    );
  }
  const results = reading.path.definite ? [found.value as JsonValue] : (found.value as readonly JsonValue[]);
  const [result] = results;
  if (result === undefined || result === null) return text;
  if (results.length > 1) {
    throw resolutionFault({
      kind: 'jsonpath',
      message: `JSONPath search "${part.path}" returned multiple results: ${javaText(results)}. Cannot determine value to replace.`,
      explanation: `"${part.path}" leads to ${results.length} values. Write a path that leads to one.`,
      pointer,
    });
  }
  if (typeof result !== 'string') {
    return fail(
      'java.lang.ClassCastException',
      notTextMessage(javaClass(result)),
      `"${part.path}" leads to something that is no text.`,
    );
  }
  return text.replaceAll(text.slice(part.start, part.end), () => result);
}

/** Java's words for a value that is taken for a text and is none. */
function notTextMessage(className: string): string {
  const text = 'java.lang.String';
  return (
    `class ${className} cannot be cast to class ${text} (${className} and ${text} are in module java.base of loader ` +
    "'bootstrap')"
  );
}
