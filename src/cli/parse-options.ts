import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './usage-error';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * Reads the arguments of a subcommand.
 *
 * @param usage how the subcommand is used, told to who used it wrongly
 * @throws UsageError for an option that is unknown, lacks its value, or takes one and is given twice
 */
export function parseOptions<const T extends Options>(args: readonly string[], options: T, usage: string) {
  try {
    refuseRepeated(args, options);
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

/** Node takes the last one, silently. */
function refuseRepeated(args: readonly string[], options: Options): void {
  const given = new Set<string>();
  const { tokens } = parseArgs({ args: [...args], allowPositionals: true, options, tokens: true });
  for (const token of tokens) {
    if (token.kind !== 'option' || options[token.name]?.multiple === true) continue;
    if (given.has(token.name)) throw new UsageError(`${token.rawName} is given twice. Give it once.`);
    given.add(token.name);
  }
}
