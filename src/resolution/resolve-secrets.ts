import { resolutionFault } from './launch-fault';
import type { LaunchContext } from './launch-context';
import type { ResolvedInput, ResolvedSecret } from './resolved-launch';

/**
 * The secrets of a launch, by name. All of them must be there, and no value may speak of one.
 *
 * @throws LaunchFault
 */
export function resolveSecrets(inputs: readonly ResolvedInput[], context: LaunchContext): readonly ResolvedSecret[] {
  const secrets = context.configured.command.secrets.map(({ source, destination }, index): ResolvedSecret => {
    const pointer = `/secrets/${index}`;
    const property = source?.identifier ?? '';
    const variable = destination?.identifier ?? '';
    if (!context.request.sources.hasSecret(property)) {
      throw resolutionFault({
        kind: 'secret',
        message: `Could not resolve secret ${describe(property, variable)}`,
        explanation: `The secret for ${variable} is the system property "${property}", which has no value here. Set one.`,
        pointer,
      });
    }
    return { source: property, destination: variable, pointer };
  });
  refuseMentions(inputs, secrets);
  return secrets;
}

/** The service's way to write a secret down, without its value. */
export function describe(property: string, variable: string): string {
  return `Secret{source=SystemProperty{"${property}"}, destination=EnvironmentVariable{name="${variable}"}}`;
}

function refuseMentions(inputs: readonly ResolvedInput[], secrets: readonly ResolvedSecret[]): void {
  const variables = secrets.map(({ destination }) => destination).filter((name) => name !== '');
  const mentions = variables.length === 0 ? [] : inputs.flatMap((input) => mentionsIn(input, variables));
  const [first] = mentions;
  if (first === undefined) return;
  throw resolutionFault({
    kind: 'secret',
    message: mentions
      .map(
        ({ input, value, variable }) =>
          `Input "${input.name}" resolved value "${value}" refers to secret destination "${variable}"`,
      )
      .join(' | '),
    explanation:
      `The value of "${first.input.name}" holds the text ${first.variable}, which is the name of a secret's variable. The service ` +
      'refuses that, lest a launch pass the secret on. Give another value, or rename the variable.',
    pointer: first.input.pointer,
  });
}

interface Mention {
  readonly input: ResolvedInput;
  readonly value: string;
  readonly variable: string;
}

function mentionsIn(input: ResolvedInput, variables: readonly string[]): readonly Mention[] {
  return input.values.flatMap(({ value, children }) => {
    const variable = value === undefined ? undefined : firstNamed(value, variables);
    const own = variable === undefined || value === undefined ? [] : [{ input, value, variable }];
    return [...own, ...children.flatMap((child) => mentionsIn(child, variables))];
  });
}

/** The name whose end comes first in the text; of several that end there, the first by alphabet. */
function firstNamed(text: string, names: readonly string[]): string | undefined {
  const found = names
    .filter((name) => text.includes(name))
    .map((name) => ({ name, end: text.indexOf(name) + name.length }))
    .sort((a, b) => a.end - b.end || (a.name < b.name ? -1 : 1));
  return found[0]?.name;
}
