import { DockerfileParser, From, type Instruction as AstInstruction } from 'dockerfile-ast';
import { indexLines } from '../document/line-index';
import type { Span } from '../document/syntax-tree';
import { logicalLine, type EscapeCharacter, type LogicalLine } from './logical-line';

/** A Dockerfile as its builder takes it apart. */
export interface Dockerfile {
  readonly text: string;
  readonly escape: EscapeCharacter;
  /** `ARG` instructions ahead of the first `FROM`. */
  readonly globalArguments: readonly Instruction[];
  readonly stages: readonly [Stage, ...Stage[]] | readonly [];
}

export interface Instruction {
  /** In capitals. */
  readonly keyword: string;
  readonly span: Span;
  /** Keyword and arguments on one line, without continuations and comments between them; here-documents left out. */
  readonly line: LogicalLine;
  /** Where in that line the arguments begin. */
  readonly argumentsAt: number;
}

/** What is between one `FROM` and the next: a stage of the build. The last one becomes the image. */
export interface Stage {
  readonly from: Instruction;
  /** `FROM base AS name` */
  readonly name: string | undefined;
  /** The earlier stage that this one is based on; undefined where that is an image. */
  readonly parent: Stage | undefined;
  /** What it is based on, as written; `scratch` for nothing. */
  readonly base: string;
  /** Without the `FROM`. What an `ONBUILD` holds is not among them: it is for images that build on this one. */
  readonly instructions: readonly Instruction[];
}

/** Reads a Dockerfile. Never throws; what is no instruction is passed over. */
export function readDockerfile(text: string): Dockerfile {
  const parsed = DockerfileParser.parse(text);
  const escape = parsed.getEscapeCharacter() === '`' ? '`' : '\\';
  const lines = indexLines(text);
  const globalArguments: Instruction[] = [];
  const stages: Building[] = [];
  const named = new Map<string, Stage>();
  for (const found of parsed.getInstructions()) {
    const instruction = toInstruction(found, text, lines, escape);
    const stage = stages.at(-1);
    if (found instanceof From) {
      const next = newStage(found, instruction, named);
      stages.push(next);
      if (next.name !== undefined) named.set(next.name.toLowerCase(), next);
    } else if (stage !== undefined) stage.instructions.push(instruction);
    else if (instruction.keyword === 'ARG') globalArguments.push(instruction);
  }
  return { text, escape, globalArguments, stages: stages as Building[] & Dockerfile['stages'] };
}

type Building = Stage & { readonly instructions: Instruction[] };

/** @param named the earlier stages by their names in lower case */
function newStage(from: From, instruction: Instruction, named: ReadonlyMap<string, Stage>): Building {
  const base = from.getImage() ?? '';
  return {
    from: instruction,
    name: from.getBuildStage() ?? undefined,
    parent: named.get(base.toLowerCase()),
    base,
    instructions: [],
  };
}

function toInstruction(
  found: AstInstruction,
  text: string,
  lines: readonly number[],
  escape: EscapeCharacter,
): Instruction {
  const { start, end } = found.getRange();
  const span = {
    start: (lines[start.line] ?? 0) + start.character,
    end: Math.min((lines[end.line] ?? 0) + end.character, text.length),
  };
  const line = logicalLine(text, span.start, escape);
  const argumentsAt = /^\S*\s*/.exec(line.text)?.[0].length ?? 0;
  return { keyword: found.getKeyword(), span, line, argumentsAt };
}

/** A stage and those it is based on, the outermost first: what they set, it has. */
export function lineage(stage: Stage): readonly Stage[] {
  const stages: Stage[] = [];
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) stages.push(at);
  return stages.reverse();
}

/** The stage that becomes the image; undefined where there is no `FROM`. */
export function lastStage({ stages }: Dockerfile): Stage | undefined {
  return stages.at(-1);
}
