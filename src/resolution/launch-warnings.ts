import { isBlank } from '../command/model/blank';
import { replacementKeyOf } from '../command/template/replacement-key';
import type { LaunchContext } from './launch-context';
import type { LaunchWarning, ResolvedLaunch, ResolvedText } from './resolved-launch';

/** What will run, but most likely not as it is meant. */
export function launchWarnings(
  launch: Omit<ResolvedLaunch, 'warnings'>,
  { configured }: LaunchContext,
): readonly LaunchWarning[] {
  const { container, outputs } = launch;
  const { command, wrapper } = configured;
  const keys = [...wrapper.externalInputs, ...wrapper.derivedInputs, ...command.inputs].map(replacementKeyOf);
  const texts: readonly (ResolvedText | undefined)[] = [
    container.commandLine,
    container.name,
    container.workingDirectory,
    ...[...container.environment, ...container.ports, ...container.labels].flatMap(({ name, value }) => [name, value]),
    ...container.mounts.map(({ containerPath }) => containerPath),
  ];
  const warnings: LaunchWarning[] = [];
  for (const text of texts) {
    const left = keys.find((key) => text?.template.includes(key) === true && text.text.includes(key));
    if (text === undefined || left === undefined) continue;
    const isCommandLine = text === container.commandLine;
    warnings.push({
      code: 'key-left',
      message:
        `The service leaves ${left} as it is: the input has no value` +
        `${isCommandLine ? ', or it is a wrapper input, whose key is not replaced in a command line' : ''}.`,
      pointer: text.pointer,
    });
  }
  for (const mount of container.mounts) {
    if (!mount.containerPath.text.includes(':') && !mount.enginePath.includes(':')) continue;
    const message = `A ":" in a path breaks the bind of mount "${mount.name}" on a plain Docker engine.`;
    warnings.push({ code: 'colon-in-path', message, pointer: mount.pointer });
  }
  for (const output of outputs) {
    if (!isBlank(output.glob)) {
      const message = `The service never reads glob: all of "${output.path ?? ''}" in mount "${output.mount}" is stored.`;
      warnings.push({ code: 'glob-unread', message, pointer: `${output.outputPointer}/glob` });
    }
    if (output.path?.startsWith('/') === true) {
      const message = `The path "${output.path}" is absolute, and the service looks for it on its own host, not in mount "${output.mount}".`;
      warnings.push({ code: 'absolute-output-path', message, pointer: `${output.outputPointer}/path` });
    }
  }
  if (!isBlank(command.gpus)) {
    const message =
      'No backend of the service reads gpus. On plain Docker a GPU is reached through runtime, such as "nvidia".';
    warnings.push({ code: 'gpus-unread', message, pointer: '/gpus' });
  }
  return warnings;
}
