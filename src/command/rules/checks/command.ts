import { valueOf } from '../../document/navigation';
import { isBlank } from '../../model/blank';
import { headPlace, keyPlace, type LocatedCommand, placeOf } from '../../model/located-command';
import { isSetupOrWrapup } from '../../model/vocabulary';
import type { Report } from '../create-problem';
import { quoted } from '../wording';

/** The Command as a whole: what it is called and what of it a setup or wrapup Command loses. */
export function checkCommandProperties(command: LocatedCommand, report: Report): void {
  const { version, schemaVersion } = command.value;
  if (isBlank(version)) {
    report(
      'version-missing',
      headPlace(command),
      'Without a version nobody can tell one state of this Command from the next, and XNAT does not take up a change ' +
        'from an image label. Add "version" and raise it with every change.',
    );
  }
  if (schemaVersion !== undefined && schemaVersion !== '1.0' && !isBlank(schemaVersion)) {
    report(
      'schema-version-unexpected',
      placeOf(command, 'schema-version'),
      `There is no schema version ${quoted(schemaVersion)}: the only one is "1.0". The service stores the text and never ` +
        'reads it.',
    );
  }
  if (isSetupOrWrapup(command.value.type)) checkSpecial(command, report);
}

/** The Commands of a label together: of equal ones the server installs the first. */
export function checkLabel(commands: readonly LocatedCommand[], report: Report): void {
  const first = new Map<string, LocatedCommand>();
  for (const command of commands) {
    const { name, version } = command.value;
    // Without a version it depends on the database whether two are the same.
    if (name === undefined || version === undefined) continue;
    const identity = JSON.stringify([name, version]);
    const earlier = first.get(identity);
    if (earlier === undefined) {
      first.set(identity, command);
      continue;
    }
    report(
      'duplicate-command',
      headPlace(command),
      `The label holds version ${quoted(version)} of ${quoted(name)} twice: the server installs the first and skips this ` +
        'one, with no more than a line in its log. Give one of them another name or version.',
      { related: [{ span: headPlace(earlier).span, message: 'The other one.' }] },
    );
  }
}

function checkSpecial(command: LocatedCommand, report: Report): void {
  const { value } = command;
  const kind = value.type === 'docker-setup' ? 'setup' : 'wrapup';
  const ignored: readonly (readonly [key: string, set: boolean])[] = [
    ['override-entrypoint', value.overrideEntrypoint === true],
    ['auto-remove', value.autoRemove === true],
    ['shm-size', value.shmSize !== undefined],
    ['network', !isBlank(value.network)],
    ['container-labels', value.containerLabels.size > 0],
    ['index', !isBlank(value.index)],
    ['hash', !isBlank(value.hash)],
  ];
  for (const [key, set] of ignored) {
    if (!set || valueOf(command.node, key) === undefined) continue;
    report(
      'setup-wrapup-property-ignored',
      keyPlace(command, key),
      key === 'override-entrypoint'
        ? `A ${kind} Command never overrides the entrypoint: an image that has one runs it with this command line as its ` +
            'arguments. Delete the property, and make the line fit.'
        : `"${key}" is lost when a ${kind} Command is read back from the database, so it has no effect. Delete it.`,
      { unnecessary: true },
    );
  }
}
