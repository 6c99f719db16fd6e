import { entriesOf, partAt, type Located, type LocatedCommand } from '../model/located-command';
import { valueOf } from '../document/navigation';
import type { Secret } from '../model/command';
import { SECRET_RESERVED_VARIABLES } from '../model/vocabulary';
import type { Report } from './report';
import { quote } from './wording';

const RESERVED: ReadonlySet<string> = new Set(SECRET_RESERVED_VARIABLES);

/** Secrets may not be put in variables that the service or the Command itself sets. */
export function validateSecrets(command: LocatedCommand, prefix: string, report: Report): void {
  checkElements(command, report);
  const destinations = command.secrets.filter((secret) => secret.value.destination?.identifier !== undefined);
  const said = new Set<string>();
  for (const [secret, name] of namesOf(destinations)) {
    if (!RESERVED.has(name)) continue;
    sayOnce(`${prefix} Secrets use reserved environment variable name "${name}"`, said, report);
    report.refuses(() => ({
      code: 'secret-env-reserved',
      part: secret,
      key: 'identifier',
      what: `The Container Service itself sets ${quote(name)} in every container.`,
      advice: 'Put the secret in a variable of another name.',
    }));
  }
  const variables = new Map(entriesOf(command, 'environment-variables').map((entry) => [entry.key, entry]));
  for (const [secret, name] of namesOf(destinations)) {
    if (!command.value.environmentVariables.has(name)) continue;
    sayOnce(`${prefix} Secrets and environment variables both request name "${name}"`, said, report);
    const variable = variables.get(name);
    report.refuses(() => ({
      code: 'secret-env-conflict',
      part: secret,
      key: 'identifier',
      what: `The Command also sets ${quote(name)} among its environment variables.`,
      advice: 'Remove that variable, or put the secret in a variable of another name.',
      related:
        variable === undefined ? [] : [{ span: variable.property.key, message: 'The variable of the same name.' }],
    }));
  }
}

/** The place of each destination that has a name, with that name. */
function* namesOf(secrets: readonly Located<Secret>[]): Iterable<readonly [Located<unknown>, string]> {
  for (const secret of secrets) {
    const name = secret.value.destination?.identifier;
    if (name !== undefined) yield [partAt(secret, 'destination') ?? secret, name];
  }
}

function sayOnce(message: string, said: Set<string>, report: Report): void {
  if (!said.has(message)) report.says(() => message);
  said.add(message);
}

function checkElements(command: LocatedCommand, report: Report): void {
  if (command.value.secrets.some((secret) => secret.destination === undefined)) report.throws('within');
  for (const secret of command.secrets) {
    if (secret.value.destination !== undefined) continue;
    report.fails(() => ({
      code: 'secret-destination-missing',
      part: secret,
      key: 'destination',
      what: 'The secret has no destination.',
      advice: 'Add one that names the environment variable to put it in.',
    }));
  }
  const list = valueOf(command.node, 'secrets');
  if (list?.kind !== 'array') return;
  list.items.forEach((item, index) => {
    if (item.kind !== 'null') return;
    const pointer = `${command.pointer}/secrets/${index}`;
    report.fails(() => ({
      code: 'null-element',
      part: command,
      key: 'secrets',
      what: 'The list of secrets holds a null.',
      advice: 'Remove it.',
      place: { pointer, span: item },
    }));
  });
}
