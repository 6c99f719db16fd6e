import { SECRET_RESERVED_VARIABLES } from '../../model/vocabulary';
import { DOCUMENTED_RESERVED_VARIABLE, isServiceVariable } from '../../model/service-variables';
import { isBlank } from '../../model/blank';
import {
  entriesOf,
  headPlace,
  type Located,
  type LocatedCommand,
  partAt,
  type Place,
  placeOf,
  isWritten,
} from '../../model/located-command';
import type { Secret } from '../../model/command';
import type { CommandTemplates } from '../../template/command-templates';
import { createKeyFinder } from '../../template/key-finder';
import type { Report } from '../create-problem';
import { quoted } from '../wording';
import { literalValues } from './input-values';

const ENVIRONMENT_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Those of the service's variables that the server lets a secret replace; it refuses a Command with one of the others. */
const isReplaceable = (name: string): boolean =>
  isServiceVariable(name) && !(SECRET_RESERVED_VARIABLES as readonly string[]).includes(name);
const SHORT = 3;

/** A variable that a secret is written to. */
interface Destination {
  readonly identifier: string;
  readonly place: Place;
}

/**
 * What can be wrong with secrets beyond what the server refuses. On setup and wrapup Commands it refuses them all, and
 * nothing more is to be said.
 */
export function checkSecrets(command: LocatedCommand, templates: CommandTemplates, report: Report): void {
  if (command.value.type !== 'docker') return;
  const destinations: Destination[] = [];
  for (const secret of command.secrets) {
    checkSource(secret, report);
    const destination = destinationOf(secret);
    if (destination === undefined) continue;
    if (isBlank(destination.identifier)) {
      report(
        'secret-identifier-blank',
        destination.place,
        'This secret names no environment variable, so every launch fails. Name the variable that the tool reads.',
      );
      continue;
    }
    destinations.push(destination);
    checkName(destination, report);
  }
  checkDuplicates(destinations, report);
  if (destinations.length > 0) {
    checkTemplatedVariables(command, templates, report);
    checkInputValues(command, destinations, report);
  }
}

function destinationOf(secret: Located<Secret>): Destination | undefined {
  const { destination } = secret.value;
  if (destination === undefined) return undefined;
  const part = partAt(secret, 'destination');
  const place = part === undefined ? placeOf(secret, 'destination') : placeOf(part, 'identifier');
  return { identifier: destination.identifier ?? '', place };
}

function checkSource(secret: Located<Secret>, report: Report): void {
  const { source, destination } = secret.value;
  const name = destination?.identifier;
  const variable = isBlank(name) ? 'This secret' : `The secret for ${quoted(name)}`;
  if (source === undefined) {
    // What cannot be read as a source is refused by the server, and said so.
    if (isWritten(secret, 'source')) return;
    report(
      'secret-source-missing',
      headPlace(secret),
      `${variable} has no source: the server stores it, and every launch fails. ` +
        'Add a source of type "system-property" that names the property.',
    );
  } else if (isBlank(source.identifier)) {
    const part = partAt(secret, 'source');
    report(
      'secret-identifier-blank',
      part === undefined ? placeOf(secret, 'source') : placeOf(part, 'identifier'),
      `${variable} does not say which system property of the XNAT server holds its value, so every launch fails. ` +
        'Give the source an identifier.',
    );
  }
}

function checkName({ identifier, place }: Destination, report: Report): void {
  const name = quoted(identifier);
  if (identifier.startsWith('$')) {
    report(
      'secret-env-name-invalid',
      place,
      `${name} is taken as it stands, dollar sign included, so the container never sees a variable of the name meant. ` +
        'Remove the "$": here it is a name, not a reference.',
      { severity: 'error' },
    );
  } else if (!ENVIRONMENT_NAME.test(identifier)) {
    report(
      'secret-env-name-invalid',
      place,
      `${name} is no name a shell can read a variable by: it needs letters, digits and underscores, and no digit in ` +
        'front. The server stores it, and the tool may never find its secret.',
    );
  } else if (identifier === DOCUMENTED_RESERVED_VARIABLE) {
    report(
      'secret-env-documented-reserved',
      place,
      'The public documentation calls "XNAT_HOME" reserved, but the service does not check it: this secret is stored ' +
        'and works. Choose another name to be safe with later releases.',
    );
  } else if (isReplaceable(identifier)) {
    report(
      'secret-overrides-default-env',
      place,
      `The service sets ${name} itself, and this secret replaces its value in the container without a word. ` +
        'Choose another name.',
    );
  } else if (identifier.length <= SHORT) {
    report(
      'secret-name-short',
      place,
      `A launch is refused when the value of any input contains ${name}, which so short a name easily is part of. ` +
        'Choose a longer one.',
    );
  }
}

function checkDuplicates(destinations: readonly Destination[], report: Report): void {
  const first = new Map<string, Destination>();
  for (const destination of destinations) {
    const earlier = first.get(destination.identifier);
    if (earlier === undefined) {
      first.set(destination.identifier, destination);
      continue;
    }
    report(
      'secret-destination-duplicate',
      destination.place,
      `Another secret already goes to ${quoted(destination.identifier)}. The server stores both, and every launch ` +
        'fails when it builds the environment. Rename this variable or remove one of the secrets.',
      { related: [{ span: earlier.place.span, message: 'The other secret goes here.' }] },
    );
  }
}

function checkTemplatedVariables(command: LocatedCommand, templates: CommandTemplates, report: Report): void {
  for (const { key, pointer, property } of entriesOf(command, 'environment-variables')) {
    if (!templates.isTemplate(key)) continue;
    report(
      'secret-env-template-name',
      { pointer, span: property.key },
      `The name of this variable is only known at launch. Should it turn out as that of a secret, the secret's value ` +
        'wins without a word. Make sure that no input can give it such a name.',
    );
  }
}

function checkInputValues(command: LocatedCommand, destinations: readonly Destination[], report: Report): void {
  const byName = new Map(destinations.map((destination) => [destination.identifier, destination]));
  const finder = createKeyFinder(byName.keys());
  for (const { text, place, what } of literalValues(command)) {
    const name = finder.find(text)[0]?.key;
    const destination = name === undefined ? undefined : byName.get(name);
    if (name === undefined || destination === undefined) continue;
    report(
      'secret-name-in-input',
      place,
      `${what} contains ${quoted(name)}, the variable of a secret. The service refuses every launch in which the value ` +
        'of an input does, so that nobody can ask for a secret. Change the value or rename the variable.',
      { related: [{ span: destination.place.span, message: 'The secret goes to this variable.' }] },
    );
  }
}
