import { removeProperty, replaceString } from '../document/json-changes';
import { propertyOf } from '../document/navigation';
import { isBlank } from '../model/blank';
import type { OutputHandler } from '../model/command';
import type { Located } from '../model/located-command';
import { HANDLER_TYPES } from '../model/vocabulary';
import { isXnatObjectType } from '../model/xnat-objects';
import type { RuleCode } from '../rules/registry';
import { quoted } from '../rules/wording';
import { chooseName, chooseWord, givenOnce } from './common-fixes';
import {
  allFixes,
  choiceFix,
  chooseValues,
  type FixContext,
  type Fixer,
  partAround,
  safeFix,
  setProperty,
  whereNamed,
} from './fix-context';
import { freeName, plainName, renameEdits } from './names';
import { labelOf } from './output-fixes';

const TARGET = 'as-a-child-of';
const OLD_TARGET = 'as-a-child-of-wrapper-input';

function handlerAround(context: FixContext): Located<OutputHandler> | undefined {
  return context.wrapper === undefined ? undefined : partAround(context, context.wrapper.handlers);
}

const nameHandler: Fixer = (context) => {
  const handler = handlerAround(context);
  if (handler === undefined) return [];
  const { name, acceptsCommandOutput } = handler.value;
  const taken = new Set(context.wrapper?.handlers.map(({ value }) => value.name));
  const free = freeName(plainName(name ?? '') || plainName(acceptsCommandOutput ?? '') || 'handler', taken, '-');
  return [choiceFix(`Call it ${quoted(free)}`, setProperty(context.document, handler.node, 'name', free))];
};

const cleanName: Fixer = (context) => {
  const handler = handlerAround(context);
  const clean = plainName(handler?.value.name ?? '');
  if (handler === undefined || clean === '') return nameHandler(context);
  const name = freeName(clean, new Set(context.wrapper?.handlers.map(({ value }) => value.name)), '-');
  return [
    choiceFix(
      `Rename to ${quoted(name)} everywhere`,
      ...renameEdits(context, { kind: 'handler', part: handler }, name),
    ),
  ];
};

function outputNames(context: FixContext): readonly string[] {
  const handled = new Set(context.wrapper?.handlers.map(({ value }) => value.acceptsCommandOutput));
  const names = context.command.outputs.map(({ value }) => value.name ?? '');
  // Outputs that nothing handles come first.
  return [...names.filter((name) => !handled.has(name)), ...names.filter((name) => handled.has(name))];
}

const chooseOutput: Fixer = (context) => chooseName(context, 'accepts-command-output', () => outputNames(context));

/** Inputs that a result can hang below, and earlier handlers that create something it can. */
function possibleTargets(context: FixContext): readonly string[] {
  const handler = handlerAround(context);
  const { wrapper } = context;
  if (handler === undefined || wrapper === undefined) return [];
  const wantsSession = handler.value.type === 'Assessor' || handler.value.type === 'Scan';
  const inputs = wrapper.inputs.filter(({ value }) => {
    const property = 'derivedFromXnatObjectProperty' in value ? value.derivedFromXnatObjectProperty : undefined;
    if (!value.required || ('multiple' in value && value.multiple === true)) return false;
    if (property !== undefined && property !== 'uri') return false;
    return wantsSession
      ? value.type === 'Session'
      : isXnatObjectType(value.type) && value.type !== 'Resource' && value.type !== 'File';
  });
  const earlier = wrapper.handlers.slice(0, wrapper.handlers.indexOf(handler));
  const handlers = wantsSession
    ? []
    : earlier.filter(({ value }) => value.type === 'Assessor' || value.type === 'Scan');
  const unique = givenOnce([...wrapper.inputs, ...wrapper.handlers].map(({ value }) => value.name));
  const single = [...inputs, ...handlers].filter(({ value }) => unique.has(value.name));
  return single.flatMap(({ value }) => (isBlank(value.name) ? [] : [value.name]));
}

const chooseTarget: Fixer = (context) => {
  const handler = handlerAround(context);
  if (handler === undefined) return [];
  const old = propertyOf(handler.node, OLD_TARGET);
  const key = context.property === old && old !== undefined ? OLD_TARGET : TARGET;
  return chooseName(context, key, () => possibleTargets(context));
};

