import { replaceString } from '../document/json-changes';
import { isBlank } from '../model/blank';
import type { LocatedCommand, LocatedWrapper } from '../model/located-command';
import { isMountable } from '../model/xnat-objects';
import type { RuleCode } from '../rules/registry';
import { quoted } from '../rules/wording';
import {
  allFixes,
  choiceFix,
  type FixContext,
  type Fixer,
  partAround,
  safeFix,
  setProperty,
  whereNamed,
} from './fix-context';
import { freeName, plainName, renameEdits } from './names';

/** The names of mounts that inputs feed and outputs are in. */
function wantedMounts({ command }: FixContext): readonly string[] {
  const feeding = command.wrappers.flatMap(({ inputs }) =>
    inputs.filter(({ value }) => isMountable(value.type, 'derived')),
  );
  return namesOfMounts(feeding, command.outputs).filter((name) => name.length <= 255);
}

function namesOfMounts(inputs: LocatedWrapper['inputs'], outputs: LocatedCommand['outputs']): readonly string[] {
  const fed = inputs.map(({ value }) => value.providesFilesForCommandMount);
  const read = outputs.map(({ value }) => value.mount);
  return [...fed, ...read].flatMap((name) => (isBlank(name) ? [] : [name]));
}

/** Gives a mount a name of its own; nothing refers to it yet, or it is not it that is referred to. */
const nameMount: Fixer = (context) => {
  const mount = partAround(context, context.command.mounts);
  if (mount === undefined) return [];
  const taken = new Set(context.command.mounts.map(({ value }) => value.name));
  // A mount that is asked for and not there is most likely the one without a name.
  const wanted = wantedMounts(context).find((name) => !taken.has(name));
  const base =
    [mount.value.name, mount.value.path?.split('/').at(-1) ?? '', 'mount'].map(plainName).find(isGiven) ?? 'mount';
  const name = wanted ?? freeName(base, taken, '-');
  return [choiceFix(`Call it ${quoted(name)}`, setProperty(context.document, mount.node, 'name', name))];
};

function isGiven(name: string): boolean {
  return name !== '';
}

const addPath: Fixer = (context) => {
  const mount = partAround(context, context.command.mounts);
  if (mount === undefined) return [];
  const taken = new Set(context.command.mounts.map(({ value }) => value.path));
  const path = freeName(`/${plainName(mount.value.name) || 'data'}`, taken, '-');
  return [choiceFix(`Mount it at ${quoted(path)}`, setProperty(context.document, mount.node, 'path', path))];
};

const makeAbsolute: Fixer = ({ document, command, node }) => {
  if (node.kind !== 'string') return [];
  const path = `/${node.value.replace(/^\.?\/*/, '')}`;
  if (path === '/' || command.mounts.some(({ value }) => value.path === path)) return [];
  return [safeFix(`Write ${quoted(path)}`, replaceString(document, node, path))];
};

const nameForKubernetes: Fixer = (context) => {
  const mount = partAround(context, context.command.mounts);
  if (mount === undefined || isBlank(mount.value.name)) return [];
  const names = context.command.mounts.map(({ value }) => value.name);
  const clean = mount.value.name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  if (clean === '' || names.filter((name) => name === mount.value.name).length > 1) return [];
  // What names a mount that there is not must not come to mean this one.
  const named = namesOfMounts(
    context.command.wrappers.flatMap(({ inputs }) => inputs),
    context.command.outputs,
  );
  const name = freeName(clean, new Set([...names, ...named]), '-');
  return [
    choiceFix(`Rename to ${quoted(name)} everywhere`, ...renameEdits(context, { kind: 'mount', part: mount }, name)),
  ];
};

export const MOUNT_FIXES: Readonly<Partial<Record<RuleCode, Fixer>>> = {
  'mount-name-blank': nameMount,
  'mount-name-duplicate': whereNamed(nameMount),
  'mount-path-blank': addPath,
  'mount-path-duplicate': addPath,
  'mount-path-relative': makeAbsolute,
  'mount-path-invalid': allFixes(addPath),
  'mount-name-k8s': nameForKubernetes,
};
