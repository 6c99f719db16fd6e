import * as vscode from 'vscode';
import { logText } from '../../launch/history/log-text';
import type { RunRecord } from '../../launch/history/run-record';
import { runFolder } from '../../launch/run-folder-names';
import type { RunRegistry } from './run-registry';

const SCHEME = 'xnat-run';

/** The address of a run's log, and of its inputs, as read-only documents. */
const addressOf = ({ run, title }: RunRecord, name: string) =>
  vscode.Uri.from({ scheme: SCHEME, path: `/${title.replaceAll('/', '_')}/${name}`, query: run });

export const logAddress = (record: RunRecord) => addressOf(record, 'log.txt');
export const inputsAddress = (record: RunRecord) => addressOf(record, 'inputs.txt');

/** Serves logs and inputs of runs as documents, and keeps those of a run up to date that is under way. */
export function serveRunDocuments(runs: RunRegistry): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    async provideTextDocumentContent({ path, query }) {
      const record = runs.record(query);
      if (record === undefined) return 'This run was removed.';
      if (path.endsWith('/inputs.txt')) return inputsText(record);
      const titles = new Map(record.steps.map(({ step }) => [step.id, step.title]));
      const text = await logText(runFolder(runs.storage, query).logs, (step) => titles.get(step) ?? step);
      return text === '' ? 'Nothing was written to the log.' : text;
    },
  });
  const changes = runs.onDidChange((run) => {
    const record = run === undefined ? undefined : runs.record(run);
    if (record !== undefined) changed.fire(logAddress(record));
  });
  return vscode.Disposable.from(provider, changed, changes);
}

/** What a run was given, line by line, so that two can be compared. */
function inputsText({ title, wrapper, image, commandLine, inputs, secrets }: RunRecord): string {
  const lines = [
    `command: ${title}`,
    `wrapper: ${wrapper}`,
    `image: ${image}`,
    `command line: ${commandLine}`,
    '',
    'inputs:',
    ...inputs.map(({ name, value, kept }) => `  ${name}: ${kept === 'hidden' ? '(hidden)' : (value ?? '(no value)')}`),
    '',
    'secrets:',
    ...secrets.map(({ source, destination }) => `  ${destination}: ${source}`),
  ];
  return `${lines.join('\n')}\n`;
}
