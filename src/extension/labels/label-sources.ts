import * as vscode from 'vscode';
import type { LabelTarget } from '../../server/protocol';
import { targetOf } from '../commands/command-target';
import { isDockerfile } from './label-files';

/** What a person asked to make a label of, and where to put it. */
export interface LabelSources {
  /** Files of Commands; empty where the person did not name one. */
  readonly commands: readonly vscode.Uri[];
  /** Undefined where the person did not name one. */
  readonly dockerfile: vscode.Uri | undefined;
}

/**
 * Tells what a command about labels is for.
 *
 * @param argument what the caller handed over: a code lens's target, the file in the explorer, or nothing
 * @param selection all files that are selected in the explorer
 */
export function labelSources(argument: unknown, selection: unknown): LabelSources {
  if (isLabelTarget(argument)) return { commands: [], dockerfile: vscode.Uri.parse(argument.dockerfile, true) };
  const selected = Array.isArray(selection) ? selection.filter((one) => one instanceof vscode.Uri) : [];
  const uris = selected.length > 0 ? selected : argument instanceof vscode.Uri ? [argument] : [];
  if (uris.length > 0) {
    return { commands: uris.filter((uri) => !isDockerfile(uri)), dockerfile: uris.find(isDockerfile) };
  }
  const target = targetOf(argument);
  if (target !== undefined) return { commands: [vscode.Uri.parse(target.uri, true)], dockerfile: undefined };
  const active = vscode.window.activeTextEditor?.document.uri;
  return { commands: [], dockerfile: active !== undefined && isDockerfile(active) ? active : undefined };
}

/** Tells a target of a Dockerfile's lens from anything else. */
export const isLabelTarget = (argument: unknown): argument is LabelTarget =>
  typeof argument === 'object' &&
  argument !== null &&
  'dockerfile' in argument &&
  typeof argument.dockerfile === 'string';
