import type { Command, Wrapper } from '../command/model/command';
import type { LaunchRequest } from './launch-request';

/**
 * Whether the value of an input is to be hidden: an input of this name is sensitive, or a wrapper input of this name provides
 * the value of a sensitive Command input, or a sensitive wrapper input provides the value of this one.
 */
export function isSensitive(
  command: Pick<Command, 'inputs'>,
  wrapper: Pick<Wrapper, 'externalInputs' | 'derivedInputs'>,
  inputName: string,
): boolean {
  const wrapperInputs = [...wrapper.externalInputs, ...wrapper.derivedInputs];
  const named = wrapperInputs.filter(({ name }) => name === inputName);
  const providers = wrapperInputs.filter((input) => input.providesValueForCommandInput === inputName);
  if ([...named, ...providers].some(({ sensitive }) => sensitive === true)) return true;
  const receivers = new Set([inputName, ...named.map((input) => input.providesValueForCommandInput)]);
  return command.inputs.some(({ name, sensitive }) => sensitive === true && receivers.has(name));
}

/** What a launch is given for sensitive inputs, and what is preset for them. */
export function sensitiveTextsOf({ command, wrapperName, inputs, settings }: LaunchRequest): readonly string[] {
  const wrapper = command.wrappers.find(({ name }) => name === wrapperName);
  if (wrapper === undefined) return [];
  const known = [...wrapper.externalInputs, ...wrapper.derivedInputs, ...command.inputs];
  const sensitive = known.filter(({ name }) => isSensitive(command, wrapper, name));
  return sensitive
    .flatMap(({ name, defaultValue }) => [
      inputs.get(name),
      defaultValue,
      ...settings.configurations.map((each) => each.inputs.get(name)?.defaultValue),
    ])
    .filter((value) => typeof value === 'string');
}
