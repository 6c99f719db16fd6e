/** An input, or one of the launch file's objects, that cannot be used. */
export interface UnusableInput {
  /** Its name. */
  readonly input: string;
  /** Why, as a sentence. */
  readonly message: string;
  /** JSON pointer to what is to blame, in a launch file that gives it. */
  readonly pointer: string;
}

/** Which input or object cannot be used, and why. */
export function describeUnusable({ input, message, pointer }: UnusableInput): string {
  return `${pointer.startsWith('/objects/') ? 'Object' : 'Input'} “${input}”: ${message}`;
}

/** Where something is given, in a launch file or as if in one. */
export interface Given {
  readonly name: string;
  readonly pointer: string;
}

/** Thrown where something that is given cannot be used. */
export class Unusable extends Error {
  constructor(
    readonly given: Given,
    message: string,
  ) {
    super(message);
  }
}

/** Where a part of something given is. */
export function below({ name, pointer }: Given, steps: string): Given {
  return { name, pointer: `${pointer}/${steps}` };
}

/** That there is no such folder or file, with the place that was looked at where that is not what was written. */
export function nothingAt(kind: 'folder' | 'file', path: string, absolute: string): string {
  return `There is no ${kind} ${path}${path === absolute ? '' : ` (${absolute})`}.`;
}
