import { removeElement, removeProperty, replaceString, replaceValue } from '../document/json-changes';
import { appendToList, insertProperty } from '../document/json-edits';
import { propertyOf, valueOf } from '../document/navigation';
import type { RuleCode } from '../rules/registry';
import { quoted } from '../rules/wording';
import { environmentName, takenVariables } from './environment-names';
import { allFixes, choiceFix, type Fixer, objectOf, partAround, safeFix, setProperty } from './fix-context';
import { freeName } from './names';

const stripName: Fixer = ({ document, command, node }) => {
  if (node.kind !== 'string') return [];
  const clean = environmentName(node.value);
  if (clean === undefined) return [];
  const taken = takenVariables(command);
  const edit = replaceString(document, node, freeName(clean, taken));
  if (taken.has(clean)) return [choiceFix(`Rename to ${quoted(freeName(clean, taken))}`, edit)];
  const title = node.value.startsWith('$') ? 'Remove the "$"' : `Rename to ${quoted(clean)}`;
  // A very short name is a problem of its own, so it is not made unasked.
  return [clean.length > 3 ? safeFix(title, edit) : choiceFix(title, edit)];
};

const renameDestination: Fixer = ({ document, command, node }) => {
  if (node.kind !== 'string') return [];
  const base = environmentName(node.value);
  if (base === undefined) return [];
  const taken = takenVariables(command);
  const name = freeName(taken.has(base) || base.length < 4 ? `${base}_SECRET` : base, taken);
  return [choiceFix(`Rename the variable to ${quoted(name)}`, replaceString(document, node, name))];
};

/** Takes out the secret that the problem's pointer leads into. */
const removeSecret: Fixer = (context) => {
  const secret = partAround(context, context.command.secrets);
  if (secret?.node.parent?.kind !== 'array') return [];
  return [choiceFix('Remove this secret', ...removeElement(context.document, secret.node.parent, secret.node))];
};

const removeVariable: Fixer = ({ document, command, node }) => {
  const variables = valueOf(command.node, 'environment-variables');
  if (node.kind !== 'string' || variables?.kind !== 'object') return [];
  const variable = propertyOf(variables, node.value);
  if (variable === undefined) return [];
  const edits = removeProperty(document, variables, variable);
  return [choiceFix(`Remove the environment variable ${quoted(node.value)}`, ...edits)];
};

const addSource: Fixer = ({ document, node }) => {
  if (node.kind !== 'object') return [];
  const source = propertyOf(node, 'source');
  const value = { type: 'system-property', identifier: 'name.of.the.property' };
  if (source === undefined) return [choiceFix('Add a source', insertProperty(document, node, 'source', value))];
  return source.value === undefined ? [] : [choiceFix('Add a source', replaceValue(document, source.value, value))];
};

const addDestination: Fixer = ({ document, command, node }) => {
  if (node.kind !== 'object') return [];
  const identifier = freeName('SECRET_VALUE', takenVariables(command));
  const edit = setProperty(document, node, 'destination', { type: 'environment-variable', identifier });
  return [choiceFix('Add a destination', edit)];
};

const addIdentifier: Fixer = (context) => {
  const { document, command, problem } = context;
  const isSource = /\/source(?:\/identifier)?$/.test(problem.pointer);
  const object = objectOf(context, 'identifier');
  if (object === undefined) return [];
  const identifier = isSource ? 'name.of.the.property' : freeName('SECRET_VALUE', takenVariables(command));
  return [choiceFix(`Write ${quoted(identifier)}`, setProperty(document, object, 'identifier', identifier))];
};

/** Moves a credential from a variable that everybody can read to a secret of the server's. */
const makeSecret: Fixer = ({ document, command, node, property, holder }) => {
  if (property === undefined || holder?.kind !== 'object') return [];
  if (holder !== valueOf(command.node, 'environment-variables')) {
    return [choiceFix('Delete the default value', ...removeProperty(document, holder, property))];
  }
  const name = property.key.value;
  const isTaken = command.secrets.some(({ value }) => value.destination?.identifier === name);
  if (environmentName(name) !== name || isTaken || node.kind !== 'string') return [];
  const secret = {
    source: { type: 'system-property', identifier: name.toLowerCase().replaceAll('_', '.') },
    destination: { type: 'environment-variable', identifier: name },
  };
  return [
    choiceFix(
      'Turn it into a secret',
      ...removeProperty(document, holder, property),
      appendToList(document, command.node, 'secrets', secret),
    ),
  ];
};

export const SECRET_FIXES: Readonly<Partial<Record<RuleCode, Fixer>>> = {
  'secret-env-name-invalid': stripName,
  'secret-destination-duplicate': allFixes(renameDestination, removeSecret),
  'secret-env-conflict': allFixes(removeVariable, renameDestination),
  'secret-env-reserved': allFixes(renameDestination, removeSecret),
  'secret-overrides-default-env': renameDestination,
  'secret-env-documented-reserved': renameDestination,
  'secret-name-short': renameDestination,
  'secret-destination-missing': allFixes(addDestination, removeSecret),
  'secret-identifier-blank': allFixes(addIdentifier, removeSecret),
  'plain-credential': makeSecret,
  'secret-source-missing': allFixes(addSource, removeSecret),
};
