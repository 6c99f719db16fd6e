import { isBlank } from '../command/model/blank';
import type { CommandInput, DerivedInput, ExternalInput } from '../command/model/command';
import { replacementKeyOf } from '../command/template/replacement-key';
import type { ConfiguredCommand } from './configured-command';
import { resolutionFault } from './launch-fault';

/** An input and the inputs that hang below it: derived ones in declared order, then the Command input it provides. */
export type InputNode =
  | (NodeBase & { readonly kind: 'external'; readonly input: ExternalInput })
  | (NodeBase & { readonly kind: 'derived'; readonly input: DerivedInput })
  | (NodeBase & { readonly kind: 'command'; readonly input: CommandInput });

interface NodeBase {
  readonly key: string;
  readonly pointer: string;
  readonly children: readonly InputNode[];
}

export interface InputTrees {
  readonly roots: readonly InputNode[];
  /** Command inputs whose provider may go without a value: their keys then vanish from the command line. */
  readonly optional: readonly InputNode[];
}

/**
 * Arranges the inputs of a Command and its wrapper.
 *
 * @throws LaunchFault when a derived input comes before its parent, or has none.
 */
export function buildInputTrees({ command, wrapper, wrapperPointer }: ConfiguredCommand): InputTrees {
  const roots: InputNode[] = [];
  const optional: InputNode[] = [];
  const childrenOf = new Map<InputNode, InputNode[]>();
  const byName = new Map<string, InputNode>();
  const providers = new Map<string, InputNode>();
  const add = (node: InputNode, children: InputNode[], parent: InputNode | undefined): void => {
    childrenOf.set(node, children);
    byName.set(node.input.name, node);
    if (parent === undefined) roots.push(node);
    else childrenOf.get(parent)?.push(node);
    const provides = node.kind === 'command' ? undefined : node.input.providesValueForCommandInput;
    if (!isBlank(provides)) providers.set(provides, node);
  };

  wrapper.externalInputs.forEach((input, index) => {
    const children: InputNode[] = [];
    const pointer = `${wrapperPointer}/external-inputs/${index}`;
    add({ kind: 'external', input, key: replacementKeyOf(input), pointer, children }, children, undefined);
  });
  wrapper.derivedInputs.forEach((input, index) => {
    const children: InputNode[] = [];
    const pointer = `${wrapperPointer}/derived-inputs/${index}`;
    const parent = parentOf(input, byName, pointer);
    add({ kind: 'derived', input, key: replacementKeyOf(input), pointer, children }, children, parent);
  });
  command.inputs.forEach((input, index) => {
    const pointer = `/inputs/${index}`;
    const node: InputNode = { kind: 'command', input, key: replacementKeyOf(input), pointer, children: [] };
    const provider = providers.get(input.name);
    add(node, [], provider);
    if (provider !== undefined && !provider.input.required) optional.push(node);
  });
  return { roots, optional };
}

function parentOf(input: DerivedInput, byName: ReadonlyMap<string, InputNode>, pointer: string): InputNode {
  const name = input.derivedFromWrapperInput;
  if (isBlank(name)) {
    throw resolutionFault({
      kind: 'input-order',
      message: `Derived input "${input.name}" needs a parent.`,
      explanation: `Say in derived-from-wrapper-input which input "${input.name}" is derived from.`,
      pointer,
    });
  }
  const parent = byName.get(name);
  if (parent !== undefined) return parent;
  throw resolutionFault({
    kind: 'input-order',
    message: `Derived input "${input.name}" claims parent "${name}", but I couldn't find "${name}". Are the inputs out of order?`,
    explanation: `"${input.name}" is derived from "${name}", which is no input of the wrapper or is declared after it. Move it before.`,
    pointer: `${pointer}/derived-from-wrapper-input`,
  });
}
