import type { FilterStep, FunctionStep, IndexStep, JsonObject, JsonValue, PathOperand } from './matcher-ast';
import type { PathStep, PropertyStep, SliceStep } from './matcher-ast';
import { callFunction, isAggregate, isFunction } from './path-functions';
import { INVALID, isList, isObject, NOT_FOUND } from './path-result';
import type { Failure, PathResult, PathValue } from './path-result';

const DESCENT_TO_NOTHING: Failure = {
  kind: 'error',
  message: 'Current path token is a leaf',
  exception: 'java.lang.IllegalStateException',
};

/** `strict`, where the path is only asked for: what is missing makes it lead nowhere, wildcards or not. */
export type PathMode = 'lenient' | 'strict';

/** Whether a filter's expression holds for the item. */
export type FilterTest = (filter: FilterStep, item: PathValue, document: JsonValue) => boolean | Failure;

/**
 * Follows a path as Jayway does: a definite one to its value, any other to the list of all values it leads to.
 *
 * @param from the object the path starts at.
 * @param document what `$` stands for in filters on the way.
 */
export function evaluatePath(
  path: PathOperand,
  from: JsonValue,
  document: JsonValue,
  mode: PathMode,
  test: FilterTest,
): PathResult {
  const last = path.steps.at(-1);
  if (path.steps[0]?.kind === 'descent' && last?.kind === 'function') {
    return evaluateCallOnDescent(last.name, path, from, document, mode, test);
  }
  const walk = new PathWalk(path.steps, path.steps.length, document, mode, test);
  const failure = walk.follow(0, true, from);
  if (failure !== undefined) return failure;
  if (!path.definite) return { kind: 'value', value: walk.results as readonly JsonValue[] };
  const [value] = walk.results;
  return value === undefined ? NOT_FOUND : { kind: 'value', value };
}

/**
 * `$..frames.max()`: the library turns it round and calls the function on the document, with the path before it as what to
 * reckon with. Lengths it takes of what is one step further down.
 */
function evaluateCallOnDescent(
  name: string,
  path: PathOperand,
  from: JsonValue,
  document: JsonValue,
  mode: PathMode,
  test: FilterTest,
): PathResult {
  if (!isFunction(name)) return INVALID;
  if (path.steps.length === 2) return DESCENT_TO_NOTHING;
  const isLength = name === 'length' || name === 'size';
  const before = path.steps.slice(0, -1);
  const steps: readonly PathStep[] = isLength
    ? [...before, { kind: 'wildcard', start: path.end, end: path.end }]
    : before;
  const walk = new PathWalk(steps, before.length, document, mode, test);
  const failure = walk.follow(0, true, isLength ? from : document);
  if (failure !== undefined) return failure;
  return callFunction(name, isAggregate(name) || isLength ? (walk.results as readonly JsonValue[]) : from);
}

/** Collects what the steps lead to; a failure may come after some results. */
class PathWalk {
  readonly results: PathValue[] = [];
  /** For steps that a descent came to from a list: the index, in that list, of the member last gone on from. */
  private readonly memberIndexes = new Map<number, number>();

  /** @param length of the path as it is written, without a step that a function adds. */
  constructor(
    private readonly steps: readonly PathStep[],
    private readonly length: number,
    private readonly document: JsonValue,
    private readonly mode: PathMode,
    private readonly test: FilterTest,
  ) {}

  /** @param definite whether the steps before the one at `index` lead to one place. */
  follow(index: number, definite: boolean, model: PathValue): Failure | undefined {
    const step = this.steps[index];
    if (step === undefined) {
      this.results.push(model);
      return undefined;
    }
    switch (step.kind) {
      case 'property':
        return this.followProperty(step, index, definite, model);
      case 'wildcard':
        return this.followWildcard(index, model);
      case 'index':
        return this.followIndexes(step, index, definite, model);
      case 'slice':
        return this.followSlice(step, index, definite, model);
      case 'filter':
        return this.followFilter(step, index, definite, model);
      case 'function':
        return this.followFunction(step, index, definite, model);
      case 'descent':
        return index === this.steps.length - 1 ? DESCENT_TO_NOTHING : this.descend(index + 1, model);
    }
  }

  /**
   * Whether a property that the last step found counts. Where a descent came to that step from a list, the library takes
   * only the member that the step before asks for by its one index, and else none.
   */
  private isTaken(index: number): boolean {
    const memberIndex = this.memberIndexes.get(index);
    if (memberIndex === undefined || index < this.steps.length - 1) return true;
    const before = this.steps[this.length - 2];
    return before?.kind === 'index' && before.indexes.length === 1 && before.indexes[0] === memberIndex;
  }

  private followProperty(step: PropertyStep, index: number, definite: boolean, model: PathValue): Failure | undefined {
    if (!isObject(model)) return definite ? NOT_FOUND : undefined;
    const [name] = step.names;
    if (step.names.length === 1 && name !== undefined) return this.followName(name, index, definite, model);
    if (index < this.steps.length - 1) {
      for (const each of step.names) {
        const failure = this.followName(each, index, false, model);
        if (failure !== undefined) return failure;
      }
      return undefined;
    }
    const present = step.names.filter((each) => Object.hasOwn(model, each));
    if (present.length < step.names.length && this.mode === 'strict') return NOT_FOUND;
    this.results.push(Object.fromEntries(present.map((each) => [each, model[each]])));
    return undefined;
  }

