import type { CommandDocument } from '../../command/document/command-document';
import { contentOf, placesInString, unitAt } from '../../command/document/string-offsets';
import type { StringNode } from '../../command/document/syntax-tree';
import { escapeString } from '../../command/document/write-json';
import type { Completion } from '../completion/completion';
import { launchPlaceAt, type LaunchPlace } from './launch-place';
import { launchPaths, type LaunchPath } from './launch-surroundings';

/** Something in a folder. */
export interface PathEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

/**
 * The folder whose content fits at a place, as it is written there: relative to the launch file, `""` for its own folder.
 * Undefined where no path is typed.
 */
export function pathAskedAt(document: CommandDocument, offset: number): string | undefined {
  const place = launchPlaceAt(document, offset);
  const path = place && pathAt(document, place);
  if (path === undefined) return undefined;
  const typed = path.node.value.slice(0, unitAt(document.text, path.node, offset));
  return typed.slice(0, typed.lastIndexOf('/') + 1);
}

/** What of a folder can continue the path at the cursor: folders, and files where a file is wanted. */
export function pathCompletions(
  document: CommandDocument,
  place: LaunchPlace,
  offset: number,
  entries: readonly PathEntry[],
): readonly Completion[] {
  const path = pathAt(document, place);
  if (path === undefined) return [];
  const { text } = document;
  const quote = text.charAt(path.node.start) === "'" ? "'" : '"';
  const cursor = unitAt(text, path.node, offset);
  const start = path.node.value.slice(0, cursor).lastIndexOf('/') + 1;
  const rest = path.node.value.indexOf('/', cursor);
  const end = rest < 0 ? path.node.value.length : rest;
  const span = placesInString(text, path.node)(start, end);
  return sorted(
    entries.filter((entry) => isWanted(entry, path)),
    path,
  ).map(({ name, kind }) => {
    const goesOn = kind === 'folder' && path.leadsTo !== 'folder' && rest < 0;
    const insert = escapeString(name, quote);
    return {
      label: kind === 'folder' ? `${name}/` : name,
      kind,
      detail: undefined,
      documentation: undefined,
      edit: { span, newText: goesOn ? `${insert}/` : insert },
      format: 'text',
      additionalEdits: [],
      filterText: insert,
      next: goesOn ? 'suggest' : 'nothing',
    };
  });
}

/** The path that is typed at a place. */
function pathAt(document: CommandDocument, place: LaunchPlace): LaunchPath | undefined {
  if ((place.at !== 'value' && place.at !== 'element') || place.value?.kind !== 'string') return undefined;
  return launchPaths(document.root).find(({ node }) => node === place.value && isQuoted(document, node));
}

function isQuoted({ text }: CommandDocument, node: StringNode): boolean {
  return contentOf(text, node).start > node.start;
}

function isWanted({ name, kind }: PathEntry, { leadsTo }: LaunchPath): boolean {
  if (name.startsWith('.') || name === 'node_modules') return false;
  if (kind === 'folder') return true;
  if (leadsTo === 'file') return true;
  return leadsTo !== 'folder' && name.endsWith('.json') && !name.endsWith('.launch.json');
}

/** What is wanted, before the folders on the way there. */
function sorted(entries: readonly PathEntry[], { leadsTo }: LaunchPath): readonly PathEntry[] {
  const rank = ({ name, kind }: PathEntry) =>
    leadsTo !== 'folder' && kind === 'folder' ? 2 : name.endsWith('command.json') ? 0 : 1;
  return entries.toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}
