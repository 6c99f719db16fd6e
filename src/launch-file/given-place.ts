import type { CommandDocument } from '../command/document/command-document';
import { placesIn } from '../command/document/describe-place';
import { escapePointerStep, nodeAtPointer, valueOf } from '../command/document/navigation';

/** An input of a wrapper or of the Command, not what is inside one. */
const INPUT = /^(\/xnat\/\d+\/(external|derived)-inputs|\/inputs)\/\d+$/;

/**
 * Says where a JSON pointer into a Command leads, for a person to look it up. What is wrong with an input that was given a
 * value is wrong with that value: its place is where it was given.
 *
 * @param name of the Command's file, as a person knows it
 * @param givenAt where an input of a name was given a value; undefined where it was not
 */
export function placesOfLaunch(
  command: CommandDocument,
  name: string,
  givenAt: (input: string) => string | undefined,
): (pointer: string) => string {
  const inCommand = placesIn(command, name);
  return (pointer) => {
    const input = INPUT.test(pointer) ? valueOf(nodeAtPointer(command.root, pointer), 'name') : undefined;
    return (input?.kind === 'string' ? givenAt(input.value) : undefined) ?? inCommand(pointer);
  };
}

/** Where a launch file gives an input its value; undefined where it gives it none. */
export function placesOfInputs(launchFile: CommandDocument, name: string): (input: string) => string | undefined {
  const placeOf = placesIn(launchFile, name);
  return (input) => {
    const pointer = `/inputs/${escapePointerStep(input)}`;
    return nodeAtPointer(launchFile.root, pointer) === undefined ? undefined : placeOf(pointer);
  };
}
