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

function compactJson(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return `{${node.properties
        .flatMap(({ key, value }) =>
          value === undefined ? [] : [`${JSON.stringify(key.value)}:${compactJson(value)}`],
        )
        .join(',')}}`;
    case 'array':
      return `[${node.items.map(compactJson).join(',')}]`;
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
