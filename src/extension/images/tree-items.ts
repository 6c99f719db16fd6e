import * as vscode from 'vscode';
import type { LabelReading } from '../../command/label/read-label';
import { COMMANDS_LABEL } from '../../command/label/write-label';
import type { UnreachableCause } from '../../launch/engine';
import { hasCommands } from './arrange-images';
import type { HostState } from './host-images';
import { hasChildren } from './label-rows';
import type { ImageOfHost, Part, RowContent } from './row';
import type { Row } from './row-tree';
import { ageText, counted, sizeText } from './wording';

/** What a click on a row runs, with the row. */
export interface RowCommands {
  readonly open: string;
  /** On what is wrong with a host. */
  readonly explain: string;
}

/** How a row is drawn. What takes a question to the engine is left to `resolveTooltip`. */
export function treeItemOf(row: Row, commands: RowCommands): vscode.TreeItem {
  const look = lookOf(row.content);
  const item = new vscode.TreeItem(look.label, stateOf(row.content));
  item.id = row.id;
  item.iconPath = new vscode.ThemeIcon(look.icon);
  item.contextValue = look.context ?? row.content.kind;
  if (look.description !== undefined) item.description = look.description;
  if (look.tooltip !== undefined) item.tooltip = look.tooltip;
  item.accessibilityInformation = {
    label: [look.label, look.spoken, look.description].filter((text) => text !== undefined && text !== '').join(', '),
  };
  const { kind } = row.content;
  if (kind === 'command' || kind === 'wrapper' || kind === 'broken-label') {
    item.command = { command: commands.open, title: 'Open', arguments: [row] };
  }
  if (kind === 'failure') item.command = { command: commands.explain, title: 'Say what is wrong', arguments: [row] };
  return item;
}

function stateOf(content: RowContent): vscode.TreeItemCollapsibleState {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  if (!hasChildren(content)) return None;
  return content.kind === 'host' && content.isCurrent ? Expanded : Collapsed;
}

interface Look {
  readonly label: string;
  readonly icon: string;
  readonly description?: string;
  readonly tooltip?: string;
  /** What a screen reader says behind the label, for what a person sees in the icon. */
  readonly spoken?: string;
  /** The context value, where the kind does not say enough for the menus. */
  readonly context?: string;
}

function lookOf(content: RowContent): Look {
  switch (content.kind) {
    case 'host':
      return hostLook(content);
    case 'failure':
      return failureLook(content.failure);
    case 'repository':
      return {
        label: content.name,
        icon: 'folder',
        description: counted(content.count, 'image'),
        spoken: content.hasCommands ? 'repository with Commands' : 'repository',
      };
    case 'dangling':
      return { label: 'Without a name', icon: 'question', description: counted(content.count, 'image') };
    case 'image':
      return imageLook(content);
    case 'broken-label':
      return {
        label: `${COMMANDS_LABEL} cannot be read`,
        icon: 'error',
        description: content.fault.reason,
        tooltip: faultText(content.fault),
        spoken: 'error',
      };
    case 'command': {
      const { command, refusal } = content.labelled;
      return {
        label: command.name ?? '(no name)',
        icon: refusal === undefined ? 'symbol-method' : 'error',
        description: refusal ?? `Command${command.version === undefined ? '' : `, version ${command.version}`}`,
        tooltip: [command.label, command.description, refusal, command.commandLine]
          .filter((text) => text !== undefined && text !== '')
          .join('\n\n'),
        spoken: refusal === undefined ? 'Command' : 'Command that XNAT refuses',
        context: command.type === 'docker' ? 'command launchable' : 'command',
      };
    }
    case 'wrapper': {
      const { wrapper, labelled } = content;
      return {
        label: wrapper.name,
        icon: 'symbol-interface',
        description: wrapper.contexts.join(', '),
        tooltip: [wrapper.label, wrapper.description].filter((text) => text !== undefined && text !== '').join('\n\n'),
        spoken: 'wrapper',
        context: labelled.command.type === 'docker' ? 'wrapper launchable' : 'wrapper',
      };
    }
    case 'part':
      return partLook(content.part);
    case 'labels':
      return { label: 'Other labels', icon: 'tag', description: String(content.labels.length) };
    case 'label':
      return {
        label: content.key,
        icon: 'tag',
        description: content.value,
        tooltip: `${content.key}: ${content.value}`,
        spoken: 'label',
      };
  }
}

type Failure = Extract<RowContent, { readonly kind: 'failure' }>['failure'];

/** A row is narrow and shows the cause; where and what to do are in the tooltip, and said in full on a click. */
const failureLook = (failure: Failure): Look => ({
  label: FAILURES[failure.kind === 'unreachable' ? failure.cause : failure.kind],
  icon: 'error',
  tooltip: failure.message,
  spoken: `error: ${failure.message}`,
});

