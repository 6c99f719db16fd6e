import { escapePointerStep, valueOf } from '../document/navigation';
import type { JsonNode, StringNode } from '../document/syntax-tree';
import { entriesOf, type Located, type LocatedCommand, type LocatedWrapper, pointerTo } from '../model/located-command';

/**
 * Which keys a template knows: `command-line`, those of the command inputs; `launch`, those of all inputs of the wrapper
 * that is launched; `wrapper-input`, those of the inputs resolved before the one the template belongs to.
 */
export type TemplateScope = 'command-line' | 'launch' | 'wrapper-input';

/** A string of a Command in which the service replaces keys and JSONPaths. */
export interface TemplatePlace {
  readonly scope: TemplateScope;
  /** The wrapper the template belongs to; undefined where it serves every wrapper of the Command. */
  readonly wrapper: LocatedWrapper | undefined;
  /** For `wrapper-input`: the input's place among the wrapper's inputs. */
  readonly inputIndex: number | undefined;
  /** The string itself: a value, or the key of a map. */
  readonly node: StringNode;
  readonly pointer: string;
  /** The property it stands in, such as `environment-variables` or `path`. */
  readonly property: string;
}

/**
 * Every template of a Command, in no particular order. The command lines of setup and wrapup Commands know the keys of the
 * Command they serve, and templates they may be, but nothing here can tell which keys those are: they are left out.
 */
export function templatePlaces(command: LocatedCommand): readonly TemplatePlace[] {
  if (command.value.type !== 'docker') return [];
  const places: TemplatePlace[] = [];
  const add = (part: Located<unknown>, property: string, more: Partial<TemplatePlace> = {}): void => {
    const node = valueOf(part.node, property);
    if (node !== undefined) addNode(node, pointerTo(part, property), property, more);
  };
  const addNode = (
    node: JsonNode | undefined,
    pointer: string,
    property: string,
    more: Partial<TemplatePlace>,
  ): void => {
    if (node?.kind !== 'string') return;
    places.push({ scope: 'launch', wrapper: undefined, inputIndex: undefined, node, pointer, property, ...more });
  };

  add(command, 'command-line', { scope: 'command-line' });
  add(command, 'working-directory');
  add(command, 'container-name');
  for (const property of ['environment-variables', 'ports', 'container-labels']) {
    for (const entry of entriesOf(command, property)) {
      addNode(entry.property.key, entry.pointer, property, {});
      addNode(entry.value, entry.pointer, property, {});
    }
  }
  for (const mount of command.mounts) add(mount, 'path');
  for (const output of command.outputs) add(output, 'path');
  for (const wrapper of command.wrappers) {
    wrapper.inputs.forEach((input, inputIndex) => {
      add(input, 'matcher', { scope: 'wrapper-input', wrapper, inputIndex });
      add(input, 'parser', { scope: 'wrapper-input', wrapper, inputIndex });
    });
    for (const handler of wrapper.handlers) {
      for (const property of ['label', 'format', 'description', 'content']) add(handler, property, { wrapper });
      const tags = valueOf(handler.node, 'tags');
      if (tags?.kind !== 'array') continue;
      tags.items.forEach((tag, i) => {
        addNode(tag, `${pointerTo(handler, 'tags')}/${escapePointerStep(String(i))}`, 'tags', { wrapper });
      });
    }
  }
  return places;
}
