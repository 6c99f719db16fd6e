import type { Command, Wrapper } from '../command/model/command';
import { createNearest } from '../command/rules/nearest';

/**
 * A sentence for each given name that is no input of the wrapper or of the Command: the service takes such a value and
 * forgets it.
 */
export function unknownInputs(
  given: Iterable<string>,
  { inputs }: Pick<Command, 'inputs'>,
  wrapper: Pick<Wrapper, 'name' | 'externalInputs' | 'derivedInputs'>,
): readonly string[] {
  const known = [...wrapper.externalInputs, ...wrapper.derivedInputs, ...inputs].map(({ name }) => name);
  const nearest = createNearest(known);
  return [...given]
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = nearest(name);
      const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
      return `Neither wrapper "${wrapper.name}" nor the Command has an input "${name}", so its value is used nowhere.${hint}`;
    });
}
