import { hasTag, readImageReference, storedImage } from '../image-reference';
import { removeProperty, replaceString, replaceValue } from '../document/json-changes';
import { propertyOf, valueOf } from '../document/navigation';
import { isBlank } from '../model/blank';
import { entriesOf } from '../model/located-command';
import { COMMAND_TYPES, VISIBILITIES } from '../model/vocabulary';
import type { RuleCode } from '../rules/registry';
import { quoted } from '../rules/wording';
import { replacementKeyOf } from '../template/replacement-key';
import { trimEndOf } from '../trim-end';
import { chooseWord, deleteProperty, setTo } from './common-fixes';
import { allFixes, choiceFix, type Fixer, safeFix, setProperty } from './fix-context';
import { plainName } from './names';

const addName: Fixer = ({ document, command }) => {
  const repository = command.value.image?.split('/').at(-1)?.split(/[:@]/)[0] ?? '';
  const name = plainName(repository) || 'tool';
  return [choiceFix(`Call it ${quoted(name)}`, setProperty(document, command.node, 'name', name))];
};

const addImage: Fixer = ({ document, command }) => [
  choiceFix('Add an image', setProperty(document, command.node, 'image', 'organisation/tool:1.0')),
];

const appendTag: Fixer = ({ document, command, node, problem }) => {
  if (node.kind !== 'string' || command.mode === 'label' || !readImageReference(node.value).valid) return [];
  const make = problem.code === 'image-tag-implicit' ? safeFix : choiceFix;
  return hasTag(node.value) ? [] : [make('Append ":latest"', replaceString(document, node, `${node.value}:latest`))];
};

const cleanImage: Fixer = ({ document, node }) => {
  if (node.kind !== 'string') return [];
  const trimmed = node.value.trim().replace(/:$/, '');
  const lower = trimmed.replace(/^[^:@]*/, (repository) => repository.toLowerCase());
  const clean = [trimmed, lower].find((image) => image !== node.value && readImageReference(image).valid);
  if (clean === undefined) return [];
  const withTag = storedImage(clean);
  return [choiceFix(`Write ${quoted(withTag)}`, replaceString(document, node, withTag))];
};

const raiseVersion: Fixer = ({ document, node, command }) => {
  const { version } = command.value;
  if (node.kind !== 'object' || version === undefined) return [];
  const next = /\d+$/.test(version) ? version.replace(/\d+$/, (digits) => String(Number(digits) + 1)) : `${version}.1`;
  return [choiceFix(`Raise its version to ${quoted(next)}`, setProperty(document, node, 'version', next))];
};

const overrideEntrypoint: Fixer = ({ document, command }) => {
  if (command.value.type !== 'docker') return [];
  const edit = setProperty(document, command.node, 'override-entrypoint', true);
  return [choiceFix('Run the line through a shell ("override-entrypoint": true)', edit)];
};

const swapMemory: Fixer = ({ document, command }) => {
  const reserve = valueOf(command.node, 'reserve-memory');
  const limit = valueOf(command.node, 'limit-memory');
  if (reserve === undefined || limit === undefined) return [];
  const text = (node: typeof reserve): string => document.text.slice(node.start, node.end);
  return [
    choiceFix(
      'Swap reservation and limit',
      { span: { start: reserve.start, end: reserve.end }, newText: text(limit) },
      { span: { start: limit.start, end: limit.end }, newText: text(reserve) },
    ),
  ];
};

const convertAmount: Fixer = ({ document, command, node, property }) => {
  const { reserveMemory, limitMemory, shmSize } = command.value;
  const key = property?.key.value;
  const value = key === 'shm-size' ? shmSize : key === 'limit-memory' ? limitMemory : reserveMemory;
  if (value === undefined || value <= 0n || key === 'limit-cpu') return [];
  const converted = key === 'shm-size' ? value * 1_048_576n : value / 1_048_576n;
  // Only what is then plainly right: a MiB or more of shared memory, and no more memory than machines have.
  if (converted < 1n || converted > 4_194_304n * (key === 'shm-size' ? 1_048_576n : 1n)) return [];
  const title = key === 'shm-size' ? `Write ${converted} bytes` : `Write ${converted} MiB`;
  return [choiceFix(title, replaceValue(document, node, Number(converted)))];
};

