import type { Command, Wrapper } from '../command/model/command';

/**
 * Whether the value of an input is to be hidden: an input of this name is sensitive, or a wrapper input of this name provides
 * the value of a sensitive Command input.
 */
export function isSensitive(
  command: Pick<Command, 'inputs'>,
  wrapper: Pick<Wrapper, 'externalInputs' | 'derivedInputs'>,
  inputName: string,
): boolean {
  const wrapperInputs = [...wrapper.externalInputs, ...wrapper.derivedInputs].filter(({ name }) => name === inputName);
  if (wrapperInputs.some(({ sensitive }) => sensitive === true)) return true;
  const receivers = new Set([inputName, ...wrapperInputs.map((input) => input.providesValueForCommandInput)]);
  return command.inputs.some(({ name, sensitive }) => sensitive === true && receivers.has(name));
}
