import { compactJson } from '../document/compact-json';
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
  return `[${commands.map((command) => compactJson(command)).join(',')}]`;
}

/**
 * A Dockerfile instruction that gives an image this label. In a double-quoted value Docker takes `\` for an escape and `$`
 * for a variable, so both are escaped, and the quotes.
 */
export function labelInstruction(label: string): string {
  return `LABEL ${COMMANDS_LABEL}="${label.replaceAll(/[\\"$]/g, String.raw`\$&`)}"`;
}
