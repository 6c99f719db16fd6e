import { isBlank } from '../command/model/blank';
import type { CommandInput, ExternalInput } from '../command/model/command';
import type { InputNode } from './input-tree';
import { fillJsonPathPart } from './json-path-part';
import { describeOrigin } from './describe-origin';
import type { LaunchContext } from './launch-context';
import { refuseIllegalText } from './illegal-text';
import type { NodeValues } from './node-values';
import { resolveDerivedInput } from './resolve-derived-input';
import { resolveExternalObject } from './resolve-external-object';
import type { ResolvedInput, ResolvedValue, ValueOrigin } from './resolved-launch';
import { isLoadedType } from '../command/model/xnat-objects';

type Building<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Resolves an input and, for each of its values, what hangs below it. Every value is known to templates from then on, also
 * those of branches that lead to nothing.
 *
 * @param parent the value the input hangs below, with its input.
 * @throws LaunchFault
 */
export function resolveNode(
  node: InputNode,
  parent: { readonly node: InputNode; readonly value: ResolvedValue } | undefined,
  context: LaunchContext,
): ResolvedInput {
  const { values, matcher, reason } = resolveValues(node, parent, context);
  if (reason !== undefined) context.reasons.set(node.pointer, reason);
  return {
    kind: node.kind,
    name: node.input.name,
    pointer: node.pointer,
    type: node.input.type,
    key: node.key,
    required: node.input.required,
    sensitive: node.input.sensitive === true,
    masked: isMasked(node, parent?.node),
    multiple: node.kind === 'derived' && node.input.multiple,
    matcher,
    values: values.map((value): ResolvedValue => {
      context.values.put(node.key, value.value, node.input.name);
      const children: ResolvedInput[] = [];
      const withChildren: Building<ResolvedValue> = { ...value, children };
      for (const child of node.children) {
        context.values.put(node.key, value.value, node.input.name);
        children.push(resolveNode(child, { node, value: withChildren }, context));
      }
      return withChildren;
    }),
  };
}

/** A Command input shares its value with the wrapper input that provides it. */
function isMasked(node: InputNode, parent: InputNode | undefined): boolean {
  const provider = node.kind === 'command' ? parent : undefined;
  const provided = node.children.filter(({ kind }) => kind === 'command');
  return [node, provider, ...provided].some((each) => each?.input.sensitive === true);
}

function resolveValues(
  node: InputNode,
  parent: { readonly node: InputNode; readonly value: ResolvedValue } | undefined,
  context: LaunchContext,
): NodeValues {
  switch (node.kind) {
    case 'external':
      return resolveExternalInput(node.input, node.pointer, context);
    case 'derived':
      if (parent === undefined) throw new Error('A derived input hangs below another');
      return resolveDerivedInput(node.input, node.pointer, parent.node, parent.value, context);
    case 'command': {
      const value = resolveCommandInput(node.input, node.pointer, parent, context);
      return { values: [value], matcher: undefined, reason: undefined };
    }
  }
}

function resolveExternalInput(input: ExternalInput, pointer: string, context: LaunchContext): NodeValues {
  const given = context.request.inputs.get(input.name);
  const origin = originOf(input, given !== undefined, context);
  const matcher = (): string | undefined =>
    context.filler.fill(input.matcher, `${pointer}/matcher`, context.values)?.text;
  if (typeof given === 'object') {
    return resolveExternalObject(input, pointer, given, origin, matcher(), context);
  }
  const raw = given ?? input.defaultValue;
  const text = raw === undefined ? undefined : fillJsonPathPart(raw, context.wrapperJson, pointer);
  const filledMatcher = matcher();
  if (!isBlank(text) && isLoadedType(input.type)) {
    return resolveExternalObject(input, pointer, text, origin, filledMatcher, context);
  }
  refuseIllegalText(input.name, text, describeOrigin(origin), pointer);
  const value: ResolvedValue = { value: text, label: text, object: undefined, origin, children: [] };
  return {
    values: [value],
    matcher: undefined,
    reason: text === undefined ? { text: `No value is given for "${input.name}".`, pointer } : undefined,
  };
}

function resolveCommandInput(
  input: CommandInput,
  pointer: string,
  parent: { readonly node: InputNode; readonly value: ResolvedValue } | undefined,
  context: LaunchContext,
): ResolvedValue {
  const given = context.request.inputs.get(input.name);
  const provided = parent?.value.value;
  const origin: ValueOrigin =
    provided !== undefined && parent !== undefined
      ? { kind: 'provided', by: parent.node.input.name }
      : originOf(input, given !== undefined, context);
  const raw = provided ?? (typeof given === 'object' ? JSON.stringify(given) : given) ?? input.defaultValue;
  const text = raw === undefined ? undefined : fillJsonPathPart(raw, context.wrapperJson, pointer);
  const value = input.type === 'boolean' ? booleanValue(input, text) : text;
  refuseIllegalText(input.name, value, describeOrigin(origin), pointer);
  return { value, label: value, object: undefined, origin, children: [] };
}

/** Anything but `true`, in any case, is false, and so is nothing at all. */
export function booleanValue(input: CommandInput, text: string | undefined): string | undefined {
  return (text?.toLowerCase() === 'true' ? input.trueValue : input.falseValue) ?? text;
}

function originOf(input: CommandInput | ExternalInput, isGiven: boolean, context: LaunchContext): ValueOrigin {
  if (isGiven) return { kind: 'given' };
  if (input.defaultValue === undefined) return { kind: 'none' };
  return { kind: 'default', from: context.configured.configuredDefaults.has(input.name) ? 'configuration' : 'command' };
}
