import { lineage, type Dockerfile, type Instruction, type Stage } from './dockerfile';
import { expandWord, type Variable, type VariableLookup } from './expand-word';
import type { EscapeCharacter } from './logical-line';
import { pairsIn } from './words';

/**
 * The variables that `ENV` and `ARG` have set in a stage when an instruction of it is reached. What the base image sets is
 * not known here, nor what is given by `--build-arg`.
 *
 * @param before the instruction; undefined for the end of the stage
 */
export function variablesAt(dockerfile: Dockerfile, stage: Stage, before: Instruction | undefined): VariableLookup {
  const globals = new Map<string, Variable>();
  for (const instruction of dockerfile.globalArguments) setArguments(instruction, globals, globals, dockerfile.escape);
  const environment = new Map<string, Variable>();
  let args = new Map<string, Variable>();
  for (const { instructions } of lineage(stage)) {
    args = new Map();
    for (const instruction of instructions) {
      if (instruction === before) break;
      if (instruction.keyword === 'ENV') setEnvironment(instruction, environment, args, dockerfile.escape);
      if (instruction.keyword === 'ARG') setArguments(instruction, args, globals, dockerfile.escape, environment);
    }
  }
  return lookupIn(environment, args);
}

type Variables = ReadonlyMap<string, Variable>;

/** A variable of the environment hides an argument of its name. */
const lookupIn =
  (environment: Variables, args: Variables): VariableLookup =>
  (name) =>
    environment.get(name) ?? args.get(name);

/** All values of one instruction are what they were ahead of it. */
function setEnvironment(
  { line, argumentsAt }: Instruction,
  environment: Map<string, Variable>,
  args: Variables,
  escape: EscapeCharacter,
): void {
  const lookup = lookupIn(new Map(environment), args);
  for (const { name, value } of pairsIn(line.text, argumentsAt, 'ENV', escape)) {
    if (value === undefined) continue;
    const expanded = expandWord(line, value, escape, lookup).value;
    environment.set(expandWord(line, name, escape, lookup).value, { value: expanded });
  }
}

/** An argument without a default of its own has that of the global one of its name. */
function setArguments(
  { line, argumentsAt }: Instruction,
  args: Map<string, Variable>,
  globals: Variables,
  escape: EscapeCharacter,
  environment: Variables = new Map(),
): void {
  const lookup = lookupIn(environment, args);
  for (const { name, value } of pairsIn(line.text, argumentsAt, 'ARG', escape)) {
    const key = line.text.slice(name.start, name.end);
    const given = value === undefined ? globals.get(key)?.value : expandWord(line, value, escape, lookup).value;
    args.set(key, { value: given });
  }
}
