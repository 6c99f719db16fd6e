import { SERVICE_VARIABLES, type ServiceVariable } from '../command/model/service-variables';
import { isBlank } from '../command/model/blank';
import { MASK } from './mask-sensitive';
import type { ContainerLimits, MountSource, ResolvedEntry, ResolvedLaunch, ResolvedMount } from './resolved-launch';

/** What the variables hold that the service adds. */
const HELD: Readonly<Record<ServiceVariable, string>> = {
  XNAT_HOST: 'address of the XNAT server',
  XNAT_USER: 'alias of the person who launches, for this container alone',
  XNAT_PASS: 'secret that goes with the alias',
  XNAT_WORKFLOW_ID: 'id of the workflow',
  XNAT_EVENT_ID: 'id of the event',
};

/** Blanks and line breaks in an argument are part of it; quotes make them seen. */
export function quoted(argument: string): string {
  return /^[\w@%+=:,./•-]+$/.test(argument) ? argument : JSON.stringify(argument);
}

export function environmentLines(
  { container, secrets }: ResolvedLaunch,
  overrides: ReadonlyMap<string, string>,
): readonly string[] {
  const secret = new Set(secrets.map(({ destination }) => destination));
  const own = container.environment.filter(({ name }) => !overrides.has(name.text) && !secret.has(name.text));
  const set = [...overrides].filter(([name]) => !secret.has(name));
  const added = SERVICE_VARIABLES.filter((name) => !overrides.has(name));
  return [
    ...entryLines(own),
    ...set.map(([name, value]) => `${name}=${value}  (set by the launch file)`),
    ...secrets.map(({ destination, source }) => `${destination}=${MASK}  (secret: system property ${source})`),
    ...added.map((name) => `${name}  (added by the service: ${HELD[name]})`),
  ];
}

export function entryLines(entries: readonly ResolvedEntry[]): readonly string[] {
  return entries.map(({ name, value }) => {
    const inputs = [...new Set([...name.replacements, ...value.replacements].map(({ input }) => input))];
    return `${name.text}=${value.text}${inputs.length === 0 ? '' : `  (of ${inputs.join(', ')})`}`;
  });
}

export function mountLine(mount: ResolvedMount): string {
  return `${mount.enginePath} → ${mount.containerPath.text} ${mount.mode}  (${mount.name}: ${sourceText(mount.source)})`;
}

function sourceText(source: MountSource): string {
  const files = (count: number | undefined): string =>
    count === undefined ? '' : `, ${count} file${count === 1 ? '' : 's'}`;
  switch (source.kind) {
    case 'new':
      return 'a new, empty folder';
    case 'archive':
      return `the ${source.entry} of ${source.input} as it is${files(source.files)}`;
    case 'copy':
      return `a copy of ${source.from}, the ${source.entry} of ${source.input}${files(source.files)}`;
    case 'setup':
      return `what setup Command ${source.reference} makes of ${source.input}`;
    case 'mount':
      return `what is in mount ${source.mount}`;
  }
}

export function limitLines(limits: ContainerLimits): readonly string[] {
  const lines: (string | undefined)[] = [
    limits.reserveMemory === undefined ? undefined : `memory reserved: ${limits.reserveMemory} MiB`,
    limits.limitMemory === undefined ? undefined : `memory at most: ${limits.limitMemory} MiB`,
    limits.limitCpu === undefined ? undefined : `cores at most: ${limits.limitCpu}`,
    limits.shmSize === undefined ? undefined : `shared memory: ${limits.shmSize} bytes`,
    limits.runtime === undefined ? undefined : `runtime: ${limits.runtime}`,
    limits.ipcMode === undefined ? undefined : `IPC mode: ${limits.ipcMode}`,
    limits.network === undefined ? undefined : `network: ${limits.network}`,
    limits.autoRemove === true ? 'removed as soon as it ends' : undefined,
    ...[...limits.ulimits].map(([name, limit]) => `ulimit ${name}: ${limit}`),
    ...[...limits.genericResources].map(([name, amount]) => `generic resource ${name}: ${amount}`),
  ];
  return lines.filter((line) => line !== undefined);
}

export function outputLines(output: ResolvedLaunch['outputs'][number]): readonly string[] {
  const target =
    output.targetUri === undefined
      ? `what handler ${output.handledBy} makes`
      : `${output.handledBy}, ${output.targetUri}`;
  const what = output.type === 'Resource' ? `resource ${output.label ?? output.name}` : output.type;
  const details = [
    ...(output.format === undefined ? [] : [`format ${output.format}`]),
    ...(output.content === undefined ? [] : [`content ${output.content}`]),
    ...(output.tags.length === 0 ? [] : [`tags ${output.tags.join(', ')}`]),
    output.required ? 'required: without it the launch fails' : 'not required: without it nothing is said',
    ...(output.viaWrapupCommand === undefined ? [] : [`by wrapup Command ${output.viaWrapupCommand}`]),
  ];
  const place = isBlank(output.path) ? 'everything' : output.path;
  return [`${place} in mount ${output.mount} → ${what} of ${target}`, `  ${details.join('; ')}`];
}
