import { removeProperty } from '../document/json-changes';
import type { QuickFix } from '../problem';
import { quoted } from '../rules/wording';
import type { Fixer } from './fix-context';

/** Deletes the property that the problem is about. */
export function deleteProperty(kind: QuickFix['kind']): Fixer {
  return ({ document, property, holder }) => {
    if (property === undefined || holder?.kind !== 'object') return [];
    const edits = removeProperty(document, holder, property);
    return [{ title: `Delete ${quoted(property.key.value)}`, edits, kind }];
  };
}
