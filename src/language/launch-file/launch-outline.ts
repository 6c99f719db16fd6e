import type { CommandDocument } from '../../command/document/command-document';
import { scalarText } from '../../command/document/navigation';
import type { JsonNode, PropertyNode, Span } from '../../command/document/syntax-tree';

/** An entry of a launch file's outline. */
export interface LaunchOutlineItem {
  readonly kind: 'object' | 'list' | 'text' | 'other';
  /** Never blank. */
  readonly name: string;
  /** A scalar's value; may be empty. */
  readonly detail: string;
  readonly span: Span;
  readonly selection: Span;
  readonly children: readonly LaunchOutlineItem[];
}

/** Deeper than this nothing is shown: an object of the archive is no part of the launch. */
const DEPTH = 3;

/** The properties of a launch file, its inputs and what it expects. */
export function launchOutline({ root }: CommandDocument): readonly LaunchOutlineItem[] {
  const all = root?.kind === 'object' ? items(root.properties, DEPTH) : [];
  return all.map((item) => (item.name === 'environment' ? withoutValues(item) : item));
}

/** Values of variables are not shown: one may be a password that should be a secret. */
function withoutValues(item: LaunchOutlineItem): LaunchOutlineItem {
  return { ...item, detail: '', children: item.children.map(withoutValues) };
}

function items(properties: readonly PropertyNode[], depth: number): readonly LaunchOutlineItem[] {
  return properties
    .filter(({ key }) => key.value.trim() !== '')
    .map(({ key, value, start, end }) => ({
      kind: kindOf(value),
      name: key.value,
      detail: detailOf(value),
      span: { start, end },
      selection: { start: key.start, end: key.end },
      children: value?.kind === 'object' && depth > 1 ? items(value.properties, depth - 1) : [],
    }));
}

function kindOf(value: JsonNode | undefined): LaunchOutlineItem['kind'] {
  if (value?.kind === 'object') return 'object';
  if (value?.kind === 'array') return 'list';
  return value?.kind === 'string' ? 'text' : 'other';
}

const detailOf = (value: JsonNode | undefined) => scalarText(value) ?? '';
