import type { CommandDocument } from '../../command/document/command-document';
import type { Span } from '../../command/document/syntax-tree';
import type { Hover, HoverKnowledge } from '../hover/hover';
import { describeSecret } from '../hover/describe-secret';
import { describeSymbol } from '../hover/describe-symbol';
import { inlineCode } from '../markdown';
import { objectPropertiesOf } from '../../command/model/xnat-objects';
import { typeOf } from '../scope';
import { launchNameAt } from './launch-names';
import { launchPlaceAt, type LaunchPlace } from './launch-place';
import { descriptionAt } from './launch-schema';
import { launchInputNamed, launchScope, type LaunchScope, type LaunchSurroundings } from './launch-surroundings';
import { objectTypeAt } from './object-type-at';

/**
 * What there is to say about a place of a launch file: what a name stands for in the Command, else what the property
 * means. Undefined where there is nothing. Never throws.
 */
export function launchHoverAt(
  document: CommandDocument,
  offset: number,
  surroundings: LaunchSurroundings,
  knowledge: HoverKnowledge = {},
): Hover | undefined {
  const place = launchPlaceAt(document, offset);
  if (place === undefined || place.at === 'root') return undefined;
  const scope = launchScope(document.root, surroundings.command);
  const name = scope && launchNameAt(place, scope);
  if (name !== undefined) {
    const { symbol, span } = name;
    const isSecret = symbol.kind === 'system-property' && symbol.object !== undefined;
    const markdown = isSecret ? describeSecret(symbol.object, knowledge) : describeSymbol(symbol, name.scope.symbols);
    return { span, markdown };
  }
  return propertyHover(document, place, scope);
}

function propertyHover(
  document: CommandDocument,
  place: Exclude<LaunchPlace, { at: 'root' }>,
  scope: LaunchScope | undefined,
): Hover | undefined {
  const { property, path } = place;
  if (property === undefined) return undefined;
  const name = property.key.value;
  const description = descriptionAt([...path, name]) ?? objectPropertyAt(document, path, name, scope);
  if (description === undefined) return undefined;
  const about: Span | undefined = place.at === 'key' ? property.key : place.value;
  if (about === undefined) return undefined;
  // The names in these are the author's own, and what is said of them is said of their values.
  const title = isOwnName(path) ? inlineCode(name) : `**${name}**`;
  return { span: { start: about.start, end: about.end }, markdown: `${title}\n\n${description}` };
}

function objectPropertyAt(
  document: CommandDocument,
  path: readonly string[],
  name: string,
  scope: LaunchScope | undefined,
): string | undefined {
  const inputType = (input: string) => {
    const symbol = scope && launchInputNamed(scope, input);
    return symbol && typeOf(symbol);
  };
  const type = objectTypeAt(document.root, path, inputType);
  return type && objectPropertiesOf(type).find((property) => property.name === name)?.description;
}

function isOwnName(path: readonly string[]): boolean {
  return ['inputs', 'objects', 'environment', 'expect/outputs'].includes(path.join('/'));
}
