import * as vscode from 'vscode';
import type { RunRecord } from '../../launch/history/run-record';
import type { OutputReport, UploadedFile } from '../../launch/outputs/output-report';
import type { Leak } from '../../launch/leaks/leak-report';
import type { StepReport } from '../../launch/run/launch-event';
import { exitCodeMeaning } from '../../launch/verdict/exit-codes';
import { describeLeak } from '../../launch/verdict/leak-words';
import { describeMarks, describeResult, describeTarget } from '../../launch/verdict/output-words';
import { describeBytes, describeDuration } from '../../launch/verdict/quantities';
import { shortLabel } from './short-label';

/** What a run is at, as the view and its menus tell it apart. `elsewhere`: another window is at it. `lost`: nobody is. */
export type RunCondition = 'running' | 'elsewhere' | 'lost' | 'ended';

/** A row of the Runs view. Ids are stable, so that what is open and selected stays so. */
export type RunNode =
  | { readonly kind: 'run'; readonly id: string; readonly run: string }
  | { readonly kind: 'group'; readonly id: string; readonly run: string; readonly group: Group }
  | { readonly kind: 'log'; readonly id: string; readonly run: string }
  | { readonly kind: 'fact'; readonly id: string; readonly name: string; readonly value: string; readonly icon: string }
  | { readonly kind: 'step'; readonly id: string; readonly report: StepReport }
  | { readonly kind: 'output'; readonly id: string; readonly run: string; readonly output: OutputReport }
  | { readonly kind: 'output-file'; readonly id: string; readonly from: string; readonly file: UploadedFile }
  | { readonly kind: 'leak'; readonly id: string; readonly run: string; readonly leak: Leak };

type Group = 'Inputs' | 'Steps' | 'Outputs' | 'Leaks';

export const runNode = ({ run }: RunRecord): RunNode => ({ kind: 'run', id: run, run });

/** The rows below a row. */
export function childrenOf(node: RunNode, record: RunRecord | undefined): readonly RunNode[] {
  if (node.kind === 'output' && node.output.result.kind === 'upload') {
    const { from, files, more } = node.output.result;
    return [
      ...files.map((file, index): RunNode => ({ kind: 'output-file', id: `${node.id}/${index}`, from, file })),
      ...(more > 0 ? [fact(`${node.id}/more`, 'Further files', String(more), 'ellipsis')] : []),
    ];
  }
  if (record === undefined) return [];
  if (node.kind === 'run') return partsOf(node, record);
  return node.kind === 'group' ? membersOf(node, record) : [];
}

function partsOf({ id, run }: { readonly id: string; readonly run: string }, record: RunRecord): readonly RunNode[] {
  const group = (name: Group): RunNode => ({ kind: 'group', id: `${id}/${name}`, run, group: name });
  const checks = record.report?.checks;
  return [
    ...(record.inputs.length > 0 ? [group('Inputs')] : []),
    ...(record.steps.length > 0 ? [group('Steps')] : []),
    { kind: 'log', id: `${id}/log`, run },
    ...(checks?.uploads !== undefined && checks.uploads.outputs.length > 0 ? [group('Outputs')] : []),
    ...(checks !== undefined && checks.leaks.leaks.length > 0 ? [group('Leaks')] : []),
  ];
}

function membersOf({ id, run, group }: RunNode & { readonly kind: 'group' }, record: RunRecord): readonly RunNode[] {
  switch (group) {
    case 'Inputs':
      return record.inputs.map(({ name, value, kept }) => {
        const shown = kept === 'hidden' ? 'hidden' : (value ?? 'no value');
        return fact(`${id}/${name}`, name, shown, kept === 'hidden' ? 'lock' : 'symbol-parameter');
      });
    case 'Steps':
      return record.steps.map((report) => ({ kind: 'step', id: `${id}/${report.step.id}`, report }));
    case 'Outputs':
      return (record.report?.checks?.uploads?.outputs ?? []).map((output) => ({
        kind: 'output',
        id: `${id}/${output.name}`,
        run,
        output,
      }));
    case 'Leaks':
      return (record.report?.checks?.leaks.leaks ?? []).map((leak, index) => ({
        kind: 'leak',
        id: `${id}/${index}`,
        run,
        leak,
      }));
  }
}

const fact = (id: string, name: string, value: string, icon: string): RunNode => ({
  kind: 'fact',
  id,
  name,
  value,
  icon,
});

