import { isBlank } from '../command/model/blank';
import type { Command } from '../command/model/command';
import type { LaunchContext } from './launch-context';
import { resolutionFault, stagingFault } from './launch-fault';
import type {
  ContainerLimits,
  MountSource,
  ResolvedEntry,
  ResolvedMount,
  ResolvedSpecialContainer,
  ResolvedText,
} from './resolved-launch';
import { splitCommandLine } from './split-command-line';

/** A setup or wrapup container to be made. */
export interface SpecialContainerPlan {
  readonly kind: 'setup' | 'wrapup';
  /** The text that names its Command. */
  readonly reference: string;
  readonly pointer: string;
  readonly parentName: string;
  readonly inputPath: string;
  readonly inputSource: MountSource;
  readonly outputPath: string;
}

/** A special container whose Command is known, waiting for the main container's values. */
export interface PendingSpecialContainer {
  readonly plan: SpecialContainerPlan;
  readonly command: Command;
}

/**
 * Looks up the Command of a setup or wrapup container.
 *
 * @throws LaunchFault where there is none, or it is of another type or has no command line.
 */
export function findSpecialCommand(plan: SpecialContainerPlan, { request }: LaunchContext): PendingSpecialContainer {
  const { kind, reference, pointer } = plan;
  const command = request.sources.specialCommand(reference);
  if (command === undefined) {
    throw resolutionFault({
      kind: 'setup-not-found',
      message: `Could not resolve ${kind} command with image ${reference}.`,
      explanation:
        `No ${kind} Command is known for "${reference}". It is found by the image's name and tag, then by the Command's name ` +
        'behind a colon; without a name the image must have just one Command.',
      pointer,
    });
  }
  if (command.type !== `docker-${kind}`) {
    throw resolutionFault({
      kind: 'setup-not-found',
      message:
        `Command ${command.name ?? 'null'} from image ${reference} has type ${command.type}, but I expected it to have type ` +
        `docker-${kind}.`,
      explanation: `Name a Command of type docker-${kind}.`,
      pointer,
    });
  }
  if (command.commandLine === undefined) throw noCommandLine(pointer, `${kind} Command`);
  return { plan, command };
}

/** Makes a setup or wrapup container, whose templates take the main container's values. */
export function completeSpecialContainer(
  { plan, command }: PendingSpecialContainer,
  environment: readonly ResolvedEntry[],
  context: LaunchContext,
): ResolvedSpecialContainer {
  const { filler, values, commandLineValues } = context;
  const { pointer } = plan;
  const mount = (name: string, mode: 'ro' | 'rw', path: string, source: MountSource): ResolvedMount => ({
    name,
    pointer,
    containerPath: plainText(`/${name}`, pointer),
    mode,
    xnatPath: path,
    enginePath: translatePath(path, context),
    source,
  });
  const commandLine = filler.fill(command.commandLine ?? '', pointer, commandLineValues);
  return {
    commandName: command.name,
    reference: plan.reference,
    parentName: plan.parentName,
    pointer,
    container: {
      image: command.image ?? '',
      name: isBlank(command.containerName) ? undefined : filler.fill(command.containerName, pointer, values),
      commandLine,
      cmd: splitCommandLine(commandLine.text),
      overrideEntrypoint: false,
      entrypoint: undefined,
      workingDirectory:
        command.workingDirectory === undefined ? undefined : plainText(command.workingDirectory, pointer),
      environment,
      ports: [],
      labels: filler.fillMap(command.containerLabels, pointer, values),
      mounts: [
        mount('input', 'ro', plan.inputPath, plan.inputSource),
        mount('output', 'rw', plan.outputPath, { kind: 'new' }),
      ],
      limits: limitsOf(command),
    },
  };
}

export function noCommandLine(pointer: string, what: string): Error {
  return stagingFault({
    kind: 'internal',
    exception: 'java.lang.NullPointerException',
    message: 'Null commandLine',
    explanation: `The ${what} has no command-line. The service stores it without complaint and cannot launch it. Write one; "" runs the image's own command.`,
    pointer,
  });
}

/** Replaces the server's path prefix by the engine's, wherever it stands in the path. */
export function translatePath(path: string, { request }: LaunchContext): string {
  const translation = request.settings.pathTranslation;
  if (translation === undefined) return path;
  return path.replaceAll(translation.xnatPrefix, () => translation.enginePrefix);
}

function plainText(text: string, pointer: string): ResolvedText {
  return { text, template: text, pointer, replacements: [] };
}

export function limitsOf(command: Command): ContainerLimits {
  return {
    reserveMemory: command.reserveMemory,
    limitMemory: command.limitMemory,
    limitCpu: command.limitCpu,
    runtime: command.runtime,
    ipcMode: command.ipcMode,
    autoRemove: command.autoRemove,
    shmSize: command.shmSize,
    network: command.network,
    gpus: command.gpus,
    genericResources: command.genericResources,
    ulimits: command.ulimits,
  };
}
