import { sizeOfCopy } from '../command/java/hash-order';
import { isBlank } from '../command/model/blank';
import { missingInputs } from './collect-values';
import { placeFileInputs } from './file-inputs';
import type { InputNode } from './input-tree';
import { createLaunchContext } from './launch-context';
import type { LaunchContext } from './launch-context';
import { LaunchFault, resolutionFault } from './launch-fault';
import type { LaunchRequest } from './launch-request';
import { launchWarnings } from './launch-warnings';
import { resolveInputTrees } from './resolve-input-trees';
import { newDirectory, resolveMounts } from './resolve-mounts';
import { resolveOutputs } from './resolve-outputs';
import { resolveSecrets } from './resolve-secrets';
import type { LaunchOutcome, ResolvedContainer, ResolvedInput, ResolvedLaunch } from './resolved-launch';
import type { ResolvedMount, ResolvedOutput } from './resolved-launch';
import { sensitiveTextsOf } from './sensitive-input';
import { completeSpecialContainer, findSpecialCommand, limitsOf, noCommandLine } from './special-container';
import type { PendingSpecialContainer } from './special-container';
import { splitCommandLine } from './split-command-line';

/**
 * Makes of a request what the Container Service 3.7.3 would, or the error it would end with. Pure: nothing is read or made
 * but through the request's sources.
 */
export function resolveLaunch(request: LaunchRequest): LaunchOutcome {
  const inputs: ResolvedInput[] = [];
  try {
    return { ok: true, launch: resolve(request, inputs) };
  } catch (fault) {
    if (!(fault instanceof LaunchFault)) throw fault;
    return { ok: false, error: fault.error, inputs, unresolved: sensitiveTextsOf(request) };
  }
}

/** @param inputs filled with the trees as they are resolved, so that they are known also where the launch fails. */
function resolve(request: LaunchRequest, inputs: ResolvedInput[]): ResolvedLaunch {
  const context = createLaunchContext(request);
  const roots = resolveInputTrees(context, inputs, 'launch');
  requireInputs(inputs, context);

  const { configured } = context;
  const { command } = configured;
  const { filler, values } = context;
  const nodes = nodesByPointer(roots);
  const secrets = resolveSecrets(inputs, context);
  const outputs = resolveOutputs(inputs, context);
  const name = isBlank(command.containerName)
    ? undefined
    : filler.fill(command.containerName, '/container-name', values);
  const environment = filler.fillMap(command.environmentVariables, '/environment-variables', values);
  const workingDirectory = filler.fill(command.workingDirectory, '/working-directory', values);
  const ports = filler.fillMap(command.ports, '/ports', values, sizeOfCopy(command.ports.size));
  const { mounts, setupContainers } = resolveMounts(inputs, nodes, context);
  const fileCopies = placeFileInputs(inputs, mounts, nodes, context);
  const commandLine = filler.fill(command.commandLine, '/command-line', context.commandLineValues);
  const wrapupContainers = findWrapupCommands(outputs, mounts, context);
  const labels = filler.fillMap(command.containerLabels, '/container-labels', values);
  const complete = (pending: PendingSpecialContainer) => completeSpecialContainer(pending, environment, context);
  const setups = setupContainers.map(complete);
  const wrapups = wrapupContainers.map(complete);
  if (commandLine === undefined) throw noCommandLine('', 'Command');

  const overrideEntrypoint = command.overrideEntrypoint === true;
  const container: ResolvedContainer = {
    image: command.image ?? '',
    name,
    commandLine,
    cmd: overrideEntrypoint ? ['/bin/sh', '-c', commandLine.text] : splitCommandLine(commandLine.text),
    entrypoint: overrideEntrypoint ? [''] : undefined,
    overrideEntrypoint,
    workingDirectory,
    environment,
    ports,
    labels,
    mounts,
    limits: limitsOf(command),
  };
  const launch: Omit<ResolvedLaunch, 'warnings'> = {
    commandName: command.name,
    wrapperName: configured.wrapper.name,
    container,
    inputs,
    outputs,
    fileCopies,
    secrets,
    setupContainers: setups,
    wrapupContainers: wrapups,
  };
  return { ...launch, warnings: launchWarnings(launch, context) };
}

function requireInputs(inputs: readonly ResolvedInput[], context: LaunchContext): void {
  const missing = missingInputs(inputs);
  const [first] = missing;
  if (first === undefined) return;
  const names = missing.map(({ name }) => name).join(', ');
  const reasons = missing.map(
    (input) => context.reasons.get(input.pointer)?.text ?? `"${input.name}" is required and nothing gives it a value.`,
  );
  throw resolutionFault({
    kind: 'missing-required',
    message: `Missing values for required input${missing.length === 1 ? '' : 's'}: ${names}.`,
    explanation: `${[...new Set(reasons)].join(' ')} Give ${missing.length === 1 ? 'a value' : 'values'} at launch, or set a default-value.`,
    pointer: context.reasons.get(first.pointer)?.pointer ?? first.pointer,
  });
}

/** Wrapup containers, one for each output that has one: even an empty text names one, which is then not found. */
function findWrapupCommands(
  outputs: readonly ResolvedOutput[],
  mounts: readonly ResolvedMount[],
  context: LaunchContext,
): readonly PendingSpecialContainer[] {
  return outputs.flatMap((output) => {
    if (output.viaWrapupCommand === undefined) return [];
    const mount = mounts.find(({ name }) => name === output.mount);
    const plan = {
      kind: 'wrapup' as const,
      reference: output.viaWrapupCommand,
      pointer: `${output.handlerPointer}/via-wrapup-command`,
      parentName: output.name,
      inputPath: mount?.xnatPath ?? '',
      inputSource: { kind: 'mount' as const, mount: output.mount },
      outputPath: newDirectory(context),
    };
    return [findSpecialCommand(plan, context)];
  });
}

function nodesByPointer(roots: readonly InputNode[]): ReadonlyMap<string, InputNode> {
  const nodes = new Map<string, InputNode>();
  const add = (node: InputNode): void => {
    nodes.set(node.pointer, node);
    node.children.forEach(add);
  };
  roots.forEach(add);
  return nodes;
}
