import { replaceString } from '../document/json-changes';
import { appendToList } from '../document/json-edits';
import { valueOf } from '../document/navigation';
import { isBlank } from '../model/blank';
import { LAUNCH_CONTEXTS, launchContextNamed } from '../model/contexts';
import { createNearest } from '../rules/nearest';
import type { RuleCode } from '../rules/registry';
import { quoted } from '../rules/wording';
import { choiceFix, type Fixer, setProperty, whereNamed } from './fix-context';
import { freeName, plainName } from './names';

const nameWrapper: Fixer = ({ document, command, wrapper }) => {
  if (wrapper === undefined) return [];
  const base = isBlank(wrapper.value.name) ? plainName(command.value.name ?? '') || 'wrapper' : wrapper.value.name;
  const name = freeName(base, new Set(command.wrappers.map(({ value }) => value.name)), '-');
  return [choiceFix(`Call it ${quoted(name)}`, setProperty(document, wrapper.node, 'name', name))];
};

const addContext: Fixer = ({ document, wrapper }) => {
  const type = wrapper?.value.externalInputs[0]?.type;
  const context = LAUNCH_CONTEXTS.find(({ inputType }) => inputType === type);
  if (wrapper === undefined || context === undefined || valueOf(wrapper.node, 'contexts')?.kind === 'object') return [];
  return [
    choiceFix(`Offer it on ${quoted(context.name)}`, setProperty(document, wrapper.node, 'contexts', [context.name])),
  ];
};

const contextNames = LAUNCH_CONTEXTS.map(({ name }) => name);
const nearestContext = createNearest([
  ...contextNames,
  // Many leave the prefix out.
  ...contextNames.map((name) => name.slice(name.indexOf(':') + 1)),
]);

const completeContext: Fixer = ({ document, node, wrapper }) => {
  if (node.kind !== 'string') return [];
  const near = contextNames.find((name) => name.endsWith(`:${node.value}`)) ?? nearestContext(node.value);
  const name = contextNames.find((candidate) => candidate === near || candidate.endsWith(`:${near ?? ''}`));
  const type = wrapper?.value.externalInputs[0]?.type;
  if (name === undefined || wrapper?.value.contexts.includes(name)) return [];
  const expected = launchContextNamed(name)?.inputType;
  if (expected !== undefined && type !== undefined && type !== expected) return [];
  return [choiceFix(`Write ${quoted(name)}`, replaceString(document, node, name))];
};

const addExternalInput: Fixer = ({ document, wrapper }) => {
  const context = wrapper?.value.contexts.map(launchContextNamed).find((known) => known?.inputType !== undefined);
  const type = context?.inputType;
  if (wrapper === undefined || type === undefined) return [];
  const name = freeName(type.toLowerCase(), new Set(wrapper.inputs.map(({ value }) => value.name)), '-');
  return [
    choiceFix(
      `Add an external input of type ${type}`,
      appendToList(document, wrapper.node, 'external-inputs', { name, type, required: true }),
    ),
  ];
};

export const WRAPPER_FIXES: Readonly<Partial<Record<RuleCode, Fixer>>> = {
  'wrapper-name-blank': nameWrapper,
  'wrapper-name-duplicate': whereNamed(nameWrapper),
  'contexts-empty': addContext,
  'context-unknown-form': completeContext,
  'no-external-input': addExternalInput,
};
