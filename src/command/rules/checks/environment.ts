import { isServiceVariable } from '../../model/service-variables';
import { entriesOf, type LocatedCommand, type MapEntry } from '../../model/located-command';
import type { CommandTemplates } from '../../template/command-templates';
import type { Report } from '../create-problem';
import { quoted } from '../wording';
import { isBlank } from '../../model/blank';

const PORT = /^[+]?[0-9]{1,10}$/;

/** Names of environment variables, and ports. */
export function checkEnvironment(command: LocatedCommand, templates: CommandTemplates, report: Report): void {
  if (command.value.type !== 'docker') return;
  for (const entry of entriesOf(command, 'environment-variables')) checkVariable(entry, templates, report);
  for (const entry of entriesOf(command, 'ports')) {
    checkPort(entry, command.value.ports.get(entry.key), templates, report);
  }
}

function checkVariable(entry: MapEntry, templates: CommandTemplates, report: Report): void {
  const name = entry.key;
  const place = { pointer: entry.pointer, span: entry.property.key };
  const fixed = templates.withoutTemplates(name);
  if (fixed.startsWith('$')) {
    report(
      'env-name-invalid',
      place,
      `${quoted(name)} is taken as it stands, dollar sign included, so the container never sees a variable of the name ` +
        'meant. Remove the "$": here it is a name, not a reference.',
      { severity: 'error' },
    );
  } else if (name === '' || /[=\s\0]/.test(fixed)) {
    const fault = name === '' ? 'An empty name' : `${quoted(name)}, with a ${faultIn(fixed)} in it,`;
    report(
      'env-name-invalid',
      place,
      `${fault} is no name of an environment variable: the server stores it, and Docker refuses it or reads another ` +
        'name at launch. Rename the variable.',
    );
  } else if (isServiceVariable(name)) {
    report(
      'env-reserved-name',
      place,
      `The service sets ${quoted(name)} itself, and two variables of one name are too many for it: it stores the ` +
        'Command, and every launch fails. Delete this variable; the container gets it anyway.',
    );
  }
}

function faultIn(name: string): string {
  if (name.includes('=')) return '"="';
  return name.includes('\0') ? 'NUL character' : 'blank';
}

function checkPort(entry: MapEntry, host: string | undefined, templates: CommandTemplates, report: Report): void {
  const faulty = (text: string): boolean => !templates.isTemplate(text) && !isPort(text);
  if (faulty(entry.key)) {
    report(
      'port-invalid',
      { pointer: entry.pointer, span: entry.property.key },
      `The container port ${quoted(entry.key)} is no number from 1 to 65535: the server stores it, and every launch ` +
        'fails. Write the number alone.',
    );
  }
  const { value } = entry;
  if (value === undefined || value.kind === 'null' || host === undefined || !faulty(host)) return;
  report(
    'port-invalid',
    { pointer: entry.pointer, span: value },
    isBlank(host)
      ? `Container port ${quoted(entry.key)} has no host port: the server stores it, and every launch fails. Name the ` +
          'host port, or delete the entry.'
      : `The host port ${quoted(host)} is no number from 1 to 65535: the server stores it, and every launch fails. ` +
          'Write the number alone.',
  );
}

function isPort(text: string): boolean {
  return PORT.test(text) && Number(text) >= 1 && Number(text) <= 65535;
}
