import { valueOf } from '../../document/navigation';
import { type Located, type LocatedCommand, type Place, placeOf, pointerTo } from '../../model/located-command';
import { findJsonPath } from '../../template/scan-template';
import { quoted } from '../wording';
import { isXnatObjectType } from '../../model/xnat-objects';

/** A text that an input may have as its value at launch, as far as the Command alone tells. */
export interface LiteralValue {
  readonly text: string;
  readonly place: Place;
  /** What it is, to start a sentence with: `The default value of input "x"`. */
  readonly what: string;
}

/**
 * The values that inputs get from the Command itself: defaults, choices, and what booleans become. Left out are defaults
 * that a JSONPath is still to fill, and those of inputs that name an XNAT object, whose value is its URI.
 */
export function literalValues(command: LocatedCommand): readonly LiteralValue[] {
  const values: LiteralValue[] = [];
  const add = (
    input: Located<{ readonly name: string }>,
    key: string,
    text: string | undefined,
    noun: string,
  ): void => {
    if (text === undefined || text === '' || findJsonPath(text) !== undefined) return;
    values.push({ text, place: placeOf(input, key), what: `The ${noun} of input ${quoted(input.value.name)}` });
  };
  for (const input of command.inputs) {
    const { type, selectValues } = input.value;
    add(input, 'default-value', input.value.defaultValue, 'default value');
    if (type === 'boolean') {
      add(input, 'true-value', input.value.trueValue, 'true value');
      add(input, 'false-value', input.value.falseValue, 'false value');
    }
    const list = valueOf(input.node, 'select-values');
    selectValues.forEach((text, index) => {
      const node = list?.kind === 'array' ? list.items[index] : undefined;
      if (node === undefined) return;
      const place = { pointer: `${pointerTo(input, 'select-values')}/${index}`, span: node };
      values.push({ text, place, what: `The choice ${quoted(text)} of input ${quoted(input.value.name)}` });
    });
  }
  for (const wrapper of command.wrappers) {
    for (const input of wrapper.externalInputs) {
      if (!isXnatObjectType(input.value.type)) add(input, 'default-value', input.value.defaultValue, 'default value');
    }
  }
  return values;
}
