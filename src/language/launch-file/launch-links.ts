import type { CommandDocument } from '../../command/document/command-document';
import { contentOf } from '../../command/document/string-offsets';
import type { Span } from '../../command/document/syntax-tree';
import type { Definition } from '../navigate';
import { launchNameAt } from './launch-names';
import { launchPlaceAt } from './launch-place';
import { launchPaths, launchScope, type LaunchPath, type LaunchSurroundings } from './launch-surroundings';

/** A text of a launch file that leads to a file. */
export interface LaunchLink {
  readonly span: Span;
  /** As written: relative to the launch file. */
  readonly path: string;
  readonly leadsTo: LaunchPath['leadsTo'];
}

/** Links to the Command, to the files of inputs, and to setup and wrapup Commands, where they are known to be there. */
export function launchLinks(document: CommandDocument, { kindOf }: LaunchSurroundings): readonly LaunchLink[] {
  return launchPaths(document.root)
    .filter(({ node }) => kindOf(node.value) === 'file')
    .map(({ node, leadsTo }) => ({ span: contentOf(document.text, node), path: node.value, leadsTo }))
    .sort((a, b) => a.span.start - b.span.start);
}

/** Where the name at a place is declared in the Command. */
export function launchDefinitionAt(
  document: CommandDocument,
  offset: number,
  { command }: LaunchSurroundings,
): (Definition & { readonly uri: string }) | undefined {
  const place = launchPlaceAt(document, offset);
  const scope = launchScope(document.root, command);
  const name = place && scope && launchNameAt(place, scope);
  if (name === undefined || command === undefined) return undefined;
  const { entry, declaration } = name.symbol;
  return { uri: command.uri, origin: name.span, target: entry, targetName: declaration };
}
