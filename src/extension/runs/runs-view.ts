import * as vscode from 'vscode';
import type { RunRecord } from '../../launch/history/run-record';
import { runFolder } from '../../launch/run-folder-names';
import { LAUNCH_FILE_ENDING } from '../../launch-file/launch-file';
import { chosenRows } from '../chosen-rows';
import { RUN_LAUNCH_FILE_COMMAND } from '../launch-file-lenses';
import { inputsAddress, logAddress, serveRunDocuments } from './run-documents';
import { childrenOf, runNode, treeItemOf, type RunCondition, type RunNode } from './run-nodes';
import { leakFile, OPEN_LEAK_COMMAND, openLeak } from './open-leak';
import { removeRuns } from './remove-runs';
import { isOwnerAlive, windowOwner } from './run-owner';
import type { RunRegistry } from './run-registry';

const VIEW = 'xnatCommands.runs';

/** How often the view looks for what other windows have done while it is in sight, in milliseconds. */
const LOOKING_AROUND = 15_000;

/** What a run is at. */
export function conditionOf({ run, owner, report }: RunRecord, runs: RunRegistry): RunCondition {
  if (runs.isOurs(run)) return 'running';
  if (report !== undefined) return 'ended';
  return owner !== windowOwner() && isOwnerAlive(owner) ? 'elsewhere' : 'lost';
}

/** Shows the runs of this machine, newest first, and what can be done with each. */
export function registerRunsView(runs: RunRegistry, log: vscode.LogOutputChannel): vscode.Disposable {
  const changed = new vscode.EventEmitter<RunNode | undefined>();
  /** The rows of runs, kept so that one of them can be told to have changed. */
  const rows = new Map<string, RunNode>();

  const view = vscode.window.createTreeView<RunNode>(VIEW, {
    canSelectMany: true,
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren(node) {
        if (node !== undefined) return [...childrenOf(node, recordOf(node))];
        return runs.records().map((record) => {
          const row = rows.get(record.run) ?? runNode(record);
          rows.set(record.run, row);
          return row;
        });
      },
      getTreeItem(node) {
        const record = recordOf(node);
        const item = treeItemOf(node, record, record === undefined ? 'ended' : conditionOf(record, runs));
        const leak = node.kind === 'leak' ? leakFile(node.leak, runFolder(runs.storage, node.run).path) : undefined;
        if (leak !== undefined) item.command = { command: OPEN_LEAK_COMMAND, title: 'Open', arguments: [leak] };
        return item;
      },
    },
  });

  const recordOf = (node: RunNode) => ('run' in node ? runs.record(node.run) : undefined);
  const changes = runs.onDidChange((run) => changed.fire(run === undefined ? undefined : rows.get(run)));

  /** A row of the run itself, none of those below it. */
  const recordOfRun = (node: RunNode) => (node.kind === 'run' ? recordOf(node) : undefined);

  /** The runs that a command is for, the one that it was called on first: given by a row, or by its name. */
  const recordsFor = (given: unknown, find: typeof recordOf): readonly RunRecord[] => {
    if (typeof given === 'string') return [runs.record(given)].filter((record) => record !== undefined);
    const { row, rows: nodes } = chosenRows(isRow(given) ? given : undefined, view.selection);
    const records = [row, ...nodes].flatMap((node) => (node && find(node)) ?? []);
    return [...new Map(records.map((record) => [record.run, record])).values()];
  };

  const register = (
    id: string,
    act: (record: RunRecord, others: readonly RunRecord[]) => unknown,
    find: typeof recordOf = recordOf,
  ) =>
    vscode.commands.registerCommand(id, async (given: unknown) => {
      const [record, ...others] = recordsFor(given, find);
      if (record === undefined) return;
      try {
        await act(record, others);
      } catch (error) {
        log.error('Something could not be done with a run.', error);
        void vscode.window.showErrorMessage(`That could not be done: ${(error as Error).message}`);
      }
    });

  let timer: NodeJS.Timeout | undefined;
  const lookAround = () => {
    clearInterval(timer);
    if (!view.visible) return;
    void runs.reload();
    timer = setInterval(() => void runs.reload(), LOOKING_AROUND);
  };
  const visibility = view.onDidChangeVisibility(lookAround);
  lookAround();

  return vscode.Disposable.from(
    view,
    changed,
    changes,
    visibility,
    { dispose: () => clearInterval(timer) },
    serveRunDocuments(runs),
    register('xnatCommands.openRunLog', (record) => showLog(record)),
    register('xnatCommands.showRunOutputs', (record) => showFolder(runFolder(runs.storage, record.run).buildPath)),
    vscode.commands.registerCommand(OPEN_LEAK_COMMAND, openLeak),
    register('xnatCommands.stopRun', (record) => runs.stop(record.run)),
    register('xnatCommands.runAgainFromHistory', (record) => runAgain(record)),
    register('xnatCommands.compareRuns', (record, others) => compare(record, others, runs)),
    register('xnatCommands.removeRun', (record, others) => remove([record, ...others], runs), recordOfRun),
  );
}

