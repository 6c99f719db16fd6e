import type { Command, CommandInput, WrapperInput } from '../command/model/command';
import { COMMAND_INPUT_TYPES } from '../command/model/vocabulary';
import { isWrapperInputType } from '../command/model/xnat-objects';

/** A tag as the server recognises it: a colon and letters, digits, `_`, `.` or `-` at the very end. */
const TAG = /:[a-zA-Z0-9_.-]+$/;

/**
 * The Command as it comes back from the server's database, which is what a launch runs: the default tag added, types it
 * does not know turned to text, and what setup and wrapup Commands do not keep dropped.
 */
export function storedCommand(command: Command): Command {
  const stored: Command = {
    ...command,
    image: command.image === undefined || TAG.test(command.image) ? command.image : `${command.image}:latest`,
    inputs: command.inputs.map(storedCommandInput),
    wrappers: command.wrappers.map((wrapper) => ({
      ...wrapper,
      externalInputs: wrapper.externalInputs.map(storedWrapperInput),
      derivedInputs: wrapper.derivedInputs.map(storedWrapperInput),
    })),
  };
  if (command.type === 'docker') return stored;
  return {
    ...stored,
    index: undefined,
    hash: undefined,
    ports: new Map(),
    autoRemove: undefined,
    shmSize: undefined,
    network: undefined,
    containerLabels: new Map(),
  };
}

function storedCommandInput(input: CommandInput): CommandInput {
  if (input.type === 'File') return { ...input, type: 'file' };
  return (COMMAND_INPUT_TYPES as readonly string[]).includes(input.type) ? input : { ...input, type: 'string' };
}

function storedWrapperInput<T extends WrapperInput>(input: T): T {
  return isWrapperInputType(input.type) ? input : { ...input, type: 'string' };
}
