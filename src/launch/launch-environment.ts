import { isServiceVariable, SERVICE_VARIABLES } from '../command/model/service-variables';
import type { ResolvedContainer, ResolvedEntry, ResolvedLaunch, ResolvedText } from '../resolution/resolved-launch';
import type { ServiceVariables } from './service-variables';

/** Variables by name that a launch file sets beside those of the Command, or in place of them. */
type Environment = ReadonlyMap<string, string>;

/** The launch with these variables in all its containers, but for those that the service adds. */
export function withEnvironment(launch: ResolvedLaunch, environment: Environment): ResolvedLaunch {
  const added = [...environment]
    .filter(([name]) => !isServiceVariable(name))
    .map(([name, value]): ResolvedEntry => ({ name: literal(name), value: literal(value) }));
  const set = (container: ResolvedContainer): ResolvedContainer => ({
    ...container,
    environment: [...container.environment.filter(({ name }) => !environment.has(name.text)), ...added],
  });
  return {
    ...launch,
    container: set(launch.container),
    setupContainers: launch.setupContainers.map((each) => ({ ...each, container: set(each.container) })),
    wrapupContainers: launch.wrapupContainers.map((each) => ({ ...each, container: set(each.container) })),
  };
}

/** What the service adds, with these variables in place of its own. */
export function serviceVariablesWith(variables: ServiceVariables, environment: Environment): ServiceVariables {
  const set = SERVICE_VARIABLES.map((name) => [name, environment.get(name) ?? variables[name]] as const);
  return { ...variables, ...Object.fromEntries(set) };
}

const literal = (text: string): ResolvedText => ({ text, template: text, pointer: '', replacements: [] });
