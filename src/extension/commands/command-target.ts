import * as vscode from 'vscode';
import type { LaunchTarget } from '../../server/protocol';
import { LANGUAGE_ID } from '../language-id';

/**
 * Which Command a person means.
 *
 * @param argument what the caller handed over: a code lens's target, a file's address from the explorer, or nothing
 * @returns the target; for nothing, that of the active editor, or undefined where that shows no Command
 */
export function targetOf(argument: unknown): LaunchTarget | undefined {
  if (argument instanceof vscode.Uri) return { uri: argument.toString() };
  if (isLaunchTarget(argument)) return argument;
  const active = vscode.window.activeTextEditor?.document;
  return active?.languageId === LANGUAGE_ID ? { uri: active.uri.toString() } : undefined;
}

const isLaunchTarget = (argument: unknown): argument is LaunchTarget =>
  typeof argument === 'object' && argument !== null && 'uri' in argument && typeof argument.uri === 'string';
