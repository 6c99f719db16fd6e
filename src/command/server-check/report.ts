import type { CommandMode } from '../document/command-document';
import type { Located, Place } from '../model/located-command';
import { placeOf, pointerTo } from '../model/located-command';
import type { Problem, RelatedPlace } from '../problem';
import { createProblem } from '../rules/create-problem';
import type { RuleCode } from '../rules/registry';

/** What the server's own validation of one Command finds. */
export interface ValidationResult {
  /** The server's messages, in its words and order, up to a limit; empty where its validation throws instead. */
  readonly messages: readonly string[];
  /** `throws`: an exception escapes, from validation or from a step before it, so the answer is an internal error. */
  readonly end: 'returns' | 'throws';
  readonly problems: readonly Problem[];
}

/** A fault for the author, at the value of a property or, where that is not written, at its object. */
export interface Fault {
  readonly code: RuleCode;
  readonly part: Located<unknown>;
  readonly key: string;
  /** What is wrong: a sentence without its consequence. */
  readonly what: string;
  /** What to do about it: a sentence. */
  readonly advice: string;
  readonly related?: readonly RelatedPlace[] | undefined;
  /** Where it is instead of at the property. */
  readonly place?: Place;
  /** Pointers of what else it was concluded from: with damage there, it is not certain. */
  readonly basis?: readonly string[];
}

/**
 * Collects what the checks find, twice over: as the server says it, and as problems in the text. Both are bounded, because
 * a hostile text may have more faults than there is memory for; what would go beyond is not even put into words.
 */
export interface Report {
  readonly mode: CommandMode;
  /** Adds one message of the server, in its exact words. */
  says(message: () => string): void;
  /** Notes that the server throws: `within` validation, which then has no messages, or in a step `beside` it. */
  throws(where: 'within' | 'beside'): void;
  /** Adds a problem whose consequence is one of the server's messages. */
  refuses(fault: () => Fault): void;
  /** Adds a problem whose consequence is an exception. */
  fails(fault: () => Fault): void;
  /** Whether there is no more room for messages or for problems. */
  isFull(): boolean;
}

const MOST_MESSAGES = 5000;
const MOST_MESSAGE_TEXT = 4_000_000;

/**
 * A report to be filled by the checks.
 *
 * @param isDamaged whether a value, or one in it, is not as its author means it: it does not bind, or is half typed
 * @param room how many problems it takes at most
 */
export function createReport(
  mode: CommandMode,
  isDamaged: (pointer: string) => boolean,
  room: number,
): { readonly report: Report; readonly result: () => ValidationResult } {
  const messages: string[] = [];
  const problems: Problem[] = [];
  const thrown = new Set<'within' | 'beside'>();
  let messageText = 0;

  const hasMessageRoom = () => messages.length < MOST_MESSAGES && messageText < MOST_MESSAGE_TEXT;
  const hasProblemRoom = () => problems.length < room;

  function add(create: () => Fault, consequence: string): void {
    if (!hasProblemRoom()) return;
    const fault = create();
    const { code, part, key, what, advice, related = [] } = fault;
    const basis = [pointerTo(part, key), ...(fault.basis ?? [])];
    if (basis.some(isDamaged)) return;
    const place = fault.place ?? placeOf(part, key);
    problems.push(createProblem(code, place, `${what} ${consequence} ${advice}`, { related }));
  }

  const report: Report = {
    mode,
    says: (create) => {
      if (!hasMessageRoom()) return;
      const message = create();
      messages.push(message);
      messageText += message.length;
    },
    throws: (where) => thrown.add(where),
    refuses: (create) => add(create, REFUSAL[mode]),
    fails: (create) => add(create, FAILURE[mode]),
    isFull: () => !hasMessageRoom() || !hasProblemRoom(),
  };
  return {
    report,
    result: () => ({
      messages: thrown.has('within') ? [] : messages,
      end: thrown.size > 0 ? 'throws' : 'returns',
      problems,
    }),
  };
}

const REFUSAL: Readonly<Record<CommandMode, string>> = {
  create: 'The Container Service refuses the Command.',
  update: 'The Container Service refuses the Command.',
  label: 'The Container Service skips this Command of the label.',
};

/** The consequence of an exception, as a sentence. */
export const FAILURE: Readonly<Record<CommandMode, string>> = {
  create: 'The Container Service fails on it with HTTP 500 and does not say why.',
  update: 'The Container Service fails on it with HTTP 500 and does not say why.',
  label: 'The Container Service stops there and installs neither this Command of the label nor those after it.',
};
