import { replaceString } from '../document/json-changes';
import { appendToList } from '../document/json-edits';
import type { StringNode } from '../document/syntax-tree';
import { escapeString } from '../document/write-json';
import { isBlank } from '../model/blank';
import { headPlace, placeOf } from '../model/located-command';
import type { QuickFix, TextEdit } from '../problem';
import { createNearest } from '../rules/nearest';
import type { RuleCode } from '../rules/registry';
import { quoted } from '../rules/wording';
import type { KeyOwner } from '../template/command-templates';
import { replacementKeyOf } from '../template/replacement-key';
import { findJsonPath } from '../template/scan-template';
import { choiceFix, type FixContext, type Fixer, setProperty } from './fix-context';
import { plainName } from './names';

/** The key that the problem's span is on: what is written there, escapes resolved. */
function keyInSpan({ document, problem }: FixContext): string {
  const written = document.text.slice(problem.span.start, problem.span.end);
  try {
    return String(JSON.parse(`"${written}"`));
  } catch {
    return written;
  }
}

/** Puts another text in the place of the problem's span, inside its string. */
function replaceSpan({ problem }: FixContext, newText: string): TextEdit {
  return { span: problem.span, newText: escapeString(newText, '"') };
}

const nearestKeyOrInput: Fixer = (context) => {
  const { templates, command, problem } = context;
  const name = keyInSpan(context).replaceAll('#', '');
  const inCommandLine = problem.pointer === `${command.pointer}/command-line`;
  const owners = [...templates.owners.values()].flat().filter(({ kind }) => !inCommandLine || kind === 'command');
  const own = owners.find(({ input }) => input.value.name === name);
  const near = createNearest(owners.map(({ input }) => input.value.name))(name);
  const meant = own ?? owners.find(({ input }) => input.value.name === near);
  if (meant === undefined) return [addInput(context, name)];
  const key = replacementKeyOf(meant.input.value);
  return [choiceFix(`Write ${quoted(key)}`, replaceSpan(context, key))];
};

/** An input for a key that is near to no other; matchers and parsers are resolved without the Command's inputs. */
function addInput({ document, command, problem }: FixContext, name: string): QuickFix | undefined {
  if (plainName(name) !== name || /\/(?:matcher|parser)$/.test(problem.pointer)) return undefined;
  const input = { name, description: '', type: 'string', required: false };
  return choiceFix(`Add an input ${quoted(name)}`, appendToList(document, command.node, 'inputs', input));
}

/** The key of a wrapper input has no place in a command line; that of a command input which it feeds has. */
const useCommandInput: Fixer = (context) => {
  const { command, templates } = context;
  const owners = (templates.owners.get(keyInSpan(context)) ?? []).filter((owner) => owner.kind === 'wrapper');
  const [owner] = owners;
  if (owner === undefined) return [];
  const fed = command.inputs.find(({ value }) => value.name === owner.input.value.providesValueForCommandInput);
  if (fed !== undefined) {
    const key = replacementKeyOf(fed.value);
    return [choiceFix(`Write ${quoted(key)}, which it feeds`, replaceSpan(context, key))];
  }
  return [addCommandInput(context, owners, owner)];
};

function addCommandInput(
  context: FixContext,
  owners: readonly KeyOwner[],
  { input: { value } }: KeyOwner,
): QuickFix | undefined {
  const { document, command } = context;
  const { name } = value;
  if (plainName(name) !== name || name === '') return undefined;
  if (command.inputs.some((input) => input.value.name === name)) return undefined;
  if (owners.some(({ input }) => !feedsNothing(input.value) || input.value.name !== name)) return undefined;
  // In a wrapper with two of that name, or with one that feeds an input that is not there yet, the later would win.
  const feeding = command.wrappers.map(({ inputs }) =>
    inputs.filter(({ value: { name: own, providesValueForCommandInput: fed } }) => own === name || fed === name),
  );
  if (feeding.some((inputs) => inputs.length > 1)) return undefined;
  return choiceFix(
    `Add an input ${quoted(name)} that it feeds`,
    appendToList(document, command.node, 'inputs', { name, description: '', type: 'string', required: false }),
    ...owners.map(({ input }) => setProperty(document, input.node, 'provides-value-for-command-input', name)),
    ...(keyInSpan(context) === `#${name}#` ? [] : [replaceSpan(context, `#${name}#`)]),
  );
}

