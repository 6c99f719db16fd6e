import type { Problem, QuickFix, TextEdit } from '../problem';
import { copiedFiles } from './copied-files';
import type { Dockerfile, Instruction, Stage } from './dockerfile';
import { removeLines, removePair } from './remove-pair';
import { pairsIn } from './words';

/** A secret that BuildKit mounts for one instruction. */
export interface SecretMount {
  /** What the build is asked for: `--secret id=…`. */
  readonly id: string;
  readonly isRequired: boolean;
}

/** The secrets that a Dockerfile's `RUN` instructions mount, each once, in the order of the text. */
export function secretMounts({ stages }: Dockerfile): readonly SecretMount[] {
  const mounts = new Map<string, SecretMount>();
  for (const { keyword, line, argumentsAt } of stages.flatMap(({ instructions }) => instructions)) {
    if (keyword !== 'RUN') continue;
    for (const [, options = ''] of flagsOf(line.text.slice(argumentsAt)).matchAll(/--mount=(\S+)/g)) {
      const fields = new Map(options.split(',').map((field) => splitField(field.replaceAll(/["']/g, ''))));
      if (fields.get('type') !== 'secret') continue;
      const target = fields.get('target') ?? fields.get('dst') ?? fields.get('destination');
      const id = fields.get('id') ?? target?.split('/').at(-1);
      if (id === undefined || id === '') continue;
      const isRequired = ['true', '1', ''].includes(fields.get('required') ?? 'false');
      mounts.set(id, { id, isRequired: isRequired || mounts.get(id)?.isRequired === true });
    }
  }
  return [...mounts.values()];
}

/** The flags ahead of a command. */
const flagsOf = (text: string) => /^(?:--\S+\s+)*/.exec(text)?.[0] ?? '';

function splitField(field: string): readonly [string, string] {
  const equals = field.indexOf('=');
  return equals === -1
    ? [field.trim().toLowerCase(), '']
    : [field.slice(0, equals).trim().toLowerCase(), field.slice(equals + 1)];
}

/**
 * Mounts a baked-in secret in the `RUN` instructions that use it instead. Only where that is mechanical: the variable is
 * used in shell commands of its own stage alone, or the one command behind the copied file needs it.
 */
export function secretFixes(dockerfile: Dockerfile, problem: Problem): readonly QuickFix[] {
  for (const stage of dockerfile.stages) {
    const instruction = stage.instructions.find(
      ({ span }) => span.start <= problem.span.start && problem.span.end <= span.end,
    );
    if (instruction === undefined) continue;
    const fix =
      problem.code === 'dockerfile-secret-copy'
        ? mountFile(dockerfile, stage, instruction)
        : mountVariable(dockerfile, stage, instruction, problem);
    return fix === undefined ? [] : [fix];
  }
  return [];
}

function mountVariable(
  { text, escape }: Dockerfile,
  stage: Stage,
  instruction: Instruction,
  problem: Problem,
): QuickFix | undefined {
  const name = text.slice(problem.span.start, problem.span.end);
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return undefined;
  const later = stage.instructions.slice(stage.instructions.indexOf(instruction) + 1);
  const users = later.filter(({ line }) =>
    new RegExp(`\\$(?:${name}(?![A-Za-z0-9_])|\\{${name}[^A-Za-z0-9_])`).test(line.text),
  );
  if (users.length === 0 || !users.every(isShellRun)) return undefined;
  const pair = pairsIn(instruction.line.text, instruction.argumentsAt, instruction.keyword, escape).find(
    ({ name: word }) => (instruction.line.offsets[word.start] ?? -1) === problem.span.start,
  );
  if (pair === undefined) return undefined;
  const { offsets } = instruction.line;
  const end = (offsets[(pair.value ?? pair.name).end - 1] ?? problem.span.end - 1) + 1;
  const removal = removePair(text, instruction, { start: problem.span.start, end: Math.max(end, problem.span.end) });
  const read = `export ${name}="$(cat /run/secrets/${name})" && `;
  return {
    title: `Mount ${name} as a secret where it is used`,
    kind: 'choice',
    edits: [removal, ...users.map((run) => mount(run, `id=${name},required=true`, read))],
  };
}

/** A command for the shell, in one piece: not a JSON list, and no here-document, into which nothing can be put. */
const isShellRun = ({ keyword, line, argumentsAt }: Instruction) =>
  keyword === 'RUN' && !/^\[|<</.test(line.text.slice(argumentsAt + flagsOf(line.text.slice(argumentsAt)).length));

function mountFile({ text, escape }: Dockerfile, stage: Stage, instruction: Instruction): QuickFix | undefined {
  const { sources, destination } = copiedFiles(instruction, escape);
  const [source] = sources;
  const later = stage.instructions.slice(stage.instructions.indexOf(instruction) + 1);
  const runs = later.filter(({ keyword }) => keyword === 'RUN');
  const [run] = runs;
  if (sources.length !== 1 || runs.length !== 1 || source === undefined || run === undefined) return undefined;
  if (destination === undefined || !/^\/[\w./-]*$/.test(destination)) return undefined;
  const fileName = source.path.split('/').at(-1) ?? '';
  if (!/^[\w.-]+$/.test(fileName)) return undefined;
  const target = destination.endsWith('/') ? destination + fileName : destination;
  return {
    title: `Mount ${fileName} as a secret where it is used`,
    kind: 'choice',
    edits: [removeLines(text, instruction.span), mount(run, `id=${fileName},target=${target},required=true`, '')],
  };
}

/** Puts a mount behind the other flags of a `RUN`, and something ahead of its command. */
function mount({ line, argumentsAt }: Instruction, options: string, ahead: string): TextEdit {
  const at = line.offsets[argumentsAt + flagsOf(line.text.slice(argumentsAt)).length] ?? 0;
  return { span: { start: at, end: at }, newText: `--mount=type=secret,${options} ${ahead}` };
}
