import * as vscode from 'vscode';
import { removeLeft } from '../../launch/run/remove-left';
import { describeObjects } from '../../launch/verdict/describe-objects';
import { adoptLostRuns, type LeftOnEngine } from './adopt-lost-runs';
import type { LaunchServices } from './launch-services';

/** How long the removal may take, in milliseconds. */
const PATIENCE = 60_000;

type Left = readonly Pick<LeftOnEngine, 'connection' | 'toRemove'>[];

/** Takes up the runs whose window has gone, and offers to remove what others have left. Says nothing where nothing is. */
export async function takeUpLostRuns(services: LaunchServices): Promise<void> {
  const left = await adoptLostRuns(services);
  const objects = left.flatMap(({ toRemove }) => toRemove);
  if (objects.length === 0) return;
  const message = `Earlier test launches have left ${describeObjects(objects)} on the engine.`;
  const [clean, show] = ['Clean up', 'Show'];
  const choice = await vscode.window.showInformationMessage(message, clean, show);
  if (choice === show) {
    await vscode.commands.executeCommand('xnatCommands.runs.focus');
    for (const { kind, id, run, started } of objects)
      services.log.info(`Left: ${kind} ${id.slice(0, 40)} of run ${run}, started ${started}`);
    services.log.show();
  }
  if (choice === clean) await remove(services, left);
}

/** Removes what test launches have left, also what they were to keep, once the person has agreed. */
export async function cleanUp(services: LaunchServices): Promise<void> {
  const found = await adoptLostRuns(services);
  if (found.length === 0) {
    void vscode.window.showErrorMessage('No Docker engine answers, so that nothing can be cleaned up on it.');
    return;
  }
  const left = found.map(({ connection, toRemove, kept }) => ({ connection, toRemove: [...toRemove, ...kept] }));
  const objects = left.flatMap(({ toRemove }) => toRemove);
  if (objects.length === 0) {
    void vscode.window.showInformationMessage('Test launches have left nothing on the engine.');
    return;
  }
  const message = `Remove ${describeObjects(objects)} that test launches have left on the engine?`;
  const removing = 'Remove';
  const choice = await vscode.window.showWarningMessage(message, { modal: true }, removing);
  if (choice === removing) await remove(services, left);
}

async function remove({ runs }: LaunchServices, left: Left): Promise<void> {
  const patience = AbortSignal.timeout(PATIENCE);
  const faults: string[] = [];
  for (const { connection, toRemove } of left) {
    const cleaned = await removeLeft(connection.containers, toRemove, patience);
    for (const run of cleaned.cleared)
      await runs.amend(run, (record) => ({ ...record, report: withNothingLeft(record.report) }));
    faults.push(...cleaned.faults);
  }
  if (faults.length > 0) void vscode.window.showErrorMessage(faults.join(' '));
  else
    void vscode.window.showInformationMessage(`Removed ${describeObjects(left.flatMap(({ toRemove }) => toRemove))}.`);
}

const withNothingLeft = <Report extends object>(report: Report | undefined) =>
  report && { ...report, leftBehind: [], kept: [] };
