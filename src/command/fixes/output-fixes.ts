import { removeElement, replaceString } from '../document/json-changes';
import { appendToList } from '../document/json-edits';
import { isBlank } from '../model/blank';
import { headPlace, placeOf } from '../model/located-command';
import { isXnatObjectType } from '../model/xnat-objects';
import type { QuickFix } from '../problem';
import { nameMeant } from '../rules/misspelt';
import type { RuleCode } from '../rules/registry';
import { quoted } from '../rules/wording';
import { chooseName, deleteProperty } from './common-fixes';
import { allFixes, choiceFix, type Fixer, partAround, setProperty, whereNamed } from './fix-context';
import { freeName, plainName, renameEdits } from './names';

/** The database has room for so many characters. */
const LONGEST = 255;

const nameOutput: Fixer = (context) => {
  const output = partAround(context, context.command.outputs);
  if (output === undefined) return [];
  const taken = new Set(context.command.outputs.map(({ value }) => value.name));
  // An output that a handler takes and nothing declares is most likely the one without a name.
  const wanted = context.command.wrappers
    .flatMap(({ handlers }) => handlers.map(({ value }) => value.acceptsCommandOutput ?? ''))
    .find((name) => name !== '' && plainName(name) === name && !taken.has(name));
  const rename = (name: string): QuickFix | undefined =>
    choiceFix(`Call it ${quoted(name)}`, setProperty(context.document, output.node, 'name', name));
  const isTwin = !isBlank(output.value.name) && context.problem.code === 'output-name-duplicate';
  const isHandled = context.command.wrappers.every(({ handlers }) =>
    handlers.some(({ value }) => value.acceptsCommandOutput === wanted),
  );
  if (wanted !== undefined && (!isTwin || isHandled)) return [rename(wanted)];
  // Under a new name it would have no handler.
  if (!isTwin || context.command.wrappers.length === 0) {
    return [rename(freeName(plainName(output.value.name ?? '') || 'output', taken, '-'))];
  }
  const list = output.node.parent;
  return list?.kind === 'array'
    ? [choiceFix('Delete this output', ...removeElement(context.document, list, output.node))]
    : [];
};

const cleanName: Fixer = (context) => {
  const output = partAround(context, context.command.outputs);
  const clean = plainName(output?.value.name ?? '');
  if (output === undefined || clean === '') return nameOutput(context);
  const name = freeName(clean, new Set(context.command.outputs.map(({ value }) => value.name)), '-');
  return [
    choiceFix(`Rename to ${quoted(name)} everywhere`, ...renameEdits(context, { kind: 'output', part: output }, name)),
  ];
};

/** Mounts that the tool can write to come alone: in the others an output can only be what came in. */
const chooseMount: Fixer = (context) => {
  const fed = new Set(
    context.command.wrappers.flatMap(({ inputs }) => inputs.map(({ value }) => value.providesFilesForCommandMount)),
  );
  const { mounts } = context.command;
  const readOnly = new Set(
    mounts.flatMap(({ value: { name, writable } }) => (!writable && fed.has(name) ? [name] : [])),
  );
  const names = mounts.map(({ value }) => value.name);
  return chooseName(context, 'mount', () => names.filter((name) => !readOnly.has(name)));
};

const createMount: Fixer = (context) => {
  const output = partAround(context, context.command.outputs);
  if (output === undefined) return [];
  const { mounts, node } = context.command;
  if ((output.value.mount?.length ?? 0) > LONGEST) return [];
  // What was meant is there, by another name.
  if (node.properties.some((property) => nameMeant(node, property) === 'mounts')) return [];
  const name = isBlank(output.value.mount)
    ? freeName('output', new Set(mounts.map(({ value }) => value.name)), '-')
    : output.value.mount;
  const path = freeName(`/${plainName(name) || 'output'}`, new Set(mounts.map(({ value }) => value.path)), '-');
  return [
    choiceFix(
      `Add a mount ${quoted(name)} at ${quoted(path)}`,
      appendToList(context.document, node, 'mounts', { name, path, writable: true }),
      ...(isBlank(output.value.mount) ? [setProperty(context.document, output.node, 'mount', name)] : []),
    ),
  ];
};

