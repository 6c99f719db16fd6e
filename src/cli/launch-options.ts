import { stat } from 'node:fs/promises';
import { resolve as resolvePath } from 'node:path';
import { decodeBody } from '../command/document/decode-body';
import type { Command, Wrapper } from '../command/model/command';
import { isLoadedType } from '../command/model/xnat-objects';
import { withArticle } from '../command/rules/wording';
import type { LaunchFile, LaunchInput } from '../launch-file/launch-file';
import { nothingAt } from '../launch/unusable-input';
import { readLaunchFile } from '../launch-file/read-launch-file';
import { readWhole } from './read-whole';
import { describeUnreadable } from './unreadable';
import { UsageError } from './usage-error';

/** A launch file with its text. */
export interface KeptLaunch {
  readonly path: string;
  readonly text: string;
  readonly file: LaunchFile;
}

/** @throws UsageError when it cannot be read, with all that is wrong in it, a line each */
export async function readLaunch(path: string): Promise<KeptLaunch> {
  const text = await readText(path);
  const reading = readLaunchFile(text);
  if (reading.ok) return { path, text, file: reading.file };
  const lines = reading.problems.map(({ message, pointer, span }) => {
    const line = text.slice(0, span.start).split('\n').length;
    return `${path}:${line}: ${message}${pointer === '' ? '' : ` (${pointer})`}`;
  });
  throw new UsageError(lines.join('\n'));
}

/**
 * Reads each `NAME=VALUE`. For an input that takes an object a value that is a folder stands in for it; for one that takes a
 * file the value is its path.
 *
 * @throws UsageError when there is no name, a name comes twice, or a value looks like the path of a folder that is not there
 */
export async function givenInputs(
  texts: readonly string[],
  wrapper: Wrapper | undefined,
  command: Pick<Command, 'inputs'>,
): Promise<ReadonlyMap<string, LaunchInput>> {
  const inputs = new Map<string, LaunchInput>();
  for (const text of texts) {
    const equals = text.indexOf('=');
    if (equals < 0) throw new UsageError(`--input takes NAME=VALUE, and “${text}” has no “=”.`);
    if (equals === 0) throw new UsageError('--input takes NAME=VALUE, and one has no name before “=”.');
    const name = text.slice(0, equals);
    if (inputs.has(name)) throw new UsageError(`--input gives “${name}” twice. Give each input once.`);
    inputs.set(name, await givenInput(name, text.slice(equals + 1), wrapper, command));
  }
  return inputs;
}

async function givenInput(
  name: string,
  value: string,
  wrapper: Wrapper | undefined,
  { inputs }: Pick<Command, 'inputs'>,
): Promise<LaunchInput> {
  const ofWrapper = [...(wrapper?.externalInputs ?? []), ...(wrapper?.derivedInputs ?? [])];
  const type = ofWrapper.find((input) => input.name === name)?.type ?? '';
  if (isLoadedType(type)) {
    const found = await stat(value).catch(() => undefined);
    const path = resolvePath(value);
    if (found?.isDirectory() === true) return { kind: 'folder', path, properties: {} };
    if (found !== undefined) {
      throw new UsageError(`--input ${name}: ${value} is a file. A folder is needed for ${withArticle(type)}.`);
    }
    if (looksLikePath(value)) throw new UsageError(`--input ${name}: ${nothingAt('folder', value, path)}`);
  }
  if (type === '' && inputs.some((input) => input.name === name && input.type === 'file')) {
    return { kind: 'file', path: resolvePath(value) };
  }
  return { kind: 'text', text: value };
}

/** Ids have no slash, JSON begins with a brace or a bracket, and URIs of the archive with what the archive holds. */
function looksLikePath(value: string): boolean {
  return /[/\\]/.test(value) && !/^(\s*[{[]|\/(archive|data|projects|subjects|experiments)\/)/.test(value);
}

/** @throws UsageError when it cannot be read */
export const readText = async (path: string): Promise<string> => decodeBody(await readBytes(path)).text;

/**
 * @param shown the path as a person knows it
 * @throws UsageError when it cannot be read
 */
export async function readBytes(path: string, shown = path): Promise<Uint8Array> {
  try {
    return await readWhole(path);
  } catch (error) {
    throw new UsageError(describeUnreadable(shown, error));
  }
}