const renameIpcMode: Fixer = ({ document, command }) => {
  const property = propertyOf(command.node, 'ipcMode');
  if (property === undefined) return [];
  if (propertyOf(command.node, 'ipc-mode') !== undefined) {
    return [safeFix('Delete "ipcMode"', ...removeProperty(document, command.node, property))];
  }
  return [safeFix('Rename to "ipc-mode"', replaceString(document, property.key, 'ipc-mode'))];
};

const cleanContainerName: Fixer = ({ document, node, templates }) => {
  if (node.kind !== 'string' || templates.isTemplate(node.value)) return [];
  const allowed = node.value.replaceAll(/[^a-zA-Z0-9_.-]+/g, '-').replace(/^[^a-zA-Z0-9]+/, '');
  const clean = trimEndOf(allowed, '-');
  return clean.length < 2 ? [] : [choiceFix(`Write ${quoted(clean)}`, replaceString(document, node, clean))];
};

const appendKey: Fixer = ({ document, command, node }) => {
  const input = command.inputs[0] ?? command.wrappers[0]?.inputs[0];
  if (node.kind !== 'string' || input === undefined || isBlank(input.value.name)) return [];
  const name = `${node.value}-${replacementKeyOf(input.value)}`;
  return [choiceFix(`Write ${quoted(name)}`, replaceString(document, node, name))];
};

const joinUlimit: Fixer = ({ document, command, problem }) => {
  const entry = entriesOf(command, 'ulimits').find(({ pointer }) => pointer === problem.pointer);
  if (entry?.value?.kind !== 'string') return [];
  const [soft, hard] = entry.value.value.split(/[^0-9-]+/).filter((part) => /^-?\d+$/.test(part));
  if (soft === undefined) return [];
  const limit = hard === undefined ? soft : `${soft}:${hard}`;
  return [choiceFix(`Write ${quoted(limit)}`, replaceValue(document, entry.value, limit))];
};

/** A Command with wrappers, inputs or the like can be no setup or wrapup Command. */
const chooseType: Fixer = (context) => {
  const { mounts, inputs, outputs, wrappers, environmentVariables, ports, secrets } = context.command.value;
  const sizes = [mounts, inputs, outputs, wrappers, secrets].map(({ length }) => length);
  const isBare = [...sizes, environmentVariables.size, ports.size].every((size) => size === 0);
  return chooseWord('type', isBare ? COMMAND_TYPES : ['docker'])(context);
};

export const COMMAND_FIXES: Readonly<Partial<Record<RuleCode, Fixer>>> = {
  'command-name-blank': addName,
  'command-type-unknown': chooseType,
  'visibility-unknown': chooseWord('visibility', VISIBILITIES),
  'version-missing': setTo('version', '1.0', 'choice'),
  'schema-version-unexpected': setTo('schema-version', '1.0', 'safe'),
  'forbidden-in-setup-wrapup': deleteProperty('choice'),
  'setup-wrapup-property-ignored': deleteProperty('safe'),
  'duplicate-command': raiseVersion,
  'image-blank': addImage,
  'image-tag-missing': appendTag,
  'image-tag-implicit': appendTag,
  'image-invalid-reference': cleanImage,
  'command-line-missing': setTo('command-line', '', 'choice', "Run the image's own command"),
  'shell-syntax-without-shell': overrideEntrypoint,
  'memory-reserve-exceeds-limit': swapMemory,
  'resource-value-suspicious': allFixes(convertAmount, deleteProperty('choice')),
  'ulimit-format': joinUlimit,
  'ulimit-format-unchecked': joinUlimit,
  'ulimit-not-numeric': joinUlimit,
  'gpus-no-effect': deleteProperty('choice'),
  'ipcmode-alias': renameIpcMode,
  'container-name-invalid': cleanContainerName,
  'container-name-static': allFixes(appendKey, deleteProperty('choice')),
};
