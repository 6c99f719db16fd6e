import { otherCases } from './character-class';
import { RegexLimit, type Instruction, type RegexProgram } from './regex-program';

const MAX_STEPS = 2_000_000;
/** What one step with back references counts: it takes about so much longer. */
const BACKREFERENCE_STEPS = 20;

/** What the groups hold, as start and end of group n at 2n and 2n+1; undefined until set. */
type Groups = readonly (number | undefined)[];

interface Thread {
  readonly at: number;
  readonly position: number;
  readonly groups: Groups;
}

/**
 * Runs programs over one text. Where the pattern allows, no place is tried twice at the same position, so the time grows
 * with the pattern times the text and not with the number of ways through it; a limit on steps holds for the rest.
 */
export class RegexMachine {
  private steps = 0;

  constructor(private readonly text: readonly number[]) {}

  /**
   * The end of the preferred match that starts at `start`, and what its groups hold; undefined when there is none.
   *
   * @param end where the match has to end; anywhere when undefined.
   * @throws RegexLimit
   */
  run(
    program: RegexProgram,
    start: number,
    end: number | undefined,
    groups: Groups = [],
  ): { readonly end: number; readonly groups: Groups } | undefined {
    const { instructions } = program;
    const cost = program.hasBackreferences ? BACKREFERENCE_STEPS : 1;
    // Setting up the memory of a run takes its time too.
    this.steps += (instructions.length * this.text.length) >> 6;
    const visited = program.hasBackreferences
      ? new VisitedStates()
      : new VisitedPlaces(instructions.length, this.text.length + 1);
    const threads: Thread[] = [{ at: 0, position: start, groups }];
    for (let thread = threads.pop(); thread !== undefined; thread = threads.pop()) {
      let current: Thread | undefined = thread;
      while (current !== undefined && visited.add(current)) {
        if ((this.steps += cost) > MAX_STEPS) throw new RegexLimit();
        const instruction: Instruction | undefined = instructions[current.at];
        if (instruction === undefined) throw new Error('A program ends with a match');
        if (instruction.op === 'match') {
          if (end === undefined || current.position === end) return { end: current.position, groups: current.groups };
          break;
        }
        if (instruction.op === 'split') threads.push({ ...current, at: instruction.second });
        current = this.step(instruction, current);
      }
    }
    return undefined;
  }

  /** The thread after the instruction; undefined when it ends there. */
  private step(instruction: Exclude<Instruction, { op: 'match' }>, thread: Thread): Thread | undefined {
    const { at, position, groups } = thread;
    switch (instruction.op) {
      case 'character': {
        const code = this.text[position];
        return code !== undefined && instruction.test(code)
          ? { at: at + 1, position: position + 1, groups }
          : undefined;
      }
      case 'split':
        return { at: instruction.first, position, groups };
      case 'jump':
        return { at: instruction.to, position, groups };
      case 'assert':
        return instruction.test(this.text, position) ? { at: at + 1, position, groups } : undefined;
      case 'save': {
        const changed = [...groups];
        changed[instruction.slot] = position;
        return { at: at + 1, position, groups: changed };
      }
      case 'backreference': {
        const after = this.afterGroup(groups, instruction.index, instruction.ignoreCase, position);
        return after === undefined ? undefined : { at: at + 1, position: after, groups };
      }
      case 'atomic': {
        const inner = this.run(instruction.program, position, undefined, groups);
        return inner && { at: at + 1, position: inner.end, groups: inner.groups };
      }
      case 'look': {
        const inner = instruction.behind
          ? this.runBehind(instruction.program, position, groups)
          : this.run(instruction.program, position, undefined, groups);
        if ((inner === undefined) !== instruction.negative) return undefined;
        return { at: at + 1, position, groups: inner?.groups ?? groups };
      }
    }
  }

  private runBehind(program: RegexProgram, end: number, groups: Groups): { readonly groups: Groups } | undefined {
    for (let start = end; start >= 0; start--) {
      const inner = this.run(program, start, end, groups);
      if (inner !== undefined) return inner;
    }
    return undefined;
  }

  /** Where the text of a group, repeated at `position`, ends; undefined when it does not stand there. */
  private afterGroup(groups: Groups, index: number, ignoreCase: boolean, position: number): number | undefined {
    const start = groups[index * 2];
    const end = groups[index * 2 + 1];
    if (start === undefined || end === undefined) return undefined;
    for (let offset = 0; offset < end - start; offset++) {
      const wanted = this.text[start + offset];
      const found = this.text[position + offset];
      if (wanted === undefined || found === undefined) return undefined;
      if (wanted !== found && !(ignoreCase && otherCases(found, false).includes(wanted))) return undefined;
    }
    return position + end - start;
  }
}

/** Remembers which instructions were tried at which position. */
class VisitedPlaces {
  private readonly seen: Uint8Array;

  constructor(
    instructions: number,
    private readonly positions: number,
  ) {
    if (instructions * positions > 50_000_000) throw new RegexLimit();
    this.seen = new Uint8Array(instructions * positions);
  }

  /** False when the place was tried before. */
  add({ at, position }: Thread): boolean {
    const key = at * this.positions + position;
    if (this.seen[key] === 1) return false;
    this.seen[key] = 1;
    return true;
  }
}

/** Remembers the same together with what the groups hold. */
class VisitedStates {
  private readonly seen = new Set<string>();

  add({ at, position, groups }: Thread): boolean {
    const key = `${at} ${position} ${groups.join()}`;
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    return true;
  }
}
