import { commandsOf, type CommandDocument } from '../command/document/command-document';
import { valueOf } from '../command/document/navigation';
import type { Span } from '../command/document/syntax-tree';

/** A clickable line above a Command or one of its wrappers. */
export interface CommandLens {
  readonly span: Span;
  readonly title: string;
  /** Name of the wrapper to launch; undefined where the lens is for the whole Command. */
  readonly wrapper: string | undefined;
}

/** One Launch lens on the Command and one on each wrapper that has a name; none where the text holds no object. */
export function codeLenses(document: CommandDocument): readonly CommandLens[] {
  return commandsOf(document).flatMap(({ node }) => {
    if (node.kind !== 'object') return [];
    const wrappers = valueOf(node, 'xnat');
    const items = wrappers?.kind === 'array' ? wrappers.items : [];
    return [
      { span: startOf(node), title: 'Launch', wrapper: undefined },
      ...items.flatMap((item) => {
        const name = valueOf(item, 'name');
        return name?.kind === 'string' ? [{ span: startOf(item), title: 'Launch', wrapper: name.value }] : [];
      }),
    ];
  });
}

/** The opening brace: a lens stands above the line its span begins on. */
const startOf = ({ start }: Span): Span => ({ start, end: start + 1 });
