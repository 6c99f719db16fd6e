import { isBlank } from '../command/model/blank';
import { describeOrigin } from './describe-origin';
import { MASK, sensitiveMask } from './mask-sensitive';
import type { ContainerLimits, LaunchError, LaunchOutcome, MountSource, ResolvedContainer } from './resolved-launch';
import type {
  ResolvedEntry,
  ResolvedInput,
  ResolvedLaunch,
  ResolvedMount,
  ResolvedText,
  ResolvedValue,
} from './resolved-launch';

/** The variables that the service adds, and what they hold. */
const SERVICE_VARIABLES: readonly (readonly [name: string, holds: string])[] = [
  ['XNAT_HOST', 'address of the XNAT server'],
  ['XNAT_USER', 'alias of the person who launches, for this container alone'],
  ['XNAT_PASS', 'secret that goes with the alias'],
  ['XNAT_WORKFLOW_ID', 'id of the workflow'],
  ['XNAT_EVENT_ID', 'id of the event'],
];

const MAX_LIST = 20;

/**
 * What a launch would be, for a person to read: the command line as the container would receive it, inputs with where they
 * came from, environment, mounts, ports, limits, outputs and warnings. Values of secrets and of sensitive inputs never show.
 *
 * @param notes sentences about the data, such as what stands in for what.
 * @param overrides variables that a launch file sets beside the Command's, or in place of them.
 */
export function renderPreview(
  outcome: LaunchOutcome,
  notes: readonly string[],
  overrides: ReadonlyMap<string, string> = new Map(),
): string {
  const sections = outcome.ok
    ? launchSections(outcome.launch, overrides)
    : errorSections(outcome.error, outcome.inputs);
  const all = notes.length === 0 ? sections : [...sections, section('Data', [...notes])];
  return `${all.join('\n\n')}\n`;
}

function launchSections(launch: ResolvedLaunch, overrides: ReadonlyMap<string, string>): readonly string[] {
  const { container } = launch;
  const mask = sensitiveMask(launch.inputs);
  const sections = [
    `Wrapper "${launch.wrapperName}" of Command "${launch.commandName ?? ''}"`,
    ...(launch.warnings.length === 0
      ? []
      : [
          section(
            'Warnings',
            launch.warnings.map(({ message, pointer }) => `${message} (${pointer})`),
          ),
        ]),
    ...containerSections(container, mask),
    section('Inputs', inputLines(launch.inputs, mask, 0)),
    section('Environment', environmentLines(launch, overrides, mask)),
    section(
      'Mounts',
      container.mounts.map((mount) => mountLine(mount, mask)),
    ),
    section(
      'Files',
      launch.fileCopies.map(({ input, cachePath, to }) => `${input}: ${cachePath} → ${to}`),
    ),
    section(
      'Ports',
      container.ports.map((entry) => `${entry.name.text} in the container → ${entry.value.text} on the host`),
    ),
    section('Labels', entryLines(container.labels, mask)),
    section('Limits', limitLines(container.limits)),
    section(
      'Outputs',
      launch.outputs.flatMap((output) => outputLines(output)),
    ),
  ];
  for (const special of launch.setupContainers) {
    sections.push(
      specialSection(`Setup of mount "${special.parentName}", before`, special.reference, special.container, mask),
    );
  }
  for (const special of launch.wrapupContainers) {
    sections.push(
      specialSection(`Wrapup of output "${special.parentName}", after`, special.reference, special.container, mask),
    );
  }
  return sections.filter((each) => each !== '');
}

