import { isBlank } from '../../model/blank';
import type { CommandOutput, Mount, WrapperInput } from '../../model/command';
import { headPlace, keyPlace, type Located, type LocatedCommand, placeOf } from '../../model/located-command';
import type { CommandTemplates } from '../../template/command-templates';
import type { Report } from '../create-problem';
import { quoted } from '../wording';

/** Outputs: whether their files can be there, and what of them the service ignores. */
export function checkOutputs(command: LocatedCommand, templates: CommandTemplates, report: Report): void {
  if (command.value.type !== 'docker') return;
  const mounts = new Map(command.mounts.map((mount) => [mount.value.name, mount]));
  const feeders = new Map<string, Located<WrapperInput>>();
  for (const wrapper of command.wrappers) {
    for (const input of wrapper.inputs) {
      const mount = input.value.providesFilesForCommandMount;
      if (mount !== undefined && !isBlank(mount)) feeders.set(mount, input);
    }
  }
  for (const output of command.outputs) {
    const mount = output.value.mount;
    // A path that an input fills in may well name a file that came with the input.
    if (mount !== undefined && !templates.isTemplate(output.value.path ?? '')) {
      checkMount(output, mounts.get(mount), feeders.get(mount), report);
    }
    checkFiles(output, report);
    if (command.wrappers.length === 0 && !isBlank(output.value.name)) {
      report(
        'output-no-wrapper',
        headPlace(output),
        `The Command has no wrapper, so nothing says where the files of output ${quoted(output.value.name)} go, and ` +
          'nobody uploads them.',
      );
    }
  }
}

function checkMount(
  output: Located<CommandOutput>,
  mount: Located<Mount> | undefined,
  feeder: Located<WrapperInput> | undefined,
  report: Report,
): void {
  if (mount === undefined || feeder === undefined || mount.value.writable) return;
  const name = quoted(mount.value.name);
  report(
    'output-mount-readonly',
    placeOf(output, 'mount'),
    `Input ${quoted(feeder.value.name)} provides the files of mount ${name}, and without "writable" those are mounted ` +
      'read-only: the tool cannot leave its output there. Make the mount writable, or use one that no input feeds.',
    {
      related: [
        { span: headPlace(mount).span, message: `The mount ${name} is not writable.` },
        { span: placeOf(feeder, 'provides-files-for-command-mount').span, message: 'This input provides its files.' },
      ],
    },
  );
}

function checkFiles(output: Located<CommandOutput>, report: Report): void {
  const { glob, path, name } = output.value;
  if (!isBlank(glob)) {
    report(
      'output-glob-ignored',
      keyPlace(output, 'glob'),
      `"glob" is stored and never read: everything at the path of output ${quoted(name ?? '')} is uploaded, whatever ` +
        'the pattern says. Narrow it down with "path", or let the tool write nothing else there.',
      { unnecessary: true },
    );
  }
  if (path === undefined || isBlank(path)) return;
  if (path.startsWith('/')) {
    report(
      'output-path-absolute',
      placeOf(output, 'path'),
      `${quoted(path)} is absolute, so the service looks for it on the XNAT server itself and not in the mount: nothing ` +
        'is uploaded. Write the path relative to the mount.',
    );
  } else if (path.split('/').includes('..')) {
    report(
      'output-path-parent',
      placeOf(output, 'path'),
      `${quoted(path)} leaves the mount, and what lies around it on the server is none of the tool's files. Write a ` +
        'path below the mount.',
    );
  }
}
