import type { ObjectNode } from '../command/document/syntax-tree';
import type { CommandSymbol } from './command-symbol';
import type { Location } from './location';
import { textOf, type Scope } from './scope';

/** Objects whose keys and values are all templates. */
export const TEMPLATE_MAPS: readonly string[] = ['environment-variables', 'ports', 'container-labels'];

/** What of an output handler is a template; of the tags each one is. */
export const HANDLER_TEMPLATES: readonly string[] = ['label', 'format', 'content', 'description', 'tags'];

/**
 * The inputs whose replacement keys are filled at a place, those of the Command first; undefined where the text is no
 * template. In the command line of a setup or wrapup Command keys are filled too, but with inputs of another Command.
 */
export function keysFilledAt(
  location: Exclude<Location, { at: 'root' }>,
  scope: Scope,
): readonly CommandSymbol[] | undefined {
  const { type, property } = location;
  const name = property?.key.value ?? '';
  const { inputs } = scope.symbols;
  if (TEMPLATE_MAPS.includes(type)) return location.at === 'element' ? undefined : ofAllWrappers(scope);
  if (location.at === 'key') return undefined;
  switch (type) {
    case 'command':
      if (name === 'command-line') return inputs;
      return name === 'working-directory' || name === 'container-name' ? ofAllWrappers(scope) : undefined;
    case 'mount':
    case 'command-output':
      return name === 'path' ? ofAllWrappers(scope) : undefined;
    case 'output-handler':
      return HANDLER_TEMPLATES.includes(name) ? [...inputs, ...scope.inputs] : undefined;
    case 'external-input':
    case 'derived-input': {
      if (name !== 'matcher' && name !== 'parser') return undefined;
      return resolvedBefore(location.object, scope.inputs);
    }
    default:
      return undefined;
  }
}

/** Inputs of the Command and of all its wrappers; of several that share a key, the first. */
function ofAllWrappers({ symbols: { inputs, wrappers } }: Scope): readonly CommandSymbol[] {
  const byKey = new Map<string, CommandSymbol>();
  for (const input of [...inputs, ...wrappers.flatMap((wrapper) => wrapper.inputs)]) {
    const key = input.key?.text ?? '';
    if (!byKey.has(key)) byKey.set(key, input);
  }
  return [...byKey.values()];
}

/**
 * The inputs of a wrapper that have their values when this one gets its own: each before its children, as declared. Of one
 * that hangs nowhere yet, those declared before it.
 */
function resolvedBefore(input: ObjectNode, inputs: readonly CommandSymbol[]): readonly CommandSymbol[] {
  const children = new Map<string, CommandSymbol[]>();
  for (const derived of inputs) {
    if (derived.kind !== 'derived-input') continue;
    const parent = textOf(derived.object, 'derived-from-wrapper-input') ?? '';
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [derived]);
    else siblings.push(derived);
  }
  const resolved = new Set<CommandSymbol>();
  const pending = inputs.filter(({ kind }) => kind === 'external-input').reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.object === input) return [...resolved];
    if (resolved.has(next)) continue;
    resolved.add(next);
    pending.push(...(children.get(next.name) ?? []).toReversed());
  }
  return inputs.filter(({ declaration }) => declaration.start < input.start);
}
