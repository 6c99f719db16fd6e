import { isBlank } from '../command/model/blank';
import { commandLineForm, commandLineListForm } from './command-line-form';
import type { InputNode } from './input-tree';
import type { LaunchContext } from './launch-context';
import { resolutionFault } from './launch-fault';
import type { Reason } from './node-values';
import type { ResolvedInput } from './resolved-launch';

/**
 * What the inputs are resolved for. A `launch` needs one value for each required input; the launch `form` shows several for
 * a person to choose from, and fails only where there is nothing to choose.
 */
export type ResolutionPurpose = 'launch' | 'form';

/**
 * Takes what a resolved tree's inputs are worth to templates: walks down through inputs with one value.
 *
 * @throws LaunchFault where a required derived input has no values or, for a launch, several without `multiple`.
 */
export function collectValues(
  node: InputNode,
  resolved: ResolvedInput,
  context: LaunchContext,
  purpose: ResolutionPurpose,
): void {
  const [only] = resolved.values;
  if (resolved.values.length === 1 && only !== undefined) {
    const text = only.value ?? '';
    context.values.put(node.key, text, node.input.name);
    if (node.kind === 'command') {
      context.commandLineValues.put(node.key, commandLineForm(node.input, text), node.input.name);
    }
    only.children.forEach((child, index) => {
      const childNode = node.children[index];
      if (childNode !== undefined) collectValues(childNode, child, context, purpose);
    });
  } else if (node.kind === 'derived' && node.input.multiple) {
    collectMultiple(node, resolved, context, purpose);
  } else if (node.input.required) {
    const isEmpty = resolved.values.length === 0;
    if (purpose === 'launch') throw isEmpty ? unresolvedFault(resolved, context) : ambiguousFault(resolved);
    if (isEmpty) throw noChoiceFault(resolved, context);
  }
}

/** Several values of one derived input go, all together, to the Command input it provides. */
function collectMultiple(
  node: InputNode & { readonly kind: 'derived' },
  resolved: ResolvedInput,
  context: LaunchContext,
  purpose: ResolutionPurpose,
): void {
  if (isBlank(node.input.providesValueForCommandInput)) {
    throw resolutionFault({
      kind: 'multiple-child',
      message: `Input "${node.input.name}" is a multiple input, but it does not provide values for a command input.`,
      explanation: 'The service does not even store such a Command. Set provides-value-for-command-input.',
      pointer: node.pointer,
    });
  }
  const isMissing = resolved.values.length === 0 && node.input.required && purpose === 'launch';
  if (isMissing) {
    throw resolutionFault({
      kind: 'unresolved-derived',
      message: `${node.input.name} must have precisely one command input child element`,
      ...whyEmpty(resolved, context.reasons.get(resolved.pointer)),
    });
  }
  const texts = resolved.values.flatMap((value) => value.children.map((each) => each.values[0]?.value));
  const given = texts.filter((text): text is string => !isBlank(text));
  const list = `[${given.join(', ')}]`;
  if (resolved.values.length > 0) {
    const child = providedInput(node, resolved);
    context.values.put(child.key, list, child.input.name);
    context.commandLineValues.put(child.key, commandLineListForm(child.input, given), child.input.name);
  }
  context.values.put(node.key, list, node.input.name);
}

/** The Command input that a derived input with several values provides: nothing else may hang below it. */
function providedInput(node: InputNode & { readonly kind: 'derived' }, resolved: ResolvedInput) {
  const { name, providesValueForCommandInput: provides } = node.input;
  const [child, ...others] = node.children;
  if (child?.kind === 'command' && others.length === 0) return child;
  const isOther = child !== undefined && others.length === 0;
  throw resolutionFault({
    kind: 'multiple-child',
    message: isOther
      ? `Invalid child for ${name}; expecting a command input with no children named ${provides ?? 'null'}`
      : `${name} must have precisely one command input child element`,
    explanation:
      `"${name}" has ${resolved.values.length} values. With "multiple" the only thing that may hang below it is the Command ` +
      'input it provides. Remove what is derived from it, or let it provide a Command input that no later input provides.',
    pointer: node.pointer,
  });
}

/** The form cannot offer anything for an input that has to have a value. */
function noChoiceFault(resolved: ResolvedInput, context: LaunchContext): Error {
  return resolutionFault({
    kind: 'preresolve-required',
    message: `The following required fields cannot be resolved using the provided data: ${resolved.name}`,
    ...whyEmpty(resolved, context.reasons.get(resolved.pointer)),
  });
}

function whyEmpty(
  { name, pointer }: ResolvedInput,
  reason: Reason | undefined,
): { readonly explanation: string; readonly pointer: string } {
  const advice =
    reason?.pointer.endsWith('/matcher') === true ? 'Widen the matcher, give data that fit' : 'Give data that have one';
  return {
    explanation: `"${name}" is required and has no value. ${reason === undefined ? '' : `${reason.text} `}${advice}, or mark "${name}" as not required.`,
    pointer: reason?.pointer ?? pointer,
  };
}

function unresolvedFault(resolved: ResolvedInput, context: LaunchContext): Error {
  return resolutionFault({
    kind: 'unresolved-derived',
    message:
      `Input "${resolved.name}" could not be resolved for this item. You might check the JSONPath matchers in ` +
      `command.json and confirm that this item has ${resolved.type} data.`,
    ...whyEmpty(resolved, context.reasons.get(resolved.pointer)),
  });
}

function ambiguousFault(resolved: ResolvedInput): Error {
  const labels = resolved.values.slice(0, 8).map(({ label, value }) => `"${label ?? value ?? ''}"`);
  const more = resolved.values.length > labels.length ? ', …' : '';
  return resolutionFault({
    kind: 'not-unique',
    message: `Input "${resolved.name}"  does not have a unique, resolved value and multiple = true is not set in command.json.`,
    explanation:
      `${resolved.values.length} values fit "${resolved.name}": ${labels.join(', ')}${more}. Choose one at launch, narrow its ` +
      'matcher, or set "multiple".',
    pointer: resolved.pointer,
  });
}

/** Names of required inputs without a value, children before their parents, as the service lists them. */
export function missingInputs(inputs: readonly ResolvedInput[]): readonly ResolvedInput[] {
  return inputs.flatMap((input) => {
    const below = input.values.flatMap(({ children }) => missingInputs(children));
    const isMissing = input.required && input.values.every(({ value }) => value === undefined);
    return isMissing ? [...below, input] : below;
  });
}