const isRow = (given: unknown): given is RunNode => typeof given === 'object' && given !== null && 'kind' in given;

async function showLog(record: RunRecord): Promise<void> {
  const document = await vscode.workspace.openTextDocument(logAddress(record));
  await vscode.window.showTextDocument(document, { preview: true });
}

/** In the file manager, or, where the editor has none, in the editor itself. */
async function showFolder(path: string): Promise<void> {
  const folder = vscode.Uri.file(path);
  const isLocal = vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
  if (isLocal) await vscode.commands.executeCommand('revealFileInOS', folder);
  else await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
}

async function runAgain({ source, wrapper, run, answers }: RunRecord): Promise<void> {
  if (source === undefined) {
    void vscode.window.showInformationMessage(
      'It is not known which file this run was launched from. Open the Command and launch it.',
    );
    return;
  }
  if (source.endsWith(LAUNCH_FILE_ENDING)) {
    await vscode.commands.executeCommand(RUN_LAUNCH_FILE_COMMAND, vscode.Uri.parse(source, true));
    return;
  }
  const known = await vscode.commands.getCommands(true);
  const command = known.includes('xnatCommands.runAgain') ? 'xnatCommands.runAgain' : 'xnatCommands.launch';
  await vscode.commands.executeCommand(command, { uri: source, wrapper, run, answers });
}

async function compare(record: RunRecord, others: readonly RunRecord[], runs: RunRegistry): Promise<void> {
  const other = others[0] ?? (await chooseOther(record, runs));
  if (other === undefined) return;
  const [older, newer] = [record, other].sort((a, b) => a.started.localeCompare(b.started));
  if (older === undefined || newer === undefined) return;
  const time = ({ started }: RunRecord) => new Date(started).toLocaleTimeString();
  const title = `Inputs of ${older.title}: ${time(older)} ↔ ${time(newer)}`;
  await vscode.commands.executeCommand('vscode.diff', inputsAddress(older), inputsAddress(newer), title);
}

/** Runs of the same Command first. */
async function chooseOther(record: RunRecord, runs: RunRegistry): Promise<RunRecord | undefined> {
  const others = runs.records().filter(({ run }) => run !== record.run);
  if (others.length === 0) {
    void vscode.window.showInformationMessage('There is no other run to compare it with.');
    return undefined;
  }
  const items = others
    .map((other) => ({
      label: other.title,
      description: `${other.status}, ${new Date(other.started).toLocaleString()}`,
      other,
    }))
    .sort((a, b) => Number(b.label === record.title) - Number(a.label === record.title));
  const title = `Compare the inputs of ${record.title} with`;
  return (await vscode.window.showQuickPick(items, { title, placeHolder: 'Choose a run' }))?.other;
}

async function remove(records: readonly RunRecord[], runs: RunRegistry): Promise<void> {
  if (records.some((record) => conditionOf(record, runs) === 'elsewhere')) {
    void vscode.window.showInformationMessage('A run of another window can only be removed there.');
    return;
  }
  await removeRuns(records, runs);
}