const FAILURES: Readonly<Record<UnreachableCause | Exclude<Failure['kind'], 'unreachable'>, string>> = {
  'not-running': 'Not running',
  'no-permission': 'No permission',
  certificate: 'Certificates do not fit',
  'unknown-host': 'Unknown host',
  'time-out': 'No answer in time',
  'not-docker': 'Not a Docker engine',
  version: 'Too old',
  settings: 'Wrong settings',
  unknown: 'Cannot be reached',
  lost: 'Connection broke off',
  refused: 'Refused',
  'image-missing': 'Refused',
};

function hostLook({ host, state, isCurrent }: RowContent & { readonly kind: 'host' }): Look {
  const address = host.search.ok ? host.search.candidates[0].address : host.search.address;
  const description = [address === host.name ? '' : address, describeState(state)].filter((text) => text !== '');
  return {
    label: host.name,
    icon: state.kind === 'failed' ? 'debug-disconnect' : isCurrent ? 'vm-active' : 'vm',
    description: description.join(' · '),
    tooltip: [
      host.name,
      address,
      host.description,
      state.kind === 'failed' ? state.failure.message : describeState(state),
      isCurrent ? 'The current Docker host: launches and pulls go there.' : '',
    ]
      .filter((text) => text !== '')
      .join('\n'),
    spoken: isCurrent ? 'current Docker host' : 'Docker host',
    context: [
      'host',
      isCurrent ? 'current' : 'other',
      host.kind === 'listed' ? 'listed' : '',
      state.kind === 'connected' ? 'connected' : '',
    ]
      .join(' ')
      .trim(),
  };
}

function describeState(state: HostState): string {
  switch (state.kind) {
    case 'not-asked':
      return '';
    case 'connecting':
      return 'connecting…';
    case 'connected':
      return `${state.connection.version.product} ${state.connection.version.engine}`;
    case 'failed':
      return 'not available';
  }
}

function imageLook({ image, title, name, reading }: RowContent & { readonly kind: 'image' }): Look {
  const others = image.tags.filter((tag) => tag !== name);
  const trouble = troubleOf(reading);
  const commands = reading?.ok === true ? counted(reading.commands.length, 'Command') : undefined;
  return {
    label: title,
    icon: trouble !== undefined ? 'warning' : hasCommands(image) ? 'package' : 'circle-outline',
    description: [trouble, ...others, sizeText(image.size), ageText(image.created)]
      .filter((text) => text !== undefined)
      .join(' · '),
    spoken: hasCommands(image) ? ['image with', commands ?? 'Commands'].join(' ') : 'image',
    context: ['image', hasCommands(image) ? 'commands' : '', name === undefined ? 'dangling' : 'named']
      .filter((word) => word !== '')
      .join(' '),
  };
}

/** What a person should know of a label before opening its row. */
function troubleOf(reading: LabelReading | undefined): string | undefined {
  if (reading === undefined) return undefined;
  if (!reading.ok) return 'broken label';
  const refused = reading.commands.filter(({ refusal }) => refusal !== undefined).length;
  return refused === 0 ? undefined : `${counted(refused, 'Command')} refused`;
}

const PART_ICONS: Readonly<Record<Part['is'], string>> = {
  input: 'symbol-parameter',
  'external input': 'arrow-right',
  'derived input': 'arrow-small-right',
  output: 'output',
  'output handler': 'arrow-left',
  secret: 'key',
};

const partLook = ({ is, name, description, details }: Part): Look => ({
  label: name,
  icon: PART_ICONS[is],
  description,
  tooltip: [`${is.charAt(0).toUpperCase()}${is.slice(1)} ${name}`, description, ...details].join('\n'),
  spoken: is,
});

/** Where and why a label is broken, in lines. */
export function faultText({ reason, origin, line, column, excerpt }: FaultOfLabel): string {
  return [reason, `Line ${line}, column ${column}: ${excerpt}`, origin]
    .filter((text) => text !== undefined)
    .join('\n\n');
}

type FaultOfLabel = Extract<LabelReading, { readonly ok: false }>['fault'];

/** What is shown of an image when the mouse rests on it. */
export function imageTooltip(
  { image }: ImageOfHost,
  platform: string | undefined,
  reading: LabelReading | undefined,
): string {
  return [
    ...(image.tags.length > 0 ? image.tags : ['Without a name']),
    image.id,
    [platform, sizeText(image.size), `created ${image.created.toLocaleString()}`]
      .filter((text) => text !== undefined)
      .join(' · '),
    reading?.ok === false ? `${COMMANDS_LABEL} cannot be read. ${faultText(reading.fault)}` : undefined,
  ]
    .filter((text) => text !== undefined)
    .join('\n');
}
