import { positionAt, indexLines } from '../command/document/line-index';
import { parseJson } from '../command/document/json-parser';
import { nodeNearPointer } from '../launch/expectations/node-near-pointer';
import { areAllMet } from '../launch/expectations/expectation-result';
import type { UnattendedOutcome } from '../launch/unattended/unattended-outcome';

/** A launch file, or a Command, that was launched, and what came of it. */
export interface LaunchVerdict {
  /** As the person named it, or below a folder they named. */
  readonly path: string;
  /** What the pointers lead into: the text of the launch file; undefined where there is none. */
  readonly text: string | undefined;
  readonly outcome: LaunchOutcome;
}

/** `left-out`: its turn did not come. */
export type LaunchOutcome = UnattendedOutcome | { readonly kind: 'left-out'; readonly message: string };

/** `error`: nothing can be said of the Command. */
export type LaunchResult = 'passed' | 'failed' | 'error' | 'stopped' | 'skipped';

export function resultOf(outcome: LaunchOutcome): LaunchResult {
  if (outcome.kind === 'left-out') return 'skipped';
  if (outcome.kind === 'stopped') return 'stopped';
  if (outcome.kind === 'not-run') return 'error';
  return areAllMet(outcome.expectations) ? 'passed' : 'failed';
}

/** The path, and the line of what a pointer leads to, counted from 1. */
export function placeOf({ path, text }: LaunchVerdict, pointer: string): string {
  const line = lineOf(text, pointer);
  return line === undefined ? path : `${path}:${line}`;
}

/** Counted from 1; undefined where there is no text, or nothing in it but the whole that the pointer leads to. */
export function lineOf(text: string | undefined, pointer: string): number | undefined {
  if (text === undefined) return undefined;
  const { root } = parseJson(text, 'skipped');
  const node = nodeNearPointer(root, pointer);
  return node === undefined || node === root ? undefined : positionAt(indexLines(text), node.start).line + 1;
}