  private followName(name: string, index: number, definite: boolean, model: JsonObject): Failure | undefined {
    const value = Object.hasOwn(model, name) ? model[name] : undefined;
    if (value !== undefined) return this.isTaken(index) ? this.follow(index + 1, definite, value) : undefined;
    if (this.mode === 'strict') return NOT_FOUND;
    const isLeaf = index === this.steps.length - 1;
    return isLeaf || !definite ? undefined : NOT_FOUND;
  }

  private followWildcard(index: number, model: PathValue): Failure | undefined {
    if (isObject(model)) {
      if (!this.isTaken(index)) return undefined;
      for (const value of Object.values(model)) {
        const failure = value === undefined ? undefined : this.follow(index + 1, false, value);
        if (failure !== undefined) return failure;
      }
    } else if (isList(model)) {
      for (const value of model) {
        const failure = this.follow(index + 1, false, value);
        if (failure !== undefined && (failure.kind !== 'not-found' || this.mode === 'strict')) return failure;
      }
    }
    return undefined;
  }

  private followIndexes(step: IndexStep, index: number, definite: boolean, model: PathValue): Failure | undefined {
    if (!isList(model)) return definite ? NOT_FOUND : undefined;
    for (const each of step.indexes) {
      const value = model.at(each);
      const failure =
        value === undefined ? undefined : this.follow(index + 1, definite && step.indexes.length === 1, value);
      if (failure !== undefined) return failure;
    }
    return undefined;
  }

  private followSlice(step: SliceStep, index: number, definite: boolean, model: PathValue): Failure | undefined {
    if (!isList(model)) return definite ? NOT_FOUND : undefined;
    for (const value of slice(model, step)) {
      const failure = this.follow(index + 1, false, value);
      if (failure !== undefined) return failure;
    }
    return undefined;
  }

  private followFilter(step: FilterStep, index: number, definite: boolean, model: PathValue): Failure | undefined {
    if (!isObject(model) && !isList(model)) return definite ? INVALID : undefined;
    for (const item of isList(model) ? model : [model]) {
      const outcome = this.test(step, item, this.document);
      if (typeof outcome !== 'boolean') {
        if (outcome.kind === 'error') return outcome;
        continue;
      }
      const failure = outcome ? this.follow(index + 1, false, item) : undefined;
      if (failure !== undefined) return failure;
    }
    return undefined;
  }

  private followFunction(step: FunctionStep, index: number, definite: boolean, model: PathValue): Failure | undefined {
    const result = callFunction(step.name, model);
    if (result.kind !== 'value') return result;
    this.results.push(result.value);
    return index === this.steps.length - 1 ? undefined : this.follow(index + 1, definite, result.value);
  }

  /** Tries the steps from `index` on at every depth of `model`. */
  private descend(index: number, model: PathValue): Failure | undefined {
    if (!isObject(model) && !isList(model)) return undefined;
    const here = this.tryAt(index, model);
    if (here !== undefined) return here;
    for (const value of isList(model) ? model : Object.values(model)) {
      const failure = value === undefined ? undefined : this.descend(index, value);
      if (failure !== undefined) return failure;
    }
    return undefined;
  }

  private tryAt(index: number, model: JsonObject | readonly JsonValue[]): Failure | undefined {
    const step = this.steps[index];
    const isLeaf = index === this.steps.length - 1;
    switch (step?.kind) {
      case 'property': {
        if (!isObject(model)) return undefined;
        const needsAll = step.names.length === 1 || isLeaf;
        if (needsAll && !step.names.every((name) => Object.hasOwn(model, name))) return undefined;
        break;
      }
      case 'index':
      case 'slice':
        if (!isList(model)) return undefined;
        break;
      case 'filter': {
        const outcome = this.test(step, model, this.document);
        if (typeof outcome !== 'boolean' && outcome.kind === 'error') return outcome;
        if (outcome !== true) return undefined;
        break;
      }
      case 'wildcard':
        break;
      case 'descent':
      case 'function':
      case undefined:
        return undefined;
    }
    if (isObject(model) || isLeaf) return this.follow(index, false, model);
    // The library skips the step itself here, whatever it asks for, and goes on from every member of the list.
    for (const [memberIndex, value] of model.entries()) {
      this.memberIndexes.set(index + 1, memberIndex);
      const failure = this.follow(index + 1, false, value);
      if (failure !== undefined) return failure;
    }
    return undefined;
  }
}

/** Between two bounds the library counts up from the first, and each index below zero is one from the end. */
function slice(list: readonly JsonValue[], { from, to }: SliceStep): readonly JsonValue[] {
  if (from !== undefined && to !== undefined) {
    if (from >= 0) return list.slice(from, Math.max(to, 0));
    const before = list.slice(from, to < 0 ? to : undefined);
    return to > 0 ? [...before, ...list.slice(0, to)] : before;
  }
  if (from !== undefined) return list.slice(from);
  return list.slice(0, to);
}
