import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve as resolvePath } from 'node:path';
import { createCommandDocument } from '../command/document/command-document';
import { decodeBody } from '../command/document/decode-body';
import { placesOfInputs } from '../launch-file/given-place';
import { LAUNCH_FILE_ENDING, type LaunchFileProblem } from '../launch-file/launch-file';
import { readLaunchFile } from '../launch-file/read-launch-file';
import { notRun } from '../launch/unattended/unattended-outcome';
import type { LaunchToRun } from './launch-run';
import { lineOf, type LaunchVerdict } from './launch-verdict';
import { readWhole } from './read-whole';
import { whyUnreadable } from './unreadable';

const NOT_ENTERED: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** `unreadable`: what can be said of a launch file, or a folder of such, that nobody can launch. */
export type FoundLaunch =
  | { readonly kind: 'launch'; readonly launch: LaunchToRun }
  | { readonly kind: 'unreadable'; readonly verdict: LaunchVerdict };

/** The launch files a person named; in a folder those that expect something, and how many do not is told. */
export async function launchFilesIn(
  paths: readonly string[],
  tell: (sentence: string) => void,
): Promise<readonly FoundLaunch[]> {
  const found: FoundLaunch[] = [];
  let plain = 0;
  for (const path of paths) {
    const status = await look(path, () => stat(path));
    if (!status.ok) found.push(status.found);
    else if (!status.value.isDirectory()) found.push(await launchAt(path));
    else {
      const all = await inFolder(path);
      const expecting = all.filter((each) => each.kind === 'unreadable' || each.launch.file.expect !== undefined);
      plain += all.length - expecting.length;
      found.push(...expecting);
    }
  }
  if (plain > 0)
    tell(`Left out ${plain === 1 ? '1 launch file that expects' : `${plain} launch files that expect`} nothing.`);
  return found;
}

async function inFolder(folder: string): Promise<readonly FoundLaunch[]> {
  const entries = await look(folder, () => readdir(folder, { withFileTypes: true }));
  if (!entries.ok) return [entries.found];
  const sorted = entries.value.sort((a, b) => (a.name < b.name ? -1 : 1));
  const found: FoundLaunch[] = [];
  for (const entry of sorted) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !NOT_ENTERED.has(entry.name)) found.push(...(await inFolder(path)));
    else if (entry.isFile() && entry.name.endsWith(LAUNCH_FILE_ENDING)) found.push(await launchAt(path));
  }
  return found;
}

async function launchAt(path: string): Promise<FoundLaunch> {
  const text = await look(path, async () => decodeBody(await readWhole(path)).text);
  if (!text.ok) return text.found;
  const reading = readLaunchFile(text.value);
  if (!reading.ok) return unusable(path, text.value, reading.problems);
  const launch = {
    path,
    base: dirname(resolvePath(path)),
    file: reading.file,
    text: text.value,
    givenAt: givenIn(path, text.value),
  };
  return { kind: 'launch', launch };
}

/** Where a launch file gives inputs their values. */
export const givenIn = (path: string, text: string) => placesOfInputs(createCommandDocument(text, 'create'), path);

type Look<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly found: FoundLaunch };

async function look<T>(path: string, at: () => Promise<T>): Promise<Look<T>> {
  try {
    return { ok: true, value: await at() };
  } catch (error) {
    return { ok: false, found: unreadable(path, undefined, `It cannot be read: ${whyUnreadable(error)}.`, '') };
  }
}

/** The verdict shows one place, that of the first problem; where it cannot, and for the others, the message has the line. */
function unusable(path: string, text: string, problems: readonly LaunchFileProblem[]): FoundLaunch {
  const pointer = problems[0]?.pointer ?? '';
  const sentences = problems.map(({ message, pointer: to, span }, index) => {
    const line = text.slice(0, span.start).split('\n').length;
    const where = to === '' ? '' : ` (${to})`;
    return `${index === 0 && lineOf(text, pointer) === line ? '' : `Line ${line}: `}${message}${where}`;
  });
  return unreadable(path, text, sentences.join(' '), pointer);
}

const unreadable = (path: string, text: string | undefined, message: string, pointer: string): FoundLaunch => ({
  kind: 'unreadable',
  verdict: { path, text, outcome: notRun('unusable', message, pointer) },
});
