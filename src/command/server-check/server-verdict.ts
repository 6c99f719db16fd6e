import { bindDocument, type BoundDocument } from '../binding/bind-command';
import type { BindingFault } from '../binding/binding-fault';
import type { CommandDocument } from '../document/command-document';
import { pointerOf, withHolders } from '../document/navigation';
import type { Problem } from '../problem';
import { MOST_PROBLEMS_COLLECTED } from '../problem-limits';
import { bindingProblem } from './binding-problems';
import type { ValidationResult } from './report';
import { certainEnd, halfTypedPointers, syntaxProblems } from './syntax-problems';
import { validateCommand, type CommandSource } from './validate-command';

/** What the Container Service does with a text, and why. */
export interface ServerVerdict {
  readonly server: 'accepts' | 'refuses';
  /**
   * Where a refused text fails: `parse`, the body cannot be read; `validate`, the service lists what is wrong; `exception`,
   * it throws on the way and answers with an internal error. Null when accepted.
   */
  readonly refusedAt: 'parse' | 'validate' | 'exception' | null;
  /** The service's own messages, in its words and order: what `validate()` of each Command returns. */
  readonly messages: readonly string[];
  /** One for each fault that makes the service refuse the text, in the order of the text. */
  readonly problems: readonly Problem[];
}

/**
 * Says whether the Container Service 3.7.3 takes a text, in the mode of the document: as the body of a request that
 * creates or updates a Command, or as an image label. What depends on the site is left out: that no Command of the same
 * name, image and version is stored yet, that the user may write, that columns are long enough.
 *
 * @param bound the same document's binding
 */
export function serverVerdict(
  document: CommandDocument,
  bound: BoundDocument = bindDocument(document),
  source: CommandSource = {},
): ServerVerdict {
  const faults = [...bound.faults, ...bound.commands.flatMap((command) => command.faults)];
  const broken = faults.filter((fault) => isCertain(fault, document)).slice(0, MOST_PROBLEMS_COLLECTED);
  const validated = document.tree === 'whole' ? validateAll(bound, source, halfTypedPointers(document)) : [];
  const problems = [
    ...syntaxProblems(document),
    ...broken.map((fault) => bindingProblem(fault, document.mode)),
    ...validated.flatMap((result) => result.problems),
  ].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);

  if (document.syntaxFaults.length > 0 || faults.some((fault) => stageOf(fault) === 'parse')) {
    return { server: 'refuses', refusedAt: 'parse', messages: [], problems };
  }
  const messages = validated.flatMap((result) => result.messages);
  if (validated.some((result) => result.end === 'throws') || faults.length > 0) {
    return { server: 'refuses', refusedAt: 'exception', messages, problems };
  }
  return messages.length > 0
    ? { server: 'refuses', refusedAt: 'validate', messages, problems }
    : { server: 'accepts', refusedAt: null, messages, problems };
}

/** Whether the value of a fault ended, and something came after it, before the text was lost. */
function isCertain({ node }: BindingFault, document: CommandDocument): boolean {
  if (document.tree === 'whole') return true;
  return /\S/.test(document.text.slice(node.end, certainEnd(document)));
}

function stageOf(fault: BindingFault): 'parse' | 'exception' {
  if ('refusedAt' in fault) return fault.refusedAt;
  return fault.code === 'json-root' && fault.node.kind === 'null' ? 'exception' : 'parse';
}

/** Validates every Command; together they have no more problems than one may have. */
function validateAll(
  { commands }: BoundDocument,
  source: CommandSource,
  halfTyped: readonly string[],
): readonly ValidationResult[] {
  let room = MOST_PROBLEMS_COLLECTED;
  const unfinished = new Set(halfTyped.flatMap(withHolders));
  return commands.map(({ located, faults }) => {
    const unbound = new Set(faults.flatMap((fault) => withHolders(damagedPointer(fault))));
    const isDamaged = (pointer: string): boolean => unfinished.has(pointer) || unbound.has(pointer);
    const result = validateCommand(located, source, isDamaged, room);
    room -= result.problems.length;
    return result;
  });
}

function damagedPointer(fault: BindingFault): string {
  const pointer = pointerOf(fault.node);
  return fault.code === 'input-name-missing' ? `${pointer}/name` : pointer;
}