/** Without a property of its own, the value of the target input is the object's URI. */
const dropTargetProperty: Fixer = (context) => {
  const target = handlerAround(context)?.value.asAChildOf;
  const input = context.wrapper?.derivedInputs.find(({ value }) => value.name === target);
  const property = propertyOf(input?.node, 'derived-from-xnat-object-property');
  if (input === undefined || property === undefined || !isXnatObjectType(input.value.type)) return [];
  if (!isBlank(input.value.parser)) return [];
  return [
    choiceFix(
      `Delete "derived-from-xnat-object-property" of ${quoted(input.value.name)}`,
      ...removeProperty(context.document, input.node, property),
    ),
  ];
};

const dropTargetMultiple: Fixer = (context) => {
  const target = handlerAround(context)?.value.asAChildOf;
  const input = context.wrapper?.derivedInputs.find(({ value }) => value.name === target);
  const property = propertyOf(input?.node, 'multiple');
  if (input === undefined || property === undefined) return [];
  return [
    choiceFix(
      `Delete "multiple" of ${quoted(input.value.name)}`,
      ...removeProperty(context.document, input.node, property),
    ),
  ];
};

const requireTarget: Fixer = (context) => {
  const target = handlerAround(context)?.value.asAChildOf;
  const input = context.wrapper?.inputs.find(({ value }) => value.name === target);
  if (input === undefined) return [];
  return [
    choiceFix(`Make ${quoted(input.value.name)} required`, setProperty(context.document, input.node, 'required', true)),
  ];
};

const addLabel: Fixer = (context) => {
  const handler = handlerAround(context);
  if (handler === undefined) return [];
  const label = labelOf(handler.value.acceptsCommandOutput ?? '') || 'OUTPUT';
  return [choiceFix(`Label it ${quoted(label)}`, setProperty(context.document, handler.node, 'label', label))];
};

const renameTarget: Fixer = (context) => {
  const handler = handlerAround(context);
  const old = propertyOf(handler?.node, OLD_TARGET);
  if (handler === undefined || old === undefined) return [];
  const current = propertyOf(handler.node, TARGET);
  if (current === undefined)
    return [safeFix(`Rename to "${TARGET}"`, replaceString(context.document, old.key, TARGET))];
  const isNull = current.value?.kind === 'null';
  // With a null beside it, the old one counts: the null goes, and the old one gets the name.
  return isNull
    ? [
        safeFix(
          `Rename to "${TARGET}"`,
          ...removeProperty(context.document, handler.node, current),
          replaceString(context.document, old.key, TARGET),
        ),
      ]
    : [safeFix(`Delete "${OLD_TARGET}"`, ...removeProperty(context.document, handler.node, old))];
};

/** Another type than Resource asks for more than a type, so it is offered only where it is what seems meant. */
const chooseType: Fixer = (context) => {
  const written = handlerAround(context)?.value.type ?? '';
  const near = HANDLER_TYPES.find((type) => type.toLowerCase() === written.trim().toLowerCase());
  return chooseWord('type', [near ?? 'Resource'])(context);
};

/** What such handlers create most often; the author of the tool knows what its XML holds. */
const USUAL_XSI_TYPES: Readonly<Partial<Record<string, readonly string[]>>> = {
  Assessor: ['xnat:qcAssessmentData', 'xnat:qcManualAssessorData', 'icr:roiCollectionData'],
  Scan: ['xnat:mrScanData', 'xnat:petScanData', 'xnat:ctScanData'],
};

const addXsiType: Fixer = (context) =>
  chooseValues(context, 'xsi-type', USUAL_XSI_TYPES[handlerAround(context)?.value.type ?? ''] ?? []);

export const HANDLER_FIXES: Readonly<Partial<Record<RuleCode, Fixer>>> = {
  'handler-name-blank': nameHandler,
  'handler-name-chars': cleanName,
  'handler-name-duplicate': whereNamed(nameHandler),
  'handler-output-blank': chooseOutput,
  'handler-output-unknown': chooseOutput,
  'handler-target-blank': allFixes(renameTarget, chooseTarget),
  'handler-target-unknown': chooseTarget,
  'handler-target-multiple': allFixes(chooseTarget, dropTargetMultiple),
  'handler-target-not-uri': allFixes(dropTargetProperty, chooseTarget),
  'handler-target-not-object': chooseTarget,
  'handler-target-optional': requireTarget,
  'handler-parent-not-creatable': chooseTarget,
  'handler-type-unknown': chooseType,
  'handler-label-blank': addLabel,
  'handler-xsi-type-missing': addXsiType,
  'deprecated-as-a-child-of-wrapper-input': renameTarget,
};
