import type { CommandDocument } from '../../command/document/command-document';
import type { JsonNode, Span, StringNode } from '../../command/document/syntax-tree';
import { parseMatcher } from '../../command/matcher/matcher-parser';
import { isBlank } from '../../command/model/blank';
import { launchContextNamed } from '../../command/model/contexts';
import { isXnatObjectType } from '../../command/model/xnat-objects';
import { describeProperty, kindOf } from '../guide/guide-markdown';
import { guideOf, propertiesOf } from '../guide/object-guides';
import { valuesOf } from '../guide/value-guide';
import { objectPropertiesFor } from '../legal-names';
import { locationAt, type Location } from '../location';
import { escapeMarkdown, inlineCode } from '../markdown';
import { scopeOf, textOf } from '../scope';
import { occurrenceAt, symbolsWithin } from '../symbol-index';
import { describeCommandLine } from './describe-command-line';
import { describeSecret } from './describe-secret';
import { describeSymbol } from './describe-symbol';
import type { Hover, HoverKnowledge } from './hover';
import { matcherInWords } from './matcher-words';

type Inside = Exclude<Location, { at: 'root' }>;

/** Of a name that stands for several things, more are not shown. */
const MOST_MEANINGS = 3;

/**
 * What there is to say about a place of the text; undefined where there is nothing. Of several things it is the most
 * particular: a key in a command line before the line itself, the line before what `command-line` means. Never throws.
 */
export function hoverAt(document: CommandDocument, offset: number, knowledge: HoverKnowledge = {}): Hover | undefined {
  const location = locationAt(document, offset);
  if (location === undefined || location.at === 'root') return undefined;
  if (location.at === 'key') {
    const key = location.property?.key;
    if (key === undefined) return undefined;
    return propertyHover(location, key) ?? nameHover(document, key, offset, knowledge) ?? unknownHover(location, key);
  }
  const { value } = location;
  const isScalar = value !== undefined && value.kind !== 'object' && value.kind !== 'array';
  if (!isScalar || offset < value.start) return undefined;
  return (
    nameHover(document, value, offset, knowledge) ??
    valueHover(document, location, value, knowledge) ??
    propertyHover(location, value)
  );
}

/** What a property means. */
function propertyHover({ type, property }: Inside, about: Span): Hover | undefined {
  const name = property?.key.value ?? '';
  const guide = guideOf(type, name);
  if (guide === undefined) return undefined;
  return { span: spanOf(about), markdown: `**${name}** (${kindOf(type, name)})\n\n${describeProperty(guide)}` };
}

/** That the server does not know a property. */
function unknownHover({ type, property }: Inside, about: Span): Hover | undefined {
  if (propertiesOf(type).length === 0) return undefined;
  const name = inlineCode(property?.key.value ?? '');
  return { span: spanOf(about), markdown: `${name} is no property here: the server drops it in silence.` };
}

/** What a name or a replacement key stands for. */
function nameHover(
  document: CommandDocument,
  node: JsonNode,
  offset: number,
  knowledge: HoverKnowledge,
): Hover | undefined {
  const index = symbolsWithin(document, node);
  const occurrence = occurrenceAt(index, offset);
  if (occurrence === undefined) return undefined;
  const meanings = occurrence.symbols.slice(0, MOST_MEANINGS).map((symbol) => {
    if ((symbol.kind === 'secret' || symbol.kind === 'system-property') && symbol.object !== undefined) {
      return describeSecret(symbol.object, knowledge);
    }
    const symbols = index.commands.find(({ object }) => object === symbol.command);
    return symbols === undefined ? '' : describeSymbol(symbol, symbols);
  });
  return { span: spanOf(occurrence.span), markdown: meanings.filter(Boolean).join('\n\n---\n\n') };
}

/** What this value means, where that is more than what its property means. */
function valueHover(
  document: CommandDocument,
  location: Inside,
  value: JsonNode,
  knowledge: HoverKnowledge,
): Hover | undefined {
  if (value.kind !== 'string') return undefined;
  const markdown = describeValue(document, location, value, knowledge);
  return markdown === undefined ? undefined : { span: spanOf(value), markdown };
}

function describeValue(
  document: CommandDocument,
  location: Inside,
  { value }: StringNode,
  knowledge: HoverKnowledge,
): string | undefined {
  const { type, object } = location;
  const property = location.property?.key.value ?? '';
  switch (`${type}/${property}`) {
    case 'command/command-line':
      return describeCommandLine(location.command, document.mode, knowledge);
    case 'external-input/matcher':
    case 'derived-input/matcher':
      return isBlank(value) ? undefined : describeMatcher(value, textOf(object, 'type') ?? 'string');
    case 'wrapper/contexts': {
      const context = launchContextNamed(value);
      return context === undefined ? undefined : `${inlineCode(value)}: ${context.description}`;
    }
    case 'derived-input/derived-from-xnat-object-property': {
      const scope = scopeOf(location);
      const known = scope && objectPropertiesFor(object, scope).find(({ name }) => name === value);
      return known === undefined ? undefined : `${inlineCode(value)} (${known.kind}): ${known.description}`;
    }
    default: {
      const known = valuesOf(type, property).find((guide) => guide.value === value);
      return known === undefined ? undefined : `${inlineCode(value)}: ${known.summary}`;
    }
  }
}

/** The demand of a matcher, or why the service cannot read it. */
function describeMatcher(matcher: string, type: string): string {
  const reading = parseMatcher(matcher);
  if (!reading.ok) return `The service cannot read this matcher: ${escapeMarkdown(reading.error.message)}`;
  const subject = type === 'File[]' ? 'File' : type;
  const demand = `Every ${isXnatObjectType(subject) ? subject : 'object'} taken must satisfy: ${matcherInWords(reading.matcher)}.`;
  return matcher.includes('#') ? `${demand}\n\nKeys are filled in before the matcher is read.` : demand;
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
