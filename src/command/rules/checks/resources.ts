import { isBlank } from '../../model/blank';
import { entriesOf, keyPlace, type LocatedCommand, type MapEntry, placeOf } from '../../model/located-command';
import { propertyOf } from '../../document/navigation';
import { split } from '../../java/text';
import { isSetupOrWrapup } from '../../model/vocabulary';
import type { CommandTemplates } from '../../template/command-templates';
import type { Report } from '../create-problem';
import { quoted } from '../wording';

/** Above this, a number of MiB was most likely meant in bytes: it is 4 TiB. */
const MOST_MEBIBYTES = 4_194_304n;
/** Below this, a number of bytes was most likely meant in MiB: it is 1 MiB. */
const LEAST_SHARED_BYTES = 1_048_576n;
const INTEGER = /^[+-]?[0-9]+$/;
const CONTAINER_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/** Limits, and what only some back ends know. */
export function checkResources(command: LocatedCommand, templates: CommandTemplates, report: Report): void {
  checkMemory(command, report);
  checkUlimits(command, report);
  checkBackends(command, report);
  checkContainerName(command, templates, report);
  if (propertyOf(command.node, 'ipcMode') !== undefined) {
    report(
      'ipcmode-alias',
      keyPlace(command, 'ipcMode'),
      command.mode === 'update'
        ? 'Updating a Command drops "ipcMode" in silence: only creating one knows this name. Write "ipc-mode".'
        : '"ipcMode" is understood when a Command is created, and dropped in silence when it is updated. Write ' +
            '"ipc-mode", which both know.',
    );
  }
}

function checkMemory(command: LocatedCommand, report: Report): void {
  const { reserveMemory, limitMemory, limitCpu, shmSize } = command.value;
  const suspicious = (key: string, message: string): void =>
    report('resource-value-suspicious', placeOf(command, key), message);
  for (const [key, value] of [
    ['reserve-memory', reserveMemory],
    ['limit-memory', limitMemory],
  ] as const) {
    if (value === undefined) continue;
    if (value <= 0n) suspicious(key, `"${key}" is ${value}, which limits nothing. Delete it, or give a number of MiB.`);
    else if (value > MOST_MEBIBYTES) {
      suspicious(key, `"${key}" counts in MiB, so ${value} is more than 4 TiB. Were bytes meant? Divide by 1048576.`);
    }
  }
  if (limitCpu !== undefined && !(limitCpu > 0)) {
    suspicious('limit-cpu', `"limit-cpu" is ${limitCpu}, which limits nothing. Delete it, or give a number of cores.`);
  }
  if (shmSize !== undefined && shmSize <= 0n) {
    suspicious('shm-size', `"shm-size" is ${shmSize}, which is no size. Delete it, or give a number of bytes.`);
  } else if (shmSize !== undefined && shmSize < LEAST_SHARED_BYTES) {
    suspicious(
      'shm-size',
      `"shm-size" counts in bytes, so ${shmSize} is less than 1 MiB. Were MiB meant? Multiply by 1048576.`,
    );
  }
  if (reserveMemory !== undefined && limitMemory !== undefined && limitMemory > 0n && reserveMemory > limitMemory) {
    report(
      'memory-reserve-exceeds-limit',
      placeOf(command, 'reserve-memory'),
      `"reserve-memory" (${reserveMemory} MiB) is above "limit-memory" (${limitMemory} MiB): the server stores it, and ` +
        'the back end refuses to create the container. Lower the one or raise the other.',
      { related: [{ span: placeOf(command, 'limit-memory').span, message: 'This is the limit.' }] },
    );
  }
}

function checkUlimits(command: LocatedCommand, report: Report): void {
  for (const entry of entriesOf(command, 'ulimits')) {
    const value = command.value.ulimits.get(entry.key);
    if (value !== undefined) checkUlimit(command, entry, value, report);
  }
}

function checkUlimit(command: LocatedCommand, entry: MapEntry, value: string, report: Report): void {
  const place = { pointer: entry.pointer, span: entry.value ?? entry.property.key };
  const parts = split(value, ':');
  if (value === '' || parts.length > 2) {
    // On other Commands the server itself refuses this form.
    if (!isSetupOrWrapup(command.value.type)) return;
    report(
      'ulimit-format-unchecked',
      place,
      `${quoted(value)} is neither a limit nor "soft:hard". On setup and wrapup Commands the server does not check it, ` +
        'and the launch fails. Write one or two numbers.',
    );
  } else if (parts.length === 0 || !parts.every((part) => INTEGER.test(part))) {
    report(
      'ulimit-not-numeric',
      place,
      `${quoted(value)} is no number: the server stores it, and the launch fails when it reads the limit. Write ` +
        '"1024" or "1024:2048".',
    );
  }
}

function checkBackends(command: LocatedCommand, report: Report): void {
  const { value } = command;
  if (!isBlank(value.gpus)) {
    report(
      'gpus-no-effect',
      placeOf(command, 'gpus'),
      'No back end reads "gpus", so the container gets no GPU by it. On plain Docker use "runtime" (such as ' +
        '"nvidia"); on Swarm and Kubernetes use "generic-resources".',
      { unnecessary: true },
    );
  }
  const specific = (key: string, set: boolean, backends: string): void => {
    if (set) report('backend-specific', keyPlace(command, key), `"${key}" is honoured by ${backends} only.`);
  };
  specific('runtime', !isBlank(value.runtime), 'plain Docker');
  const ipcMode = propertyOf(command.node, 'ipc-mode') === undefined ? 'ipcMode' : 'ipc-mode';
  specific(ipcMode, !isBlank(value.ipcMode), 'plain Docker');
  specific('ulimits', value.ulimits.size > 0, 'plain Docker');
  specific('generic-resources', value.genericResources.size > 0, 'Swarm and (its "gpu" alone) Kubernetes');
  // Setup and wrapup Commands lose these two altogether, which is a problem of its own.
  if (value.type !== 'docker') return;
  specific('auto-remove', value.autoRemove === true, 'plain Docker');
  specific('network', !isBlank(value.network), 'plain Docker and Swarm');
}

function checkContainerName(command: LocatedCommand, templates: CommandTemplates, report: Report): void {
  const name = command.value.containerName;
  if (name === undefined || isBlank(name)) return;
  const place = placeOf(command, 'container-name');
  const fixed = templates.mask(name);
  if (!CONTAINER_NAME.test(fixed)) {
    report(
      'container-name-invalid',
      place,
      `${quoted(name)} is no name of a container: it needs two or more letters, digits, "_", "." or "-", the first of ` +
        'them a letter or digit. The server stores it, and the launch fails.',
    );
  } else if (!templates.isTemplate(name) && command.value.type === 'docker') {
    report(
      'container-name-static',
      place,
      `Every container of this Command would be called ${quoted(name)}, so a second launch fails while the first is ` +
        'still there. Append the key of an input, or delete the property for a name made at launch.',
    );
  }
}
