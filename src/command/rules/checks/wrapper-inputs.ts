import { isBlank } from '../../model/blank';
import type { WrapperInput } from '../../model/command';
import { type Located, type LocatedCommand, type LocatedWrapper, placeOf } from '../../model/located-command';
import { isMountable, isWrapperInputType } from '../../model/xnat-objects';
import type { RelatedPlace } from '../../problem';
import type { Report } from '../create-problem';
import { createNearest } from '../nearest';
import { didYouMean, quoted } from '../wording';
import { checkSpecialCommand } from './special-commands';

const FEEDS_VALUE = 'provides-value-for-command-input';
const FEEDS_FILES = 'provides-files-for-command-mount';

interface Targets {
  readonly inputs: ReadonlySet<string>;
  readonly mounts: ReadonlySet<string>;
  readonly nearestInput: (name: string) => string | undefined;
  readonly nearestMount: (name: string) => string | undefined;
}

/** External and derived inputs alike: what they feed, and what they can feed. */
export function checkWrapperInputs(command: LocatedCommand, report: Report): void {
  if (command.value.type !== 'docker') return;
  const inputs = new Set(command.inputs.map(({ value }) => value.name));
  const mounts = new Set(command.mounts.map(({ value }) => value.name));
  const targets = { inputs, mounts, nearestInput: createNearest(inputs), nearestMount: createNearest(mounts) };
  for (const input of command.inputs) checkReservedName(input, report);
  for (const wrapper of command.wrappers) {
    for (const [index, input] of wrapper.inputs.entries()) {
      checkReservedName(input, report);
      checkFileType(input, report);
      checkTargets(input, index < wrapper.externalInputs.length ? 'external' : 'derived', targets, report);
      checkSpecialCommand(input, 'via-setup-command', input.value.viaSetupCommand, report);
    }
    checkFedTwice(wrapper, FEEDS_VALUE, ({ providesValueForCommandInput }) => providesValueForCommandInput, report);
    checkFedTwice(wrapper, FEEDS_FILES, ({ providesFilesForCommandMount }) => providesFilesForCommandMount, report);
  }
}

function checkReservedName(input: Located<{ readonly name: string }>, report: Report): void {
  if (input.value.name !== 'swarm-constraints') return;
  report(
    'reserved-input-name',
    placeOf(input, 'name'),
    'A launch request carries the placement constraints of the cluster under the name "swarm-constraints", so this ' +
      'input never gets a value of its own. Choose another name.',
  );
}

function checkFileType(input: Located<WrapperInput>, report: Report): void {
  if (input.value.type !== 'file') return;
  report(
    'wrapper-type-file-lowercase',
    placeOf(input, 'type'),
    'The server takes the type "file" and stores "string" in its place, so this input stands for no file. Write "File".',
  );
}

function checkTargets(
  input: Located<WrapperInput>,
  declared: 'external' | 'derived',
  targets: Targets,
  report: Report,
): void {
  const { name, type, required, defaultValue } = input.value;
  const value = input.value.providesValueForCommandInput;
  if (!isBlank(value) && !targets.inputs.has(value)) {
    report(
      'provides-value-unknown-input',
      placeOf(input, FEEDS_VALUE),
      () =>
        `The Command has no input ${quoted(value)}: the server stores this, and at launch the value of ${quoted(name)} ` +
        `goes nowhere.${didYouMean(targets.nearestInput(value))}`,
    );
  }
  const mount = input.value.providesFilesForCommandMount;
  if (isBlank(mount)) return;
  if (!targets.mounts.has(mount)) {
    report(
      'provides-files-unknown-mount',
      placeOf(input, FEEDS_FILES),
      () =>
        `The Command has no mount ${quoted(mount)}: the server stores this, and at launch the files of ${quoted(name)} go ` +
        `nowhere.${didYouMean(targets.nearestMount(mount))}`,
    );
    return;
  }
  if (isWrapperInputType(type) ? !isMountable(type, declared) : type === 'file') {
    report(
      'unmountable-type',
      placeOf(input, FEEDS_FILES),
      type === 'File'
        ? `An external input of type File never becomes a file of the archive, so ${quoted(name)} has nothing to ` +
            'mount: the server stores this, and every launch fails. Derive the file from a Resource.'
        : `An input of type ${quoted(type)} has no files that the service could mount: it stores this, and every launch ` +
            `fails. Derive the object with the files (such as a Resource or Session) and let that feed ${quoted(mount)}.`,
      { related: typeRelated(input) },
    );
  } else if (!required && (declared === 'derived' || isBlank(defaultValue))) {
    report(
      'optional-input-provides-files',
      placeOf(input, 'required'),
      `When the optional input ${quoted(name)} has no value, there is nothing to mount at ${quoted(mount)}, and the ` +
        'launch fails instead of leaving the mount out. Make it required.',
    );
  }
}

function typeRelated(input: Located<WrapperInput>): readonly RelatedPlace[] {
  return [{ span: placeOf(input, 'type').span, message: `The input is of type ${input.value.type}.` }];
}

function checkFedTwice(
  wrapper: LocatedWrapper,
  key: typeof FEEDS_VALUE | typeof FEEDS_FILES,
  target: (input: WrapperInput) => string | undefined,
  report: Report,
): void {
  const first = new Map<string, Located<WrapperInput>>();
  for (const input of wrapper.inputs) {
    const name = target(input.value);
    if (isBlank(name)) continue;
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, input);
      continue;
    }
    report(
      key === FEEDS_VALUE ? 'provides-value-duplicate' : 'provides-files-duplicate',
      placeOf(input, key),
      key === FEEDS_VALUE
        ? `Input ${quoted(earlier.value.name)} already provides the value of ${quoted(name)}: the later of the two wins, ` +
            'and the other has no effect. Keep one.'
        : `Input ${quoted(earlier.value.name)} already provides the files of ${quoted(name)}: only one of the two is ` +
            'mounted, the deeper or the later one. Keep one, or give the other a mount of its own.',
      { related: [{ span: placeOf(earlier, key).span, message: `${quoted(earlier.value.name)} feeds it too.` }] },
    );
  }
}
