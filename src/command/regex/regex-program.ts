import type { CharacterTest, PositionTest, RegexNode } from './regex-ast';

/** One step of the machine that runs a pattern. Numbers are places in the program. */
export type Instruction =
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
    for (let count = 0; count < min; count++) {
      const before = program.length;
      this.emit(item, program);
      // What is nothing stays nothing, a thousand million times as well.
      if (program.length === before) break;
    }
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
