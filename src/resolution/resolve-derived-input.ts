import type { JsonValue } from '../command/matcher/matcher-ast';
import { isBlank } from '../command/model/blank';
import type { DerivedInput } from '../command/model/command';
import { derivationOf, isXnatObjectType } from '../command/model/xnat-objects';
import { chooseMembers } from './choose-members';
import type { MemberChoice } from './choose-members';
import { describeOrigin } from './describe-origin';
import { refuseIllegalText } from './illegal-text';
import type { InputNode } from './input-tree';
import type { LaunchContext } from './launch-context';
import { resolutionFault, stagingFault } from './launch-fault';
import type { NodeValues } from './node-values';
import { pullText } from './object-property';
import type { ResolvedValue, ValueOrigin } from './resolved-launch';
import { readAnyObject } from './xnat-object';
import type { XnatObject } from './xnat-object';

/** A derived input in the middle of its resolution. */
interface Derivation {
  readonly input: DerivedInput;
  readonly pointer: string;
  readonly parent: InputNode;
  readonly matcher: string | undefined;
  readonly parser: string | undefined;
  readonly context: LaunchContext;
}

/**
 * Resolves a derived input below one value of its parent: one property as text, the members of a list, or the object that
 * holds the parent's. There are no values where the pair of types has no derivation or the parent has no object.
 *
 * @throws LaunchFault
 */
export function resolveDerivedInput(
  input: DerivedInput,
  pointer: string,
  parent: InputNode,
  parentValue: ResolvedValue,
  context: LaunchContext,
): NodeValues {
  const matcher = context.filler.fill(input.matcher, `${pointer}/matcher`, context.values)?.text;
  const parser = context.filler.fill(input.parser, `${pointer}/parser`, context.values)?.text;
  const derivation: Derivation = { input, pointer, parent, matcher, parser, context };
  const how = derivationOf(input.type, parent.input.type);
  if (how === undefined) {
    return none(derivation, `An input of type ${input.type} cannot be derived from one of type ${parent.input.type}.`);
  }
  if (how.how === 'property' || how.how === 'directory') return deriveText(derivation, how.how, parentValue);
  if (parentValue.object === undefined) {
    return none(derivation, `"${parent.input.name}" has no object to derive "${input.name}" from.`);
  }
  return how.how === 'list'
    ? deriveMembers(derivation, parentValue.object, how.list)
    : deriveUpward(derivation, parentValue.object);
}

function none(derivation: Derivation, reason: string): NodeValues {
  return { values: [], matcher: isBlank(derivation.matcher) ? undefined : derivation.matcher, reason };
}

function deriveText(derivation: Derivation, how: 'property' | 'directory', parentValue: ResolvedValue): NodeValues {
  const { input, parent, matcher, parser, context } = derivation;
  const property = how === 'directory' ? 'directory' : (input.derivedFromXnatObjectProperty ?? 'null');
  const json: JsonValue | undefined = parentValue.object ?? readAnyObject(parentValue.value);
  if (json === undefined) return none(derivation, `"${parent.input.name}" has no object to take "${property}" from.`);
  const text = pullText(json, property, matcher, parser, context.request.sources);
  if (text === undefined) return none(derivation, whyNoText(derivation, property));
  const origin: ValueOrigin =
    how === 'directory'
      ? { kind: 'directory', parent: parent.input.name }
      : { kind: 'property', parent: parent.input.name, property };
  return values(derivation, [{ text, label: text, object: undefined }], origin, undefined);
}

function whyNoText({ input, parent, matcher, parser }: Derivation, property: string): string {
  if (!isBlank(matcher)) return `A matcher on a ${input.type} input never holds; remove the one of "${input.name}".`;
  if (!isBlank(parser))
    return `The parser of "${input.name}" does not match the property "${property}" of "${parent.input.name}".`;
  return `The ${parent.input.type} of "${parent.input.name}" has no property "${property}" that is one text.`;
}

function deriveMembers(derivation: Derivation, object: XnatObject, list: string): NodeValues {
  const { input, pointer, parent, matcher, context } = derivation;
  const given = context.request.inputs.get(input.name);
  const choice = chooseMembers({
    parent: object,
    list,
    type: input.type,
    given: (typeof given === 'object' ? JSON.stringify(given) : given) ?? input.defaultValue,
    matcher,
    multiple: input.multiple,
  });
  if ('failure' in choice) {
    throw stagingFault({
      kind: 'matcher',
      exception: 'com.jayway.jsonpath.JsonPathException',
      message: choice.failure,
      explanation: `The matcher of "${input.name}", ${matcher ?? ''}, cannot be evaluated on the ${list} of "${parent.input.name}".`,
      pointer: `${pointer}/matcher`,
    });
  }
  const origin: ValueOrigin = {
    kind: 'member',
    parent: parent.input.name,
    list,
    candidates: choice.candidates?.length ?? 0,
    property: ownProperty(input),
    chosenBy: choice.chosenBy,
  };
  const reason = choice.members.length === 0 ? whyNoMember(derivation, list, choice) : undefined;
  return values(
    derivation,
    choice.members.map((member) => objectText(derivation, member)),
    origin,
    reason,
  );
}

