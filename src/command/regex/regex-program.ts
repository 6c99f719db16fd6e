import { otherCases } from './character-class';
import type { CharacterTest, PositionTest, RegexNode } from './regex-ast';

/** One step of the machine that runs a pattern. Numbers are places in the program. */
type Instruction =
  | { readonly op: 'character'; readonly test: CharacterTest }
  | { op: 'split'; first: number; second: number }
  | { op: 'jump'; to: number }
  | { readonly op: 'assert'; readonly test: PositionTest }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'backreference'; readonly index: number; readonly ignoreCase: boolean }
  | { readonly op: 'atomic'; readonly program: RegexProgram }
  | { readonly op: 'look'; readonly behind: boolean; readonly negative: boolean; readonly program: RegexProgram }
  | { readonly op: 'match' };

export interface RegexProgram {
  readonly instructions: readonly Instruction[];
  /** With back references what a place leads to depends on what the groups hold. */
  readonly hasBackreferences: boolean;
}

/** A pattern so large, or so slow on a text, that it is given up. */
export class RegexLimit extends Error {}

const MAX_INSTRUCTIONS = 20_000;
const MAX_STEPS = 2_000_000;
/** What one step with back references counts: it takes about so much longer. */
const BACKREFERENCE_STEPS = 20;

/** @throws RegexLimit when the pattern's counted repetitions make it too large. */
export function compileProgram(root: RegexNode): RegexProgram {
  const compiler = new ProgramCompiler(containsBackreference(root));
  return compiler.compile(root);
}

function containsBackreference(node: RegexNode): boolean {
  switch (node.kind) {
    case 'backreference':
      return true;
    case 'sequence':
      return node.items.some(containsBackreference);
    case 'alternation':
      return node.options.some(containsBackreference);
    case 'repeat':
    case 'group':
    case 'atomic':
    case 'look':
      return containsBackreference(node.item);
    case 'empty':
    case 'character':
    case 'assertion':
      return false;
  }
}

class ProgramCompiler {
  private size = 0;

  constructor(private readonly hasBackreferences: boolean) {}

  compile(root: RegexNode): RegexProgram {
    const instructions: Instruction[] = [];
    this.emit(root, instructions);
    this.push(instructions, { op: 'match' });
    return { instructions, hasBackreferences: this.hasBackreferences };
  }

  private push<T extends Instruction>(program: Instruction[], instruction: T): T {
    if (++this.size > MAX_INSTRUCTIONS) throw new RegexLimit();
    program.push(instruction);
    return instruction;
  }

  private emit(node: RegexNode, program: Instruction[]): void {
    switch (node.kind) {
      case 'empty':
        return;
      case 'character':
        this.push(program, { op: 'character', test: node.test });
        return;
      case 'assertion':
        this.push(program, { op: 'assert', test: node.test });
        return;
      case 'sequence':
        for (const item of node.items) this.emit(item, program);
        return;
      case 'alternation':
        this.emitAlternation(node.options, program);
        return;
      case 'group':
        this.push(program, { op: 'save', slot: node.index * 2 });
        this.emit(node.item, program);
        this.push(program, { op: 'save', slot: node.index * 2 + 1 });
        return;
      case 'backreference':
        this.push(program, { op: 'backreference', index: node.index, ignoreCase: node.ignoreCase });
        return;
      case 'atomic':
        this.push(program, { op: 'atomic', program: this.compile(node.item) });
        return;
      case 'look':
        this.push(program, {
          op: 'look',
          behind: node.behind,
          negative: node.negative,
          program: this.compile(node.item),
        });
        return;
      case 'repeat':
        if (node.mode === 'possessive') {
          const item: RegexNode = { ...node, mode: 'greedy' };
          this.push(program, { op: 'atomic', program: this.compile(item) });
        } else {
          this.emitRepeat(node.item, node.min, node.max, node.mode, program);
        }
    }
  }

  private emitAlternation(options: readonly RegexNode[], program: Instruction[]): void {
    const jumps: { op: 'jump'; to: number }[] = [];
    options.forEach((option, index) => {
      if (index === options.length - 1) {
        this.emit(option, program);
        return;
      }
      const split = this.push(program, { op: 'split', first: program.length + 1, second: 0 });
      this.emit(option, program);
      jumps.push(this.push(program, { op: 'jump', to: 0 }));
      split.second = program.length;
    });
    for (const jump of jumps) jump.to = program.length;
  }

  private emitRepeat(item: RegexNode, min: number, max: number, mode: 'greedy' | 'lazy', program: Instruction[]): void {
    for (let count = 0; count < min; count++) this.emit(item, program);
    if (max === Infinity) {
      const start = program.length;
      const split = this.push(program, { op: 'split', first: 0, second: 0 });
      this.emit(item, program);
      this.push(program, { op: 'jump', to: start });
      this.aim(split, start + 1, program.length, mode);
      return;
    }
    const splits: { split: { op: 'split'; first: number; second: number }; body: number }[] = [];
    for (let count = min; count < max; count++) {
      const split = this.push(program, { op: 'split', first: 0, second: 0 });
      splits.push({ split, body: program.length });
      this.emit(item, program);
    }
    for (const { split, body } of splits) this.aim(split, body, program.length, mode);
  }

  private aim(split: { first: number; second: number }, body: number, exit: number, mode: 'greedy' | 'lazy'): void {
    split.first = mode === 'greedy' ? body : exit;
    split.second = mode === 'greedy' ? exit : body;
  }
}

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