/** Stores the output as a resource of the first object that the wrapper is about. */
const handleOutput: Fixer = (context) => {
  const { command, document, problem } = context;
  const output = partAround(context, command.outputs);
  const [place] = problem.related;
  const wrapper = command.wrappers.find((candidate) =>
    [headPlace(candidate), placeOf(candidate, 'name')].some(({ span }) => span.start === place?.span.start),
  );
  const name = output?.value.name;
  if (wrapper === undefined || name === undefined || isBlank(name) || name.length > LONGEST) return [];
  const external = wrapper.externalInputs.find(
    ({ value }) => isXnatObjectType(value.type) && !/^(?:Resource|File)$/.test(value.type) && value.required,
  );
  if (external === undefined || isBlank(external.value.name) || external.value.name.length > LONGEST) return [];
  const handler = freeName(plainName(name) || 'handler', new Set(wrapper.handlers.map(({ value }) => value.name)), '-');
  return [
    choiceFix(
      `Store it as a resource of ${quoted(external.value.name)}`,
      appendToList(document, wrapper.node, 'output-handlers', {
        name: handler,
        'accepts-command-output': name,
        'as-a-child-of': external.value.name,
        type: 'Resource',
        label: labelOf(name),
      }),
    ),
  ];
};

/** Resources are called in capitals by custom: `DICOM`, `NIFTI`. */
export function labelOf(name: string): string {
  return name.toUpperCase().replaceAll(/[^A-Z0-9_-]+/g, '_');
}

const makeWritable: Fixer = (context) => {
  const output = partAround(context, context.command.outputs);
  const mount = context.command.mounts.find(({ value }) => value.name === output?.value.mount);
  if (mount === undefined) return [];
  return [
    choiceFix(
      `Make the mount ${quoted(mount.value.name)} writable`,
      setProperty(context.document, mount.node, 'writable', true),
    ),
  ];
};

const makeRelative: Fixer = (context) => {
  const { document, node, command } = context;
  const output = partAround(context, command.outputs);
  if (node.kind !== 'string') return [];
  const mount = command.mounts.find(({ value }) => value.name === output?.value.mount)?.value.path;
  const inMount =
    mount !== undefined && (node.value === mount || node.value.startsWith(`${mount.replace(/\/$/, '')}/`));
  const path = (inMount ? node.value.slice(mount.length) : node.value).replace(/^\/+/, '');
  if (path.split('/').includes('..')) return [];
  return [choiceFix(`Write ${quoted(path)}`, replaceString(document, node, path))];
};

/** Takes the steps upwards out of a path, each with the folder it leaves. */
const stayInMount: Fixer = ({ document, node }) => {
  if (node.kind !== 'string') return [];
  const steps: string[] = [];
  for (const step of node.value.split('/')) {
    if (step === '..') steps.pop();
    else steps.push(step);
  }
  const path = steps.join('/');
  return [choiceFix(`Write ${quoted(path)}`, replaceString(document, node, path))];
};

export const OUTPUT_FIXES: Readonly<Partial<Record<RuleCode, Fixer>>> = {
  'output-name-blank': nameOutput,
  'output-name-chars': cleanName,
  'output-name-duplicate': whereNamed(nameOutput),
  'output-mount-blank': allFixes(chooseMount, createMount),
  'output-mount-unknown': allFixes(chooseMount, createMount),
  'output-not-handled': handleOutput,
  'output-mount-readonly': makeWritable,
  'output-glob-ignored': deleteProperty('safe'),
  'output-path-absolute': makeRelative,
  'output-path-parent': stayInMount,
};
