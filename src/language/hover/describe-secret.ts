import type { ObjectNode } from '../../command/document/syntax-tree';
import { valueOf } from '../../command/document/navigation';
import { codeBlock, inlineCode } from '../markdown';
import { textOf } from '../scope';
import type { HoverKnowledge } from './hover';

/**
 * What there is to say of a secret, as Markdown: from where to where, whether a value is stored here, and the line an
 * administrator needs on the server. Never a value.
 */
export function describeSecret(secret: ObjectNode, { storedSecrets }: HoverKnowledge): string {
  const property = identifier(secret, 'source');
  const variable = identifier(secret, 'destination');
  const to = variable === undefined ? 'a variable that has no name yet' : `the variable ${inlineCode(variable)}`;
  if (property === undefined) return `**Secret** to ${to}, from a system property that has no name yet.`;
  return [
    `**Secret** from the system property ${inlineCode(property)} to ${to} of the container.`,
    storedSecrets === undefined ? '' : presence(storedSecrets.get(property)),
    'On the XNAT server an administrator sets it on every node, for Tomcat in `setenv.sh`:',
    codeBlock(`CATALINA_OPTS="$CATALINA_OPTS -D${escapeInQuotes(property)}=…"`, 'sh'),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function presence(bytes: number | undefined): string {
  if (bytes === undefined) return 'No value is stored here: a test launch asks for it.';
  return `A value is stored here, ${bytes} ${bytes === 1 ? 'byte' : 'bytes'}, for test launches.`;
}

function identifier(secret: ObjectNode, side: 'source' | 'destination'): string | undefined {
  const node = valueOf(secret, side);
  const text = node?.kind === 'object' ? textOf(node, 'identifier') : undefined;
  return text === '' ? undefined : text;
}

/** Text within double quotes of a shell. */
function escapeInQuotes(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\"$`]/g, '\\$&');
}
