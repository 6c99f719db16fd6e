import type { JsonNode } from '../document/syntax-tree';

/** The image label that holds a list of Commands. */
export const COMMANDS_LABEL = 'org.nrg.commands';

/**
 * The value of the label that holds these Commands: a JSON list in one line, strict JSON whatever dialect they were written
 * in.
 *
 * @param commands trees without syntax faults
 */
export function labelOf(commands: readonly JsonNode[]): string {
  return `[${commands.map(compactJson).join(',')}]`;
}

/** Keeps what is still to be written on a list of its own, as nesting may be deeper than the call stack. */
function compactJson(root: JsonNode): string {
  const written: string[] = [];
  const waiting: (JsonNode | string)[] = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === 'string') written.push(next);
    else if (next.kind === 'object' || next.kind === 'array')
      for (const part of partsOf(next).reverse()) waiting.push(part);
    else written.push(scalarJson(next));
  }
  return written.join('');
}

type Scalar = Exclude<JsonNode, { readonly kind: 'object' | 'array' }>;

function partsOf(node: Exclude<JsonNode, Scalar>): (JsonNode | string)[] {
  if (node.kind === 'array') return ['[', ...node.items.flatMap((item, index) => [comma(index), item]), ']'];
  const members = node.properties.flatMap(({ key, value }) => (value === undefined ? [] : [{ key, value }]));
  return [
    '{',
    ...members.flatMap(({ key, value }, index) => [`${comma(index)}${JSON.stringify(key.value)}:`, value]),
    '}',
  ];
}

const comma = (index: number) => (index === 0 ? '' : ',');

function scalarJson(node: Scalar): string {
  switch (node.kind) {
    case 'string':
      return JSON.stringify(node.value);
    case 'number':
      return node.raw;
    case 'boolean':
      return String(node.value);
    case 'null':
      return 'null';
  }
}

/**
 * A Dockerfile instruction that gives an image this label. In a double-quoted value Docker takes `\` for an escape and `$`
 * for a variable, so both are escaped, and the quotes.
 */
export function labelInstruction(label: string): string {
  return `LABEL ${COMMANDS_LABEL}="${label.replaceAll(/[\\"$]/g, String.raw`\$&`)}"`;
}