function feedsNothing(value: KeyOwner['input']['value']): boolean {
  return !('providesValueForCommandInput' in value) || isBlank(value.providesValueForCommandInput);
}

const requireFeed: Fixer = (context) => {
  const owners = context.templates.owners.get(keyInSpan(context)) ?? [];
  const names = new Set(owners.flatMap(({ kind, input }) => (kind === 'command' ? [input.value.name] : [])));
  const feeds = context.command.wrappers.flatMap((wrapper) =>
    wrapper.derivedInputs.flatMap((input) => {
      const parent = wrapper.externalInputs.find(({ value }) => value.name === input.value.derivedFromWrapperInput);
      const isFeed = names.has(input.value.providesValueForCommandInput ?? '') && !input.value.required;
      // Below what may be missing itself, a required input is no help.
      return isFeed && (parent?.value.required ?? true) ? [input] : [];
    }),
  );
  const [feed] = feeds;
  if (feed === undefined) return [];
  return [
    choiceFix(
      feeds.length === 1 ? `Make ${quoted(feed.value.name)} required` : 'Make the inputs that feed it required',
      ...feeds.map((input) => setProperty(context.document, input.node, 'required', true)),
    ),
  ];
};

const useDefaultKey: Fixer = (context) => {
  const { command, problem, document } = context;
  const inputs = [...command.inputs, ...command.wrappers.flatMap((wrapper) => wrapper.inputs)];
  const input = inputs.find(
    (candidate) =>
      placeOf(candidate, 'replacement-key').pointer === problem.pointer ||
      (headPlace(candidate).pointer === problem.pointer && candidate.value.replacementKey === undefined),
  );
  if (input === undefined || isBlank(input.value.name)) return [];
  const key = `#${input.value.name}#`;
  if (context.templates.owners.has(key)) return [];
  const edit = setProperty(document, input.node, 'replacement-key', key);
  return [choiceFix(`Use the key ${quoted(key)}`, edit, ...keyEverywhere(context, input.value.replacementKey, key))];
};

/** Writes another key wherever a key is used that no other input has. */
function keyEverywhere(context: FixContext, old: string | undefined, key: string): readonly TextEdit[] {
  if (old === undefined || (context.templates.owners.get(old)?.length ?? 0) > 1) return [];
  return context.templates.templates.flatMap(({ place, scan }) => {
    if (!scan.keys.some((match) => match.key === old)) return [];
    return [replaceString(context.document, place.node, replaceFound(place.node, scan.keys, old, key))];
  });
}

function replaceFound(
  node: StringNode,
  matches: readonly { readonly key: string; readonly start: number; readonly end: number }[],
  old: string,
  key: string,
): string {
  let text = '';
  let from = 0;
  for (const { key: found, start, end } of matches) {
    if (found !== old || start < from) continue;
    text += node.value.slice(from, start) + key;
    from = end;
  }
  return text + node.value.slice(from);
}

const useWrapperRoot: Fixer = (context) => {
  const { node, document } = context;
  if (node.kind !== 'string') return [];
  const path = findJsonPath(node.value);
  if (path === undefined || path.root === 'wrapper' || !/^\$\.(?:name|description)$/.test(path.path)) return [];
  const text = `${node.value.slice(0, path.start + 1)}wrapper:${node.value.slice(path.start + 1)}`;
  return [choiceFix('Look it up in the wrapper', replaceString(document, node, text))];
};

export const TEMPLATE_FIXES: Readonly<Partial<Record<RuleCode, Fixer>>> = {
  'template-unknown-key': nearestKeyOrInput,
  'template-wrapper-key-in-command-line': useCommandInput,
  'template-may-stay-literal': requireFeed,
  'replacement-key-duplicate': useDefaultKey,
  'replacement-key-overlap': useDefaultKey,
  'jsonpath-command-root': useWrapperRoot,
};
