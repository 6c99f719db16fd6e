import { derivationOf, isXnatObjectType, type XnatObjectType } from '../command/model/xnat-objects';
import { isSensitive } from '../resolution/sensitive-input';
import type { Command, CommandInput, DerivedInput, Wrapper, WrapperInput } from '../command/model/command';

/** Something a launch lacks and a person has to give. */
export type Question =
  | (Asked & { readonly kind: 'text'; readonly type: string; readonly masked: boolean })
  | (Asked & { readonly kind: 'yes-no' })
  | (Asked & { readonly kind: 'choice'; readonly choices: readonly string[] })
  | (Asked & { readonly kind: 'choices'; readonly choices: readonly string[] })
  /** A folder that stands in for an XNAT object of this type. */
  | (Asked & { readonly kind: 'object'; readonly objectType: XnatObjectType });

interface Asked {
  /** The input the answer is for. */
  readonly name: string;
  readonly label: string;
  readonly description: string | undefined;
}

/**
 * What has to be asked before a launch: the required external inputs and the required command inputs that no wrapper
 * input provides, where there is no default value. Derived inputs follow from these and are never asked for.
 */
export function questionsFor(command: Command, wrapper: Wrapper): readonly Question[] {
  const provided = new Set(
    [...wrapper.externalInputs, ...wrapper.derivedInputs].map((input) => input.providesValueForCommandInput),
  );
  const isMasked = ({ name }: CommandInput | WrapperInput) => isSensitive(command, wrapper, name);
  return [
    ...wrapper.externalInputs.filter(lacksValue).map((input) => askExternalInput(input, isMasked(input))),
    ...command.inputs
      .filter((input) => lacksValue(input) && !provided.has(input.name))
      .map((input) => askCommandInput(input, isMasked(input))),
  ];
}

/**
 * The derived inputs that may have to be asked for once their parents are known: the data may hold several things that fit
 * one, and the launch takes just one.
 */
export function possibleChoices({ externalInputs, derivedInputs }: Wrapper): readonly DerivedInput[] {
  const types = new Map([...externalInputs, ...derivedInputs].map(({ name, type }) => [name, type]));
  return derivedInputs.filter((input) => {
    const parentType = types.get(input.derivedFromWrapperInput ?? '');
    const how = parentType === undefined ? undefined : derivationOf(input.type, parentType);
    return how?.how === 'list' && !input.multiple && lacksValue(input) && input.userSettable !== false;
  });
}

const lacksValue = (input: CommandInput | WrapperInput) => input.required && input.defaultValue === undefined;

function askExternalInput(input: WrapperInput, masked: boolean): Question {
  const asked = askedOf(input);
  if (isXnatObjectType(input.type) && input.type !== 'File')
    return { ...asked, kind: 'object', objectType: input.type };
  if (input.type === 'boolean') return { ...asked, kind: 'yes-no' };
  return { ...asked, kind: 'text', type: input.type, masked };
}

function askCommandInput(input: CommandInput, masked: boolean): Question {
  const asked = askedOf(input);
  switch (input.type) {
    case 'boolean':
      return { ...asked, kind: 'yes-no' };
    case 'select-one':
      return { ...asked, kind: 'choice', choices: input.selectValues };
    case 'select-many':
      return { ...asked, kind: 'choices', choices: input.selectValues };
    default:
      return { ...asked, kind: 'text', type: input.type, masked };
  }
}

const askedOf = ({ name, label, description }: CommandInput | WrapperInput): Asked => ({
  name,
  label: label ?? name,
  description,
});