/** A row as the editor shows it. */
export function treeItemOf(node: RunNode, record: RunRecord | undefined, condition: RunCondition): vscode.TreeItem {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  switch (node.kind) {
    case 'run':
      return record === undefined ? row(node, 'Run', 'history', None) : runItem(node, record, condition);
    case 'group':
      return row(node, node.group, GROUP_ICONS[node.group], Collapsed);
    case 'log': {
      const item = row(node, 'Log', 'output', None);
      item.command = { command: 'xnatCommands.openRunLog', title: 'Open log', arguments: [node] };
      return item;
    }
    case 'fact': {
      const item = row(node, node.name, node.icon, None, node.value);
      item.tooltip = `${node.name}: ${node.value}`;
      return item;
    }
    case 'step':
      return stepItem(node, node.report);
    case 'output':
      return outputItem(node, node.output);
    case 'output-file': {
      const item = row(node, node.file.path, 'file', None, describeBytes(node.file.size));
      const target = vscode.Uri.joinPath(vscode.Uri.file(node.from), node.file.path);
      item.command = { command: 'vscode.open', title: 'Open', arguments: [target] };
      return item;
    }
    case 'leak': {
      const item = row(node, node.leak.secret, 'warning', None, describeLeak(node.leak));
      item.tooltip = describeLeak(node.leak);
      if (node.leak.place.kind === 'log') {
        item.command = { command: 'xnatCommands.openRunLog', title: 'Open log', arguments: [node] };
      }
      return item;
    }
  }
}

const GROUP_ICONS: Record<Group, string> = {
  Inputs: 'symbol-parameter',
  Steps: 'list-ordered',
  Outputs: 'files',
  Leaks: 'warning',
};

function runItem(node: RunNode, record: RunRecord, condition: RunCondition): vscode.TreeItem {
  const { started, status, report, verdict } = record;
  const time = new Date(started);
  const item = row(node, record.title, iconOf(record, condition), vscode.TreeItemCollapsibleState.Collapsed);
  const state = STATES[condition] ?? status;
  const duration = report === undefined ? '' : ` · ${describeDuration(report.durationMs)}`;
  item.description = `${state}${duration} · ${clock(time)}`;
  const place = condition === 'elsewhere' ? '\nIt can be stopped in the window that it was started in.' : '';
  const detail = verdict?.message ?? `${record.commandLine}${place}`;
  item.tooltip = new vscode.MarkdownString().appendText(
    `${record.title}, ${record.wrapper}\n${time.toLocaleString()}\n\n${detail}`,
  );
  item.contextValue = `run ${condition}`;
  item.accessibilityInformation = {
    label: `Run of ${record.title}, ${state}${duration}, started ${time.toLocaleString()}`,
  };
  return item;
}

/** What takes the place of a status that nobody keeps up to date here. */
const STATES: Partial<Record<RunCondition, string>> = { lost: 'Interrupted', elsewhere: 'In another window' };

/** With the date when it was not today. */
function clock(time: Date): string {
  const hours = time.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
  return time.toDateString() === new Date().toDateString() ? hours : `${time.toLocaleDateString()} ${hours}`;
}

function iconOf({ status, verdict }: RunRecord, condition: RunCondition): vscode.ThemeIcon {
  if (condition === 'running') return new vscode.ThemeIcon('loading~spin');
  if (condition === 'elsewhere') return new vscode.ThemeIcon('multiple-windows');
  if (condition === 'lost') return new vscode.ThemeIcon('debug-disconnect');
  if (status === 'Failed (Killed)') return new vscode.ThemeIcon('circle-slash');
  if (status !== 'Complete') return new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed'));
  return verdict?.kind === 'trouble'
    ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'))
    : new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'));
}

const STEP_ICONS: Record<StepReport['result'], string> = {
  done: 'check',
  failed: 'error',
  stopped: 'circle-slash',
  skipped: 'debug-step-over',
};

function stepItem(node: RunNode, { step, result, message, durationMs, container }: StepReport): vscode.TreeItem {
  const exit = container?.exit;
  const meaning = exit && exitCodeMeaning(exit);
  const facts = [
    result === 'done' ? undefined : result,
    exit === undefined ? undefined : `exit code ${exit.exitCode}${meaning === undefined ? '' : ` (${meaning})`}`,
    container?.peakMemory === undefined ? undefined : describeBytes(container.peakMemory),
    result === 'skipped' ? undefined : describeDuration(durationMs),
  ].filter((each) => each !== undefined);
  const item = row(node, step.title, STEP_ICONS[result], vscode.TreeItemCollapsibleState.None, facts.join(' · '));
  if (message !== undefined) item.tooltip = `${step.title}: ${message}`;
  return item;
}

function outputItem(node: RunNode, output: OutputReport): vscode.TreeItem {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const { result, notes, required, name } = output;
  const failed = result.kind === 'failure';
  const icon = failed ? (required ? 'error' : 'circle-slash') : 'cloud-upload';
  const item = row(node, name, icon, failed || result.files.length === 0 ? None : Collapsed);
  item.description = `${describeResult(output)} → ${describeTarget(output)}`;
  const words = failed ? [result.message, result.explanation] : [];
  item.tooltip = [name, describeTarget(output), describeMarks(output), ...words, ...notes]
    .filter((line) => line !== '')
    .join('\n');
  return item;
}

function row(
  node: RunNode,
  label: string,
  icon: string | vscode.ThemeIcon,
  state: vscode.TreeItemCollapsibleState,
  description?: string,
): vscode.TreeItem {
  const item = new vscode.TreeItem(shortLabel(label), state);
  item.id = node.id;
  if (item.label !== label) item.tooltip = label;
  item.iconPath = typeof icon === 'string' ? new vscode.ThemeIcon(icon) : icon;
  item.contextValue = node.kind;
  if (description !== undefined) item.description = description;
  return item;
}
