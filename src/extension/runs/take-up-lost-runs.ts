import * as vscode from 'vscode';
import type { LaunchServices } from '../launch/launch-services';
import { isOwnerAlive, windowOwner } from './run-owner';

/** How often it is looked whether the window that is at a run is still there, in milliseconds. */
const LOOKING = 3_000;

/**
 * Looks for runs that a window which has gone was at, now and for as long as another window seems to be at one: a window
 * that is loaded again is up before the one before has gone. Docker is asked only when there is one, or a run could not
 * remove all it had made.
 */
export function takeUpLostRuns(services: LaunchServices): vscode.Disposable {
  const { runs, log } = services;
  let timer: NodeJS.Timeout | undefined;

  const look = async (): Promise<void> => {
    await runs.reload();
    const open = runs.records().filter(({ run, report }) => report === undefined && !runs.isOurs(run));
    const lost = open.filter(({ owner }) => owner === windowOwner() || !isOwnerAlive(owner));
    if (lost.length < open.length) timer = setTimeout(start, LOOKING);
    const hasLeft = runs.records().some(({ report }) => (report?.leftBehind.length ?? 0) > 0);
    if ((lost.length === 0 && !hasLeft) || !vscode.workspace.isTrusted) return;
    const code = await import('../launch');
    await code.takeUpLostRuns(services);
  };
  const start = () => {
    look().catch((error: unknown) => log.error('Runs of before could not be looked for.', error));
  };
  start();
  return new vscode.Disposable(() => clearTimeout(timer));
}
