import { SERVICE_VARIABLES } from '../../command/model/service-variables';
import { textOf, type Scope } from '../scope';

/** How shells read a variable. */
const SHELL_VARIABLE = /\$(?:\{([A-Za-z_][A-Za-z0-9_]*)|([A-Za-z_][A-Za-z0-9_]*))/g;

/** Variables that the command line reads and nothing sets yet; `own` may be set by what asks. */
export function environmentNames({ symbols }: Scope, own?: string): readonly string[] {
  const taken = new Set<string>([
    ...SERVICE_VARIABLES,
    ...[...symbols.environmentVariables, ...symbols.secrets].map(({ name }) => name).filter((name) => name !== own),
  ]);
  const line = textOf(symbols.object, 'command-line') ?? '';
  const read = Array.from(line.matchAll(SHELL_VARIABLE), ([, braced, bare]) => braced ?? bare ?? '');
  return [...new Set(read)].filter((name) => !taken.has(name));
}

/** A variable's name after that of a system property: `my.api-token` gives `MY_API_TOKEN`. */
export function variableNameFor(property: string): string {
  return property
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '');
}

/** A system property's name after that of a variable: `MY_API_TOKEN` gives `my.api.token`. */
export function propertyNameFor(variable: string): string {
  return variable
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.+|\.+$/g, '');
}
