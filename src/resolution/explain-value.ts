import type { ResolvedInput, ResolvedValue } from './resolved-launch';

/** An input on the way down to another, with the one value that the way goes through. */
interface Step {
  readonly input: ResolvedInput;
  readonly value: ResolvedValue | undefined;
}

/**
 * Why an input has its value, back to where it is from: `scan-uri provides it, scan-uri is the property "uri" of scan, and
 * scan is "1 - T1", chosen among the 3 scans of session by the matcher …`.
 */
export function whyValue(name: string, inputs: readonly ResolvedInput[]): string {
  const way = wayTo(name, inputs);
  if (way === undefined) return `the input that provides ${name} has no value`;
  const clauses: string[] = [];
  for (const { input, value } of way.toReversed()) {
    if (value === undefined) {
      clauses.push(`${input.values.length === 0 ? 'nothing fits' : `${input.values.length} values fit`} ${input.name}`);
      break;
    }
    clauses.push(clauseOf(input, value));
    if (!['provided', 'property', 'directory'].includes(value.origin.kind)) break;
  }
  const last = clauses.pop() ?? '';
  return clauses.length === 0 ? last : `${clauses.join(', ')}, and ${last}`;
}

function wayTo(name: string, inputs: readonly ResolvedInput[]): readonly Step[] | undefined {
  for (const input of inputs) {
    const [first, ...others] = input.values;
    const step = { input, value: others.length === 0 ? first : undefined };
    if (input.name === name) return [step];
    const below = first === undefined ? undefined : wayTo(name, first.children);
    // All of several values hand on alike: what matters is that they are several.
    if (below !== undefined) return step.value === undefined ? [step] : [step, ...below];
  }
  return undefined;
}

function clauseOf({ name, matcher }: ResolvedInput, { value, label, origin }: ResolvedValue): string {
  switch (origin.kind) {
    case 'none':
      return `nothing is given for ${name}, and it has no default`;
    case 'given':
      return `${name} is given`;
    case 'default':
      return origin.from === 'command'
        ? `it is the default of ${name}`
        : `it is the default that the site's or project's configuration sets for ${name}`;
    case 'provided':
      return `${origin.by} provides it`;
    case 'property':
      return `${name} is the property "${origin.property}" of ${origin.parent}`;
    case 'directory':
      return `${name} is the folder of ${origin.parent}`;
    case 'member': {
      const by = origin.chosenBy.map((each) =>
        each === 'matcher' ? `the matcher ${matcher ?? ''}` : 'the value given',
      );
      const whole = `${origin.list} of ${origin.parent}`;
      const chosen =
        origin.candidates === 1
          ? `the only one of the ${whole}`
          : `chosen among the ${origin.candidates} ${whole} by ${by.join(' and ')}`;
      const property = origin.property === undefined ? '' : `the property "${origin.property}" of `;
      return `${name} is ${property}"${label ?? value ?? ''}", ${chosen}`;
    }
    case 'upward':
      return `${name} is what holds ${origin.parent}`;
  }
}
