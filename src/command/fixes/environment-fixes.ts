import { replaceString } from '../document/json-changes';
import type { RuleCode } from '../rules/registry';
import { quoted } from '../rules/wording';
import { deleteProperty } from './common-fixes';
import { environmentName, takenVariables } from './environment-names';
import { allFixes, choiceFix, type Fixer, safeFix } from './fix-context';
import { freeName } from './names';

/** The key of a variable, or of a port, where the problem is with the key and not with the value. */
const renameVariable: Fixer = ({ document, command, property }) => {
  const name = property === undefined ? undefined : environmentName(property.key.value);
  if (property === undefined || name === undefined) return [];
  const taken = takenVariables(command);
  const free = freeName(name, taken);
  const edit = replaceString(document, property.key, free);
  if (free !== name) return [choiceFix(`Rename to ${quoted(free)}`, edit)];
  return [safeFix(property.key.value.startsWith('$') ? 'Remove the "$"' : `Rename to ${quoted(free)}`, edit)];
};

export const ENVIRONMENT_FIXES: Readonly<Partial<Record<RuleCode, Fixer>>> = {
  'env-name-invalid': allFixes(renameVariable, deleteProperty('choice')),
  'env-reserved-name': deleteProperty('safe'),
  'port-invalid': deleteProperty('choice'),
};
