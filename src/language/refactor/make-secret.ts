import type { CommandDocument } from '../../command/document/command-document';
import { removeProperty } from '../../command/document/json-changes';
import { appendToList } from '../../command/document/json-edits';
import type { Location } from '../location';
import { propertyNameFor } from '../completion/environment-names';
import { secretPart } from '../pieces/parts';
import type { Scope } from '../scope';
import type { Refactoring } from './refactoring';

/** The environment variable at the cursor becomes a secret, whose value is the server's and no longer in the text. */
export function makeSecret(
  document: CommandDocument,
  { type, object, property }: Exclude<Location, { at: 'root' }>,
  { symbols }: Scope,
): readonly Refactoring[] {
  if (type !== 'environment-variables' || property?.value?.kind !== 'string') return [];
  const name = property.key.value;
  // A key of an input in it, or a name that no variable can have, would not survive as a secret's destination.
  const isPlain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !/[#^]/.test(property.value.value);
  if (!isPlain || symbols.secrets.some((secret) => secret.name === name)) return [];
  const declared = appendToList(document, symbols.object, 'secrets', secretPart(propertyNameFor(name), name));
  if (declared === undefined) return [];
  return [
    {
      title: `Turn "${name}" into a secret`,
      kind: 'rewrite',
      edits: [...removeProperty(document, object, property), declared],
    },
  ];
}
