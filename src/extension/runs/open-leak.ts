import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { Leak } from '../../launch/leaks/leak-report';

export const OPEN_LEAK_COMMAND = 'xnatCommands.openLeak';

/** Where on this machine a leak can be looked at. */
export interface LeakFile {
  readonly path: string;
  /** In bytes; undefined: of the file itself nothing can be shown, such as what is inside an archive. */
  readonly offset: number | undefined;
}

/**
 * The file that a leak is in.
 *
 * @param folder of the run
 * @returns undefined for what is no file, and where a masked part of its path hides which
 */
export function leakFile({ place, offset }: Leak, folder: string): LeakFile | undefined {
  if (place.kind === 'log' || place.kind === 'image' || place.path.includes('•')) return undefined;
  const path = join(folder, place.path);
  if (place.inside.length > 0) return { path, offset: undefined };
  return place.kind === 'file' ? { path, offset } : { path: dirname(path), offset: undefined };
}

/** Opens a file where a value lies in it; what the editor cannot show, in the file manager. */
export async function openLeak({ path, offset }: LeakFile): Promise<void> {
  const uri = vscode.Uri.file(path);
  try {
    if (offset === undefined) {
      await vscode.commands.executeCommand('revealFileInOS', uri);
      return;
    }
    const { count, last } = await textBefore(path, offset);
    const position = new vscode.Position(count, last.length);
    await vscode.window.showTextDocument(uri, { selection: new vscode.Range(position, position), preview: true });
  } catch {
    // Not a text, a very large one, or no file manager: the editor has a view of its own for it, or says why not.
    await vscode.commands.executeCommand('vscode.open', uri);
  }
}

/** Counts the lines that end before an offset, and gives what stands before it in its own. */
async function textBefore(path: string, offset: number): Promise<{ readonly count: number; readonly last: string }> {
  const decoder = new TextDecoder();
  let [count, last] = [0, ''];
  if (offset === 0) return { count, last };
  for await (const bytes of createReadStream(path, { end: offset - 1 })) {
    const parts = decoder.decode(bytes as Uint8Array, { stream: true }).split('\n');
    count += parts.length - 1;
    last = (parts.length === 1 ? last : '') + (parts.at(-1) ?? '');
  }
  return { count, last };
}
