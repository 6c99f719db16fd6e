import { evaluateMatcher } from '../command/matcher/matcher-evaluator';
import { parseMatcher } from '../command/matcher/matcher-parser';
import { isBlank } from '../command/model/blank';
import type { ExternalInput } from '../command/model/command';
import { isLoadedType } from '../command/model/xnat-objects';
import type { XnatObjectType } from '../command/model/xnat-objects';
import { withArticle } from '../command/rules/wording';
import { whatMatcherSees } from './explain-choice';
import { describeOrigin } from './describe-origin';
import { refuseIllegalText } from './illegal-text';
import type { LaunchContext } from './launch-context';
import { resolutionFault, stagingFault, thrownClass } from './launch-fault';
import type { GivenValue } from './launch-request';
import type { NodeValues, Reason } from './node-values';
import type { ResolvedValue, ValueOrigin } from './resolved-launch';
import type { XnatObject } from './xnat-object';
import { readXnatObjectText } from './xnat-object';

/**
 * Resolves an external input that stands for an object of the archive: given as the object itself, as its JSON, as a URI or
 * as an id. Its value is the object's URI; there is none when there is no such object, or the matcher does not let it pass.
 *
 * @throws LaunchFault
 */
export function resolveExternalObject(
  input: ExternalInput,
  pointer: string,
  given: GivenValue,
  origin: ValueOrigin,
  matcher: string | undefined,
  context: LaunchContext,
): NodeValues {
  const { type } = input;
  if (!isLoadedType(type)) return plainValue(input, pointer, given, origin);
  const object = findObject(type, given, pointer, context);
  const passes = object !== undefined && (isBlank(matcher) || letsPass(object, matcher, input, pointer));
  // The text of a session with all its files is long: it is made where it is needed only.
  const value = passes ? (object.uri ?? textOf(given)) : undefined;
  refuseIllegalText(input.name, value, describeOrigin(origin), pointer);
  const resolved: ResolvedValue = passes
    ? { value, label: object.label, object, origin, children: [] }
    : { value: undefined, label: undefined, object: undefined, origin, children: [] };
  return {
    values: [resolved],
    matcher: isBlank(matcher) ? undefined : matcher,
    reason: passes ? undefined : whyNot(input, pointer, given, object, matcher),
  };
}

/** An object given where text is wanted stands for the text of its JSON. */
function textOf(given: GivenValue): string {
  return typeof given === 'string' ? given : JSON.stringify(given);
}

function plainValue(input: ExternalInput, pointer: string, given: GivenValue, origin: ValueOrigin): NodeValues {
  const text = textOf(given);
  refuseIllegalText(input.name, text, describeOrigin(origin), pointer);
  return {
    values: [{ value: text, label: text, object: undefined, origin, children: [] }],
    matcher: undefined,
    reason: undefined,
  };
}

function findObject(
  type: XnatObjectType,
  given: GivenValue,
  pointer: string,
  context: LaunchContext,
): XnatObject | undefined {
  const { sources } = context.request;
  if (typeof given === 'object') return given.type === type ? given : undefined;
  if (given.startsWith('{')) return readXnatObjectText(given, type);
  if (!given.startsWith('/')) return type === 'Scan' ? undefined : sources.objectById(type, given);
  const uri = given.startsWith('/archive') ? given : `/archive${given}`;
  const object = sources.objectByUri(type, uri);
  if (object === undefined) {
    throw resolutionFault({
      kind: 'object',
      message: `Invalid ${type} uri ${given}`,
      explanation: `No ${type} with the URI ${uri} is known. Give a folder, an object or the URI of an object of the launch file.`,
      pointer,
    });
  }
  return object;
}

function letsPass(object: XnatObject, matcher: string, input: ExternalInput, pointer: string): boolean {
  const reading = parseMatcher(matcher);
  if (!reading.ok) {
    throw stagingFault({
      kind: 'matcher',
      exception: 'com.jayway.jsonpath.InvalidPathException',
      message: reading.error.message,
      explanation:
        `The matcher of "${input.name}", ${matcher}, cannot be read at "${matcher.slice(reading.error.span.start)}". ` +
        'For an external input the service does not catch that, and the launch ends.',
      pointer: `${pointer}/matcher`,
    });
  }
  const outcome = evaluateMatcher(reading.matcher, object, object);
  if (outcome.kind !== 'error') return outcome.kind === 'match';
  throw stagingFault({
    kind: 'matcher',
    exception: thrownClass(outcome),
    message: outcome.message,
    explanation: `The matcher of "${input.name}", ${matcher}, cannot be evaluated on this ${input.type}.`,
    pointer: `${pointer}/matcher`,
  });
}

function whyNot(
  input: ExternalInput,
  pointer: string,
  given: GivenValue,
  object: XnatObject | undefined,
  matcher: string | undefined,
): Reason {
  const { name, type } = input;
  if (object !== undefined) {
    const what = `${type} "${object.label ?? object.id ?? ''}"`;
    const text = `The matcher of "${name}", ${matcher ?? ''}, does not let ${what} pass.${whatMatcherSees(matcher ?? '', object)}`;
    return { text, pointer: `${pointer}/matcher` };
  }
  if (typeof given === 'object')
    return { text: `"${name}" wants ${withArticle(type)}, and ${withArticle(given.type)} is given.`, pointer };
  if (given.startsWith('{')) {
    return {
      text: `What is given for "${name}" is not the JSON of ${withArticle(type)}: its "type" must be "${type}".`,
      pointer,
    };
  }
  return { text: `There is no ${type} with the id "${given}" among what is given.`, pointer };
}
