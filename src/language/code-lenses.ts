import { commandsOf, type CommandDocument } from '../command/document/command-document';
import { valueOf } from '../command/document/navigation';
import type { ObjectNode, Span } from '../command/document/syntax-tree';
import { objectsIn } from './command-symbol';

/** What a click on a lens does. */
export type LensAction = 'launch' | 'launch-with-inputs' | 'preview' | 'copy-label';

/** A clickable line above a Command or one of its wrappers. */
export interface CommandLens {
  readonly span: Span;
  readonly action: LensAction;
  /** JSON pointer of the Command; `""` but for the Commands of a label. */
  readonly pointer: string;
  /** Name of the wrapper to launch; undefined where the lens is for the whole Command. */
  readonly wrapper: string | undefined;
}

/**
 * Launch, Preview and Copy as LABEL on a Command; Launch, at once or with the form, on each wrapper that has a name, with
 * Preview where there are several. Setup and wrapup Commands are not launched by themselves, and what comes from a label
 * need not become one.
 */
export function codeLenses(document: CommandDocument): readonly CommandLens[] {
  return commandsOf(document).flatMap(({ node, pointer }) => {
    if (node.kind !== 'object') return [];
    const lens = (span: Span, action: LensAction, wrapper?: string): CommandLens => ({
      span: startOf(span),
      action,
      pointer,
      wrapper,
    });
    // An editor opens scrolled to its first line, above which a lens would not be seen.
    const head = node.properties[0]?.key ?? node;
    const labels = document.mode === 'label' ? [] : [lens(head, 'copy-label')];
    if (!isLaunchable(node)) return labels;
    const all = objectsIn(node, 'xnat');
    // The Preview of the Command is that of its only wrapper.
    const preview = (wrapper: ObjectNode, name: string) => (all.length > 1 ? [lens(wrapper, 'preview', name)] : []);
    const wrappers = all.flatMap((wrapper) => {
      const name = valueOf(wrapper, 'name');
      if (name?.kind !== 'string') return [];
      return [
        lens(wrapper, 'launch', name.value),
        lens(wrapper, 'launch-with-inputs', name.value),
        ...preview(wrapper, name.value),
      ];
    });
    return [lens(head, 'launch'), lens(head, 'preview'), ...labels, ...wrappers];
  });
}

function isLaunchable(command: ObjectNode): boolean {
  const type = valueOf(command, 'type');
  return type?.kind !== 'string' || type.value === 'docker';
}

/** The first character: a lens stands above the line its span begins on. */
export const startOf = ({ start }: Span): Span => ({ start, end: start + 1 });
