import type { Dockerfile, Instruction, Stage } from './dockerfile';
import { expandWord, type Variable, type VariableLookup } from './expand-word';
import { pairsIn } from './words';

/** What `ENV` and `ARG` set in a Dockerfile. What base images set is not known here, nor what is given by `--build-arg`. */
export interface DockerfileVariables {
  /** The variables of a stage when an instruction of it is reached: one of the environment hides an argument of its name. */
  at(stage: Stage, instruction: Instruction): VariableLookup;
}

/**
 * A few lines can make a value as long as they like, each twice as long as the one ahead. What is put in the place of
 * variables is of this length altogether, in UTF-16 code units; then nothing is.
 */
const MOST_REPLACED = 4_000_000;

/** What a variable was set to, and by which of its stage's instructions, in the order of the text. */
type History = Map<string, { readonly by: number; readonly variable: Variable }[]>;

interface StageVariables {
  readonly parent: StageVariables | undefined;
  readonly environment: History;
  readonly args: History;
  /** The instructions by their place in the stage. */
  readonly indexes: ReadonlyMap<Instruction, number>;
}

/** Reads the variables of a Dockerfile in one pass, for all that is to be looked up in it. */
export function readVariables({ globalArguments, stages, escape }: Dockerfile): DockerfileVariables {
  const read = new Map<Stage, StageVariables>();
  let replaced = 0;
  const lookupIn =
    (stage: StageVariables, before: number): VariableLookup =>
    (name) => {
      const variable = environmentOf(stage, name, before) ?? last(stage.args, name, before);
      replaced += variable?.value?.length ?? 0;
      return replaced > MOST_REPLACED ? variable && { value: undefined } : variable;
    };

  /** All values of an `ENV` are what they were ahead of it; in an `ARG` those to the left count. */
  const follow = (variables: StageVariables, { keyword, line, argumentsAt }: Instruction, index: number): void => {
    if (keyword === 'ENV') {
      const lookup = lookupIn(variables, index);
      for (const { name, value } of pairsIn(line.text, argumentsAt, keyword, escape)) {
        if (value === undefined) continue;
        const expanded = expandWord(line, value, escape, lookup).value;
        set(variables.environment, expandWord(line, name, escape, lookup).value, index, { value: expanded });
      }
    } else if (keyword === 'ARG') {
      const lookup = lookupIn(variables, index + 1);
      for (const { name, value } of pairsIn(line.text, argumentsAt, keyword, escape)) {
        const key = line.text.slice(name.start, name.end);
        // An argument without a default of its own has that of the global one of its name.
        const given =
          value === undefined
            ? last(globals.args, key, Infinity)?.value
            : expandWord(line, value, escape, lookup).value;
        set(variables.args, key, index, { value: given });
      }
    }
  };

  const globals = newStage(undefined, globalArguments);
  globalArguments.forEach((instruction, index) => follow(globals, instruction, index));
  for (const stage of stages) {
    const variables = newStage(stage.parent && read.get(stage.parent), stage.instructions);
    read.set(stage, variables);
    stage.instructions.forEach((instruction, index) => follow(variables, instruction, index));
  }
  return {
    at: (stage, instruction) => {
      const variables = read.get(stage);
      return variables === undefined ? () => undefined : lookupIn(variables, variables.indexes.get(instruction) ?? 0);
    },
  };
}

function newStage(parent: StageVariables | undefined, instructions: readonly Instruction[]): StageVariables {
  const indexes = new Map(instructions.map((instruction, index) => [instruction, index]));
  return { parent, environment: new Map(), args: new Map(), indexes };
}

function set(history: History, name: string, by: number, variable: Variable): void {
  const known = history.get(name);
  if (known === undefined) history.set(name, [{ by, variable }]);
  else known.push({ by, variable });
}

/** A stage has what those have set that it is based on. */
function environmentOf(stage: StageVariables, name: string, before: number): Variable | undefined {
  const own = last(stage.environment, name, before);
  if (own !== undefined) return own;
  for (let at = stage.parent; at !== undefined; at = at.parent) {
    const inherited = last(at.environment, name, Infinity);
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

/** What a variable was last set to ahead of an instruction. */
function last(history: History, name: string, before: number): Variable | undefined {
  const known = history.get(name) ?? [];
  let low = 0;
  let high = known.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((known[middle]?.by ?? 0) < before) low = middle + 1;
    else high = middle;
  }
  return known[low - 1]?.variable;
}
