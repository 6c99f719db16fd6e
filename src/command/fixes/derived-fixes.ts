import { removeElement, removeProperty } from '../document/json-changes';
import { indexInList, propertyOf } from '../document/navigation';
import { isBlank } from '../model/blank';
import type { DerivedInput } from '../model/command';
import type { Located } from '../model/located-command';
import { derivationOf, objectPropertiesOf } from '../model/xnat-objects';
import type { RuleCode } from '../rules/registry';
import { quoted } from '../rules/wording';
import { chooseName, deleteProperty, givenOnce, setTo } from './common-fixes';
import { namesToFeed } from './fed-inputs';
import { allFixes, choiceFix, type FixContext, type Fixer, partAround, safeFix, setProperty } from './fix-context';

const PARENT = 'derived-from-wrapper-input';
const PROPERTY = 'derived-from-xnat-object-property';

function derivedAround(context: FixContext): Located<DerivedInput> | undefined {
  return context.wrapper === undefined ? undefined : partAround(context, context.wrapper.derivedInputs);
}

/** Whether the input gets what it is meant to from a parent of a type: a matcher chooses among several. */
function derives({ type, matcher }: DerivedInput, parentType: string): boolean {
  const how = derivationOf(type, parentType)?.how;
  return how !== undefined && (isBlank(matcher) || how === 'list');
}

/** Inputs declared before this one that it can be derived from. */
function possibleParents(context: FixContext): readonly string[] {
  const input = derivedAround(context);
  const { wrapper } = context;
  if (input === undefined || wrapper === undefined) return [];
  const earlier = wrapper.inputs.slice(
    0,
    wrapper.inputs.findIndex((candidate) => candidate.node === input.node),
  );
  const unique = givenOnce(wrapper.inputs.map(({ value }) => value.name));
  const fitting = earlier.filter(
    ({ value }) =>
      value.name !== input.value.name &&
      unique.has(value.name) &&
      derives(input.value, value.type) &&
      !('multiple' in value && value.multiple === true) &&
      (value.required || !input.value.required),
  );
  return fitting.map(({ value }) => value.name);
}

const chooseParent: Fixer = (context) => chooseName(context, PARENT, () => possibleParents(context));

/** Moves an input behind the one that it is derived from, which is declared further down. */
const moveBehindParent: Fixer = (context) => {
  const input = derivedAround(context);
  const parent = context.wrapper?.derivedInputs.find(
    ({ value }) => value.name === input?.value.derivedFromWrapperInput,
  );
  const list = input?.node.parent;
  if (input === undefined || parent === undefined || isDerivedFrom(parent, input, context)) return [];
  if (list?.kind !== 'array' || parent.node.parent !== list) return [];
  const [from, to] = [indexInList(input.node), indexInList(parent.node)];
  const next = from === undefined ? undefined : list.items[from + 1];
  if (from === undefined || to === undefined || to <= from || next === undefined) return [];
  const { text } = context.document;
  const separator = text.slice(input.node.end, next.start);
  if (separator.includes('#') || separator.trim() !== ',') return [];
  const moved = separator + text.slice(input.node.start, input.node.end);
  return [
    choiceFix(`Move it behind ${quoted(parent.value.name)}`, ...removeElement(context.document, list, input.node), {
      span: { start: parent.node.end, end: parent.node.end },
      newText: moved,
    }),
  ];
};

/** Whether a derived input hangs below another one, however far: then no order of the two is right. */
function isDerivedFrom(
  input: Located<DerivedInput>,
  ancestor: Located<DerivedInput>,
  { wrapper }: FixContext,
): boolean {
  const byName = new Map(wrapper?.derivedInputs.map((derived) => [derived.value.name, derived]));
  const seen = new Set<unknown>();
  let current: Located<DerivedInput> | undefined = input;
  while (current !== undefined && !seen.has(current)) {
    if (current === ancestor) return true;
    seen.add(current);
    current = byName.get(current.value.derivedFromWrapperInput ?? '');
  }
  return false;
}

const dropMultiple: Fixer = (context) => {
  const input = derivedAround(context);
  const property = propertyOf(input?.node, 'multiple');
  if (input === undefined || property === undefined) return [];
  return [choiceFix('Delete "multiple"', ...removeProperty(context.document, input.node, property))];
};

const dropFiles: Fixer = (context) => {
  const input = derivedAround(context);
  const property = propertyOf(input?.node, 'provides-files-for-command-mount');
  if (input === undefined || property === undefined || !isBlank(input.value.viaSetupCommand)) return [];
  return [
    choiceFix('Delete "provides-files-for-command-mount"', ...removeProperty(context.document, input.node, property)),
  ];
};

const chooseTarget: Fixer = (context) => {
  const input = derivedAround(context);
  if (input === undefined || context.wanted === 'safe') return [];
  return namesToFeed(context)
    .slice(0, 5)
    .map((name) =>
      choiceFix(
        `Provide its values for ${quoted(name)}`,
        setProperty(context.document, input.node, 'provides-value-for-command-input', name),
      ),
    );
};

/** The properties that give a text, of the object that the input reads one of. */
function readableProperties(context: FixContext): readonly string[] {
  const input = derivedAround(context);
  const parent = context.wrapper?.inputs.find(({ value }) => value.name === input?.value.derivedFromWrapperInput);
  if (input === undefined || parent === undefined) return [];
  const how = derivationOf(input.value.type, parent.value.type)?.how;
  const holder = how === 'property' ? parent.value.type : input.value.type;
  const readable = objectPropertiesOf(holder).filter(({ kind }) => kind === 'text' || kind === 'number');
  // What something is stored below must stay the object that its URI names.
  const isTarget = context.wrapper?.handlers.some(({ value }) => value.asAChildOf === input.value.name) ?? false;
  return isTarget ? [] : readable.map(({ name }) => name);
}

const chooseProperty: Fixer = (context) => chooseName(context, PROPERTY, () => readableProperties(context));

const useString: Fixer = (context) => {
  const property = derivedAround(context)?.value.derivedFromXnatObjectProperty;
  const parent = context.wrapper?.inputs.find(
    ({ value }) => value.name === derivedAround(context)?.value.derivedFromWrapperInput,
  );
  if (property === undefined || parent === undefined || !isBlank(derivedAround(context)?.value.matcher)) return [];
  const readable = objectPropertiesOf(parent.value.type).filter(({ kind }) => kind === 'text' || kind === 'number');
  return readable.some(({ name }) => name === property) ? setTo('type', 'string', 'choice')(context) : [];
};

const loadChildren: Fixer = (context) => {
  const project = context.wrapper === undefined ? undefined : partAround(context, context.wrapper.externalInputs);
  const property = propertyOf(project?.node, 'load-children');
  if (project === undefined || property === undefined) return [];
  return [safeFix('Delete "load-children"', ...removeProperty(context.document, project.node, property))];
};

export const DERIVED_FIXES: Readonly<Partial<Record<RuleCode, Fixer>>> = {
  'derived-from-blank': chooseParent,
  'derived-from-self': chooseParent,
  'derived-from-unknown': allFixes(moveBehindParent, chooseParent),
  'multiple-provides-files': allFixes(dropFiles, dropMultiple),
  'multiple-needs-value-target': allFixes(chooseTarget, dropMultiple),
  'derived-type-never-resolves': useString,
  'derived-property-missing': chooseProperty,
  'derived-property-unknown': chooseProperty,
  'load-children-blocks-derivation': loadChildren,
  'parser-ignored': deleteProperty('safe'),
};
