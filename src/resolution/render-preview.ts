import { isBlank } from '../command/model/blank';
import { describeOrigin } from './describe-origin';
import { MASK, outcomeMask, shownArguments } from './mask-sensitive';
import { whyValue } from './explain-value';
import { entryLines, environmentLines, limitLines, mountLine, outputLines, quoted } from './preview-lines';
import type { LaunchError, LaunchOutcome, ResolvedContainer, ResolvedInput, ResolvedLaunch } from './resolved-launch';
import type { ResolvedSpecialContainer, ResolvedText, ResolvedValue } from './resolved-launch';

const MAX_LIST = 20;

/** What a preview tells beside the launch itself. */
export interface PreviewSurroundings {
  /** Sentences about the data, such as what stands in for what. */
  readonly notes: readonly string[];
  /** Variables that a launch file sets beside the Command's, or in place of them. */
  readonly environment: ReadonlyMap<string, string>;
  /** Where a JSON pointer leads in the Command's text, as a person looks it up: `command.json:12:5`. */
  readonly placeOf: (pointer: string) => string;
}

/**
 * What a launch would be, for a person to read: the command line as the container would receive it, inputs with where they
 * came from, environment, mounts, ports, limits, outputs and warnings. Values of secrets and of sensitive inputs never show.
 */
export function renderPreview(outcome: LaunchOutcome, surroundings: PreviewSurroundings): string {
  const [title, ...sections] = outcome.ok
    ? launchSections(outcome.launch, surroundings)
    : errorSections(outcome.error, outcome.inputs, surroundings);
  // What stands in for what comes first: without it the rest says more than it should.
  const all = [title, section('Data', [...surroundings.notes]), ...sections].filter((each) => each !== '');
  // Once and over all of it: the value of an input can stand in every property of a Command.
  return outcomeMask(outcome)(`${all.join('\n\n')}\n`);
}

function launchSections(launch: ResolvedLaunch, { environment, placeOf }: PreviewSurroundings): readonly string[] {
  const { container } = launch;
  const sections = [
    `Wrapper "${launch.wrapperName}" of Command "${launch.commandName ?? ''}"`,
    ...(launch.warnings.length === 0
      ? []
      : [
          section(
            'Warnings',
            launch.warnings.map(({ message, pointer }) => `${message} (${placeOf(pointer)})`),
          ),
        ]),
    ...containerSections(launch),
    section('Inputs', inputLines(launch.inputs, 0)),
    section('Environment', environmentLines(launch, environment)),
    section('Mounts', container.mounts.map(mountLine)),
    section(
      'Files',
      launch.fileCopies.map(({ input, cachePath, to }) => `${input}: ${cachePath} → ${to}`),
    ),
    section(
      'Ports',
      container.ports.map((entry) => `${entry.name.text} in the container → ${entry.value.text} on the host`),
    ),
    section('Labels', entryLines(container.labels)),
    section('Limits', limitLines(container.limits)),
    section(
      'Outputs',
      launch.outputs.flatMap((output) => outputLines(output)),
    ),
  ];
  for (const special of launch.setupContainers) {
    sections.push(specialSection(`Setup of mount "${special.parentName}", before`, special, launch.inputs));
  }
  for (const special of launch.wrapupContainers) {
    sections.push(specialSection(`Wrapup of output "${special.parentName}", after`, special, launch.inputs));
  }
  return sections.filter((each) => each !== '');
}

function errorSections(
  error: LaunchError,
  inputs: readonly ResolvedInput[],
  { placeOf }: PreviewSurroundings,
): readonly string[] {
  return [
    `The launch fails: ${error.message}`,
    section('Why', [error.explanation, `Look at ${placeOf(error.pointer)}.`]),
    section('The workflow ends with', [error.workflowStatus]),
    section('Inputs, as far as they were resolved', inputLines(inputs, 0)),
  ].filter((each) => each !== '');
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

function containerSections({ container, inputs }: ResolvedLaunch): readonly string[] {
  const { commandLine } = container;
  return [
    section('Image', [
      container.image,
      ...(isBlank(container.name?.text) ? [] : [`named ${container.name?.text ?? ''}`]),
      ...(isBlank(container.workingDirectory?.text) ? [] : [`in ${container.workingDirectory?.text ?? ''}`]),
    ]),
    section('Command line', [commandLine.text, ...replacementLines(commandLine, inputs)]),
    processSection(container, inputs),
  ];
}

/** What becomes of the image's entrypoint, and the arguments one by one. */
function processSection(container: ResolvedContainer, inputs: readonly ResolvedInput[]): string {
  const { cmd, entrypoint } = container;
  if (entrypoint === undefined && cmd.length === 0) return "The image's own entrypoint and command run.";
  const title =
    entrypoint === undefined
      ? "Arguments of the image's entrypoint, or a program where it has none"
      : "The image's entrypoint is cleared; the container runs";
  const width = String(cmd.length - 1).length;
  return section(
    title,
    shownArguments(container, inputs).map((argument, index) => `${String(index).padStart(width)}  ${quoted(argument)}`),
  );
}

/** In the order of the template, which is the one they are looked for in. */
function replacementLines(
  { template, replacements }: ResolvedText,
  inputs: readonly ResolvedInput[],
): readonly string[] {
  const place = (key: string): number => (template.includes(key) ? template.indexOf(key) : template.length);
  return replacements
    .toSorted((a, b) => place(a.key) - place(b.key))
    .map(({ key, value, input }) => {
      const shown = value === '' ? 'nothing' : quoted(value);
      return `${key} is ${shown}, because ${whyValue(input, inputs)}`;
    });
}

function inputLines(inputs: readonly ResolvedInput[], depth: number): readonly string[] {
  const indent = '  '.repeat(depth);
  return inputs.flatMap((input) => {
    const title = `${indent}${input.name} (${input.kind} ${input.type})`;
    if (input.values.length === 0) return [`${title} has no value`];
    const shown = input.values.slice(0, MAX_LIST);
    const lines = shown.flatMap((value) => [
      `${title} = ${valueText(input, value)}`,
      `${indent}  ${sentence(input, value)}`,
      ...inputLines(value.children, depth + 1),
    ]);
    const rest = input.values.length - shown.length;
    return rest === 0 ? lines : [...lines, `${indent}… and ${rest} more`];
  });
}

function valueText(input: ResolvedInput, { value, label }: ResolvedValue): string {
  if (value === undefined) return 'no value';
  if (input.masked) return MASK;
  const name = label === undefined || label === value ? '' : ` ("${label}")`;
  return `${quoted(value)}${name}`;
}

function sentence(input: ResolvedInput, { origin }: ResolvedValue): string {
  if (origin.kind === 'none') return 'Nothing is given, and there is no default.';
  const by =
    origin.kind === 'member' && origin.chosenBy.length > 0 && origin.candidates > 1
      ? `, chosen among ${origin.candidates} by ${origin.chosenBy
          .map((each) => (each === 'matcher' ? `the matcher ${input.matcher ?? ''}` : 'the value given'))
          .join(' and ')}`
      : '';
  return `It ${describeOrigin(origin)}${by}.`;
}

function specialSection(
  title: string,
  { reference, container }: ResolvedSpecialContainer,
  inputs: readonly ResolvedInput[],
): string {
  return section(`${title}: ${reference}`, [
    `image ${container.image}`,
    `runs ${shownArguments(container, inputs).map(quoted).join(' ')}`,
    ...container.mounts.map(mountLine),
  ]);
}
