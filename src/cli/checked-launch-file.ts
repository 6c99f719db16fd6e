import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createCommandDocument } from '../command/document/command-document';
import { decodeBody } from '../command/document/decode-body';
import { nodeAt, pointerOf } from '../command/document/navigation';
import { checkLaunchFile } from '../language/launch-file/check/check-launch-file';
import {
  launchPaths,
  type LaunchedDocument,
  type LaunchSurroundings,
  type PathKind,
} from '../language/launch-file/launch-surroundings';
import { placed, type CheckedLaunchFile } from './checked-command';

/** Checks a launch file as an editor does: its form, the Command it names as it is on disk, and the files beside it. */
export function checkLaunchFileText(path: string, bytes: Uint8Array): CheckedLaunchFile {
  const document = createCommandDocument(decodeBody(bytes), 'create');
  const absolute = (named: string) => resolve(dirname(resolve(path)), named);
  const command = launchPaths(document.root).find(({ leadsTo }) => leadsTo === 'command')?.node.value;
  const surroundings: LaunchSurroundings = {
    command: command === undefined || command === '' ? undefined : commandAt(absolute(command)),
    kindOf: (named) => kindOf(absolute(named)),
  };
  const problems = checkLaunchFile(document, surroundings).map((problem) => {
    const node = nodeAt(document.root, problem.span.start)?.node;
    return { ...problem, when: 'launch' as const, pointer: node === undefined ? '' : pointerOf(node) };
  });
  return { path, kind: 'launch file', problems: placed(problems, document) };
}

function commandAt(path: string): LaunchedDocument | undefined {
  try {
    // What is left are pipes and devices, which may have no end, or can be read once, and then by the launch.
    if (!statSync(path).isFile()) return undefined;
    return { uri: path, document: createCommandDocument(decodeBody(readFileSync(path)), 'create') };
  } catch {
    return undefined;
  }
}

/** A path with a NUL in it, which no file can have, makes Node throw. */
function kindOf(path: string): PathKind {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    return status === undefined ? 'missing' : status.isDirectory() ? 'folder' : 'file';
  } catch {
    return 'unknown';
  }
}
