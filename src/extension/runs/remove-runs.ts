import * as vscode from 'vscode';
import type { RunRecord } from '../../launch/history/run-record';
import type { RunRegistry } from './run-registry';

/** Removes runs with their logs and outputs. More than one, or one that is not over, once the person has confirmed it. */
export async function removeRuns(records: readonly RunRecord[], runs: RunRegistry): Promise<void> {
  const running = records.filter(({ run }) => runs.isOurs(run));
  if ((records.length > 1 || running.length > 0) && !(await isConfirmed(records, running))) return;
  for (const { run } of running) await stopped(run, runs);
  for (const { run } of records) await runs.remove(run);
}

async function isConfirmed(records: readonly RunRecord[], running: readonly RunRecord[]): Promise<boolean> {
  const remove = running.length === 0 ? 'Remove' : 'Stop and remove';
  const [only] = records.length === 1 ? running : [];
  if (only !== undefined) {
    const detail = 'It is stopped first. Its log and outputs are removed with it.';
    return confirm(`${only.title} is still running.`, detail, remove);
  }
  const still =
    running.length === 1
      ? 'One of them is still running and is'
      : `${running.length} of them are still running and are`;
  const first = running.length === 0 ? '' : `${still} stopped first. `;
  return confirm(`Remove ${records.length} runs?`, `${first}Their logs and outputs are removed with them.`, remove);
}

const confirm = async (question: string, detail: string, answer: string): Promise<boolean> =>
  (await vscode.window.showWarningMessage(question, { modal: true, detail }, answer)) === answer;

/** Stops a run; settles when it is over. */
function stopped(run: string, runs: RunRegistry): Promise<void> {
  return new Promise((resolve) => {
    const watching = runs.onDidChange(() => {
      if (runs.isOurs(run)) return;
      watching.dispose();
      resolve();
    });
    runs.stop(run);
  });
}