function deriveUpward(derivation: Derivation, object: XnatObject): NodeValues {
  const { input, pointer, parent, context } = derivation;
  const { type } = input;
  const { sources } = context.request;
  if (!isXnatObjectType(type)) return none(derivation, `Nothing of type ${type} holds another object.`);
  const reference = type === 'Scan' ? object['parent-uri'] : object[`${type.toLowerCase()}-id`];
  const found =
    typeof reference !== 'string'
      ? undefined
      : type === 'Scan'
        ? sources.objectByUri(type, reference)
        : sources.objectById(type, reference);
  if (found === undefined) {
    throw resolutionFault({
      kind: 'object',
      message: `Could not load the ${type} of "${parent.input.name}"`,
      explanation:
        `"${input.name}" is the ${type} that holds "${parent.input.name}"` +
        `${typeof reference === 'string' ? ` (${reference})` : ''}, and it is not at hand. ` +
        'Give it under "objects" in the launch file, or give a folder that holds it.',
      pointer,
    });
  }
  const origin: ValueOrigin = { kind: 'upward', parent: parent.input.name, property: ownProperty(input) };
  return values(derivation, [objectText(derivation, found)], origin, undefined);
}

function ownProperty(input: DerivedInput): string | undefined {
  return isBlank(input.derivedFromXnatObjectProperty) ? undefined : input.derivedFromXnatObjectProperty;
}

interface DerivedText {
  readonly text: string | undefined;
  readonly label: string | undefined;
  readonly object: XnatObject | undefined;
}

/** An object's value: its URI, or the property of its own that the input asks for. */
function objectText({ input, parser, context }: Derivation, object: XnatObject): DerivedText {
  const property = ownProperty(input);
  const text =
    property === undefined ? object.uri : pullText(object, property, undefined, parser, context.request.sources);
  return { text, label: object.label, object };
}

function values(
  derivation: Derivation,
  texts: readonly DerivedText[],
  origin: ValueOrigin,
  reason: string | undefined,
): NodeValues {
  const { input, pointer, matcher } = derivation;
  return {
    matcher: isBlank(matcher) ? undefined : matcher,
    reason,
    values: texts.map(({ text, label, object }) => {
      refuseIllegalText(input.name, text, describeOrigin(origin), pointer);
      return { value: text, label, object, origin, children: [] };
    }),
  };
}

/** Property by which a person tells the members of a list apart. */
const TELLING: Readonly<Record<string, string>> = { scans: 'scan-type', files: 'name' };
const MOST_SHOWN = 8;

function whyNoMember({ input, parent, matcher, context }: Derivation, list: string, choice: MemberChoice): string {
  const name = parent.input.name;
  if (choice.candidates === undefined) return `The object of "${name}" has no list of ${list}.`;
  if (choice.candidates.length === 0) return `"${name}" has no ${list}.`;
  const telling = TELLING[list] ?? 'label';
  const shown = choice.candidates.slice(0, MOST_SHOWN).map((each) => {
    const text = each[telling];
    return typeof text === 'string' ? `"${text}"` : 'none';
  });
  const more = choice.candidates.length > MOST_SHOWN ? ', …' : '';
  const members = `The ${list} of "${name}" are ${choice.candidates.length}; by ${telling}: ${shown.join(', ')}${more}.`;
  if (choice.unreadable !== undefined && !isBlank(matcher)) {
    return `The matcher of "${input.name}", ${matcher}, cannot be read, which the service takes for no match. ${members}`;
  }
  const given = context.request.inputs.get(input.name);
  const value = typeof given === 'string' ? given : input.defaultValue;
  const by = [
    ...(choice.chosenBy.includes('value') ? [`the value "${value ?? ''}"`] : []),
    ...(choice.chosenBy.includes('matcher') ? [`the matcher ${matcher ?? ''}`] : []),
  ];
  return `None of the ${list} of "${name}" fits ${by.join(' and ')}. ${members}`;
}
