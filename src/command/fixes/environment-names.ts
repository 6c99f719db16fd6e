import { DOCUMENTED_RESERVED_VARIABLE, SERVICE_VARIABLES } from '../model/service-variables';
import type { LocatedCommand } from '../model/located-command';

/** Names that no new variable can have: those the service sets or the documentation reserves, and those already taken. */
export function takenVariables(command: LocatedCommand): ReadonlySet<string> {
  return new Set<string>([
    ...SERVICE_VARIABLES,
    DOCUMENTED_RESERVED_VARIABLE,
    ...command.value.environmentVariables.keys(),
    ...command.secrets.flatMap(({ value }) => value.destination?.identifier ?? []),
  ]);
}

/** The name with what no environment variable may have taken out of it; undefined where too little is left. */
export function environmentName(name: string): string | undefined {
  const clean = name
    .replace(/^\$+\{?/, '')
    .replace(/\}$/, '')
    .replaceAll(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^(?=[0-9])/, '_');
  return /^_*$/.test(clean) ? undefined : clean;
}
