import { commandsOf, createCommandDocument } from '../document/command-document';
import { valueOf } from '../document/navigation';
import type { JsonNode } from '../document/syntax-tree';

/** What a person wants to know of a Command in a label at a glance. */
export interface LabelledCommand {
  readonly name: string;
  /** Names of its wrappers. */
  readonly wrappers: readonly string[];
}

/** The Commands of a label, or why the server would take none of them. */
export type LabelReading =
  | { readonly ok: true; readonly commands: readonly LabelledCommand[] }
  | { readonly ok: false; readonly reason: string };

/**
 * Reads the value of an image's `org.nrg.commands` label, which holds a list of Commands, even for one. The server takes
 * none of them when the JSON is broken or is no list.
 */
export function readLabel(label: string): LabelReading {
  const document = createCommandDocument(label, 'label');
  const [fault] = document.syntaxFaults;
  if (fault !== undefined) {
    return { ok: false, reason: `It is not JSON as XNAT reads it, from character ${fault.span.start + 1} on.` };
  }
  if (document.root?.kind !== 'array') {
    return { ok: false, reason: 'It must hold a list of Commands, [ … ], even for a single one.' };
  }
  return { ok: true, commands: commandsOf(document).map(({ node }) => summary(node)) };
}

function summary(node: JsonNode): LabelledCommand {
  const wrappers = valueOf(node, 'xnat');
  const items = wrappers?.kind === 'array' ? wrappers.items : [];
  return { name: nameIn(node), wrappers: items.map(nameIn) };
}

function nameIn(node: JsonNode): string {
  const name = valueOf(node, 'name');
  return name?.kind === 'string' ? name.value : '(no name)';
}
