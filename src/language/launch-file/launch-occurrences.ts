import type { CommandDocument } from '../../command/document/command-document';
import { valueOf } from '../../command/document/navigation';
import { contentOf } from '../../command/document/string-offsets';
import type { JsonNode, Span } from '../../command/document/syntax-tree';
import { symbolNamed, type CommandSymbol } from '../command-symbol';
import { keysOf, launchInputNamed, launchScope, type LaunchedDocument } from './launch-surroundings';

/** A text of a launch file that stands for a name of the Command it launches. */
export interface LaunchOccurrence {
  /** Without quotes. */
  readonly span: Span;
  readonly symbol: CommandSymbol;
}

/** Every text of a launch file that stands for a name of its Command, in the order of the text. */
export function launchOccurrences(
  { root, text }: CommandDocument,
  command: LaunchedDocument,
): readonly LaunchOccurrence[] {
  const scope = launchScope(root, command);
  if (scope === undefined) return [];
  const { symbols } = scope;
  const wrappers = symbols.wrappers.flatMap(({ wrapper }) => wrapper ?? []);
  const secrets = valueOf(root, 'secrets');
  const found = (node: JsonNode | undefined, symbol: (name: string) => CommandSymbol | undefined) => {
    if (node?.kind !== 'string') return [];
    const meant = symbol(node.value);
    return meant === undefined ? [] : [{ span: contentOf(text, node), symbol: meant }];
  };
  return [
    ...found(valueOf(root, 'wrapper'), named(wrappers)),
    ...keysOf(valueOf(root, 'inputs')).flatMap((key) => found(key, (name) => launchInputNamed(scope, name))),
    ...keysOf(valueOf(root, 'environment')).flatMap((key) => found(key, named(symbols.environmentVariables))),
    ...(secrets?.kind === 'array' ? secrets.items : []).flatMap((item) => found(item, named(symbols.systemProperties))),
    ...keysOf(valueOf(valueOf(root, 'expect'), 'outputs')).flatMap((key) => found(key, named(symbols.outputs))),
  ].sort((a, b) => a.span.start - b.span.start);
}

function named(symbols: readonly CommandSymbol[]): (name: string) => CommandSymbol | undefined {
  return (name) => symbolNamed(symbols, name);
}
