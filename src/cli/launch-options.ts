import { readFile, stat } from 'node:fs/promises';
import { resolve as resolvePath } from 'node:path';
import type { Command, Wrapper } from '../command/model/command';
import { isXnatObjectType } from '../command/model/xnat-objects';
import type { LaunchFile, LaunchInput } from '../launch-file/launch-file';
import { readLaunchFile } from '../launch-file/read-launch-file';
import { UsageError } from './usage-error';

/** @throws UsageError when it cannot be read, with all that is wrong in it, a line each */
export async function readLaunch(path: string): Promise<LaunchFile> {
  return launchFileOf(await readText(path), path);
}

/** @throws UsageError with all that is wrong in it, a line each */
export function launchFileOf(text: string, path: string): LaunchFile {
  const reading = readLaunchFile(text);
  if (reading.ok) return reading.file;
  const lines = reading.problems.map(({ message, pointer, span }) => {
    const line = text.slice(0, span.start).split('\n').length;
    return `${path}:${line}: ${message}${pointer === '' ? '' : ` (${pointer})`}`;
  });
  throw new UsageError(lines.join('\n'));
}

/**
 * Reads `NAME=VALUE`. For an input that takes an object a value that is a folder stands in for it; for one that takes a file
 * the value is its path.
 *
 * @throws UsageError when there is no name
 */
export async function givenInput(
  text: string,
  wrapper: Wrapper | undefined,
  { inputs }: Pick<Command, 'inputs'>,
): Promise<readonly [string, LaunchInput]> {
  const equals = text.indexOf('=');
  if (equals < 1) throw new UsageError(`--input takes NAME=VALUE, and “${text}” has no name before “=”.`);
  const name = text.slice(0, equals);
  const value = text.slice(equals + 1);
  const ofWrapper = [...(wrapper?.externalInputs ?? []), ...(wrapper?.derivedInputs ?? [])];
  const type = ofWrapper.find((input) => input.name === name)?.type ?? '';
  if (isXnatObjectType(type) && (await stat(value).catch(() => undefined))?.isDirectory() === true) {
    return [name, { kind: 'folder', path: resolvePath(value), properties: {} }];
  }
  if (type === '' && inputs.some((input) => input.name === name && input.type === 'file')) {
    return [name, { kind: 'file', path: resolvePath(value) }];
  }
  return [name, { kind: 'text', text: value }];
}

export const readText = async (path: string): Promise<string> => (await readBytes(path)).toString('utf8');

/** @throws UsageError when it cannot be read */
export async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