function errorSections(error: LaunchError, inputs: readonly ResolvedInput[]): readonly string[] {
  const mask = sensitiveMask(inputs);
  return [
    `The launch fails: ${mask(error.message)}`,
    section('Why', [mask(error.explanation), `Look at ${error.pointer === '' ? 'the Command' : error.pointer}.`]),
    section('The workflow ends with', [error.workflowStatus]),
    section('Inputs, as far as they were resolved', inputLines(inputs, mask, 0)),
  ].filter((each) => each !== '');
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

function containerSections(container: ResolvedContainer, mask: (text: string) => string): readonly string[] {
  const { commandLine, cmd, entrypoint } = container;
  const runs =
    entrypoint !== undefined
      ? "The image's entrypoint is cleared; the container runs"
      : cmd.length === 0
        ? "The image's entrypoint and command run as they are."
        : "The image's entrypoint runs with these arguments, or, without one, they run themselves";
  const width = String(cmd.length - 1).length;
  return [
    section('Image', [
      container.image,
      ...(isBlank(container.name?.text) ? [] : [`named ${mask(container.name?.text ?? '')}`]),
      ...(isBlank(container.workingDirectory?.text) ? [] : [`in ${mask(container.workingDirectory?.text ?? '')}`]),
    ]),
    section('Command line', [mask(commandLine.text), ...replacementLines(commandLine, mask)]),
    section(
      runs,
      cmd.map((argument, index) => `${String(index).padStart(width)}  ${quoted(mask(argument))}`),
    ),
  ].map((each) => (each === '' ? runs : each));
}

/** Blanks and line breaks in an argument are part of it; quotes make them seen. */
function quoted(argument: string): string {
  return /^[\w@%+=:,./•-]+$/.test(argument) ? argument : JSON.stringify(argument);
}

function replacementLines({ replacements }: ResolvedText, mask: (text: string) => string): readonly string[] {
  return replacements.map(
    ({ key, value, input }) => `${key} is ${value === '' ? 'nothing' : quoted(mask(value))}, of ${input}`,
  );
}

function inputLines(
  inputs: readonly ResolvedInput[],
  mask: (text: string) => string,
  depth: number,
): readonly string[] {
  const indent = '  '.repeat(depth);
  return inputs.flatMap((input) => {
    const title = `${indent}${input.name} (${input.kind} ${input.type})`;
    if (input.values.length === 0) return [`${title} has no value`];
    const shown = input.values.slice(0, MAX_LIST);
    const lines = shown.flatMap((value) => [
      `${title} = ${valueText(input, value, mask)}`,
      `${indent}  ${sentence(input, value)}`,
      ...inputLines(value.children, mask, depth + 1),
    ]);
    const rest = input.values.length - shown.length;
    return rest === 0 ? lines : [...lines, `${indent}… and ${rest} more`];
  });
}

function valueText(input: ResolvedInput, { value, label }: ResolvedValue, mask: (text: string) => string): string {
  if (value === undefined) return 'no value';
  if (input.masked) return MASK;
  const name = label === undefined || label === value ? '' : ` ("${mask(label)}")`;
  return `${quoted(mask(value))}${name}`;
}

function sentence(input: ResolvedInput, { origin }: ResolvedValue): string {
  if (origin.kind === 'none') return 'Nothing is given, and there is no default.';
  const by =
    origin.kind === 'member' && origin.chosenBy.length > 0
      ? `, chosen among ${origin.candidates} by ${origin.chosenBy
          .map((each) => (each === 'matcher' ? `the matcher ${input.matcher ?? ''}` : 'the value given'))
          .join(' and ')}`
      : '';
  return `It ${describeOrigin(origin)}${by}.`;
}

function environmentLines(
  { container, secrets }: ResolvedLaunch,
  overrides: ReadonlyMap<string, string>,
  mask: (text: string) => string,
): readonly string[] {
  const own = container.environment.filter(({ name }) => !overrides.has(name.text));
  const added = SERVICE_VARIABLES.filter(([name]) => !overrides.has(name));
  return [
    ...entryLines(own, mask),
    ...[...overrides].map(([name, value]) => `${name}=${mask(value)}  (set by the launch file)`),
    ...secrets.map(({ destination, source }) => `${destination}=${MASK}  (secret: system property ${source})`),
    ...added.map(([name, holds]) => `${name}  (added by the service: ${holds})`),
  ];
}

function entryLines(entries: readonly ResolvedEntry[], mask: (text: string) => string): readonly string[] {
  return entries.map(({ name, value }) => {
    const inputs = [...new Set([...name.replacements, ...value.replacements].map(({ input }) => input))];
    return `${mask(name.text)}=${mask(value.text)}${inputs.length === 0 ? '' : `  (of ${inputs.join(', ')})`}`;
  });
}

function mountLine(mount: ResolvedMount, mask: (text: string) => string): string {
  return `${mount.enginePath} → ${mask(mount.containerPath.text)} ${mount.mode}  (${mount.name}: ${sourceText(mount.source)})`;
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

function limitLines(limits: ContainerLimits): readonly string[] {
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

function outputLines(output: ResolvedLaunch['outputs'][number]): readonly string[] {
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

function specialSection(
  title: string,
  reference: string,
  container: ResolvedContainer,
  mask: (text: string) => string,
): string {
  return section(`${title}: ${reference}`, [
    `image ${container.image}`,
    `runs ${container.cmd.map((argument) => quoted(mask(argument))).join(' ')}`,
    ...container.mounts.map((mount) => mountLine(mount, mask)),
  ]);
}
