import type { JsonValue } from '../command/matcher/matcher-ast';
import { isBlank } from '../command/model/blank';
import type { DerivedInput } from '../command/model/command';
import { derivationOf, isXnatObjectType } from '../command/model/xnat-objects';
import { withArticle } from '../command/rules/wording';
import { chooseMembers } from './choose-members';
import { describeOrigin } from './describe-origin';
import { whyNoMember } from './explain-choice';
import { refuseIllegalText } from './illegal-text';
import type { InputNode } from './input-tree';
import type { LaunchContext } from './launch-context';
import { resolutionFault, stagingFault, thrownClass } from './launch-fault';
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

const PARENT = 'derived-from-wrapper-input';

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
    const text = `An input of type ${input.type} cannot be derived from one of type ${parent.input.type}.`;
    return none(derivation, text, 'type');
  }
  if (how.how === 'property' || how.how === 'directory') return deriveText(derivation, how.how, parentValue);
  if (parentValue.object === undefined) {
    return withoutObject(derivation, `derive "${input.name}" from`);
  }
  return how.how === 'list'
    ? deriveMembers(derivation, parentValue.object, how.list)
    : deriveUpward(derivation, parentValue.object);
}

/** @param property of the input, which decides that there is no value. */
function none(derivation: Derivation, text: string, property: string): NodeValues {
  const reason = { text, pointer: `${derivation.pointer}/${property}` };
  return { values: [], matcher: isBlank(derivation.matcher) ? undefined : derivation.matcher, reason };
}

/** The mistake is upstream: that the parent has no object has a reason of its own. */
function withoutObject(derivation: Derivation, purpose: string): NodeValues {
  const { parent, context } = derivation;
  const upstream = context.reasons.get(parent.pointer);
  const without = none(derivation, `"${parent.input.name}" has no object to ${purpose}.`, PARENT);
  if (upstream === undefined || without.reason === undefined) return without;
  return { ...without, reason: { text: `${without.reason.text} ${upstream.text}`, pointer: upstream.pointer } };
}

function deriveText(derivation: Derivation, how: 'property' | 'directory', parentValue: ResolvedValue): NodeValues {
  const { input, pointer, parent, matcher, parser, context } = derivation;
  const property = how === 'directory' ? 'directory' : (input.derivedFromXnatObjectProperty ?? 'null');
  const json: JsonValue | undefined = parentValue.object ?? readAnyObject(parentValue.value);
  if (json === undefined && parentValue.value?.trim() === 'null') {
    throw stagingFault({
      kind: 'internal',
      exception: 'java.lang.IllegalArgumentException',
      message: 'json can not be null',
      explanation: `The value of "${parent.input.name}" is read as JSON, and the service does not foresee the word null.`,
      pointer,
    });
  }
  if (json === undefined) return withoutObject(derivation, `take "${property}" from`);
  const text = pullText(json, { property, matcher, parser, pointer }, context.request.sources);
  if (text === undefined) return withoutText(derivation, property);
  const origin: ValueOrigin =
    how === 'directory'
      ? { kind: 'directory', parent: parent.input.name }
      : { kind: 'property', parent: parent.input.name, property };
  return values(derivation, [{ text, label: text, object: undefined }], origin);
}

function withoutText(derivation: Derivation, property: string): NodeValues {
  const { input, parent, matcher, parser } = derivation;
  if (!isBlank(matcher)) {
    const text = `A matcher on ${withArticle(input.type)} input never holds; remove the one of "${input.name}".`;
    return none(derivation, text, 'matcher');
  }
  if (!isBlank(parser)) {
    const text = `The parser of "${input.name}" does not match the property "${property}" of "${parent.input.name}".`;
    return none(derivation, text, 'parser');
  }
  const text = `The ${parent.input.type} of "${parent.input.name}" has no property "${property}" that is one text.`;
  return none(derivation, text, 'derived-from-xnat-object-property');
}

function deriveMembers(derivation: Derivation, object: XnatObject, list: string): NodeValues {
  const { input, pointer, parent, matcher, context } = derivation;
  const requested = context.request.inputs.get(input.name);
  const given = (typeof requested === 'object' ? JSON.stringify(requested) : requested) ?? input.defaultValue;
  const choice = chooseMembers({
    parent: object,
    list,
    type: input.type,
    given,
    matcher,
    multiple: input.multiple,
  });
  if ('failure' in choice) {
    throw stagingFault({
      kind: 'matcher',
      exception: thrownClass(choice.failure),
      message: choice.failure.message,
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
  if (choice.members.length === 0) {
    const text = whyNoMember({ name: input.name, parent: parent.input.name, list, given, matcher, choice });
    const isChosen =
      choice.chosenBy.includes('matcher') && choice.candidates !== undefined && choice.candidates.length > 0;
    return none(derivation, text, isChosen ? 'matcher' : PARENT);
  }
  return values(
    derivation,
    choice.members.map((member) => objectText(derivation, member)),
    origin,
  );
}

function deriveUpward(derivation: Derivation, object: XnatObject): NodeValues {
  const { input, pointer, parent, context } = derivation;
  const { type } = input;
  const { sources } = context.request;
  if (!isXnatObjectType(type)) return none(derivation, `Nothing of type ${type} holds another object.`, 'type');
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
  return values(derivation, [objectText(derivation, found)], origin);
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
function objectText({ input, pointer, parser, context }: Derivation, object: XnatObject): DerivedText {
  const property = ownProperty(input);
  const text =
    property === undefined
      ? object.uri
      : pullText(object, { property, matcher: undefined, parser, pointer }, context.request.sources);
  return { text, label: object.label, object };
}

function values(derivation: Derivation, texts: readonly DerivedText[], origin: ValueOrigin): NodeValues {
  const { input, pointer, matcher } = derivation;
  return {
    matcher: isBlank(matcher) ? undefined : matcher,
    reason: undefined,
    values: texts.map(({ text, label, object }) => {
      refuseIllegalText(input.name, text, describeOrigin(origin), pointer);
      return { value: text, label, object, origin, children: [] };
    }),
  };
}
