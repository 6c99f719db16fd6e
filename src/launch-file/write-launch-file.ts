import type { JsonValue } from '../command/matcher/matcher-ast';
import type { LaunchInput } from './launch-file';

/** A launch to be kept in a file. */
export interface LaunchToWrite {
  /** Path of the Command's file, relative to the launch file. */
  readonly command: string;
  /** Left out where the Command has just one. */
  readonly wrapper: string | undefined;
  /** Nothing sensitive. */
  readonly inputs: ReadonlyMap<string, LaunchInput>;
  /** Names of the server properties that secrets are taken from. */
  readonly secrets: readonly string[];
}

/**
 * Writes a launch file, as `schemas/launch.schema.json` has it.
 *
 * @param relativePath makes a path relative to the launch file, where that is of use
 */
export function writeLaunchFile(
  { command, wrapper, inputs, secrets }: LaunchToWrite,
  relativePath: (path: string) => string,
): string {
  const file = {
    command,
    ...(wrapper !== undefined && { wrapper }),
    ...(inputs.size > 0 && {
      inputs: Object.fromEntries([...inputs].map(([name, input]) => [name, jsonOf(input, relativePath)])),
    }),
    ...(secrets.length > 0 && { secrets }),
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

function jsonOf(input: LaunchInput, relativePath: (path: string) => string): JsonValue {
  switch (input.kind) {
    case 'text':
      return input.text;
    case 'list':
      return input.texts;
    case 'folder': {
      const folder = relativePath(input.path);
      return Object.keys(input.properties).length === 0 ? { folder } : { folder, properties: input.properties };
    }
    case 'file':
      return { file: relativePath(input.path) };
    case 'object':
      return { object: input.object };
    case 'reference':
      return { object: input.name };
  }
}
