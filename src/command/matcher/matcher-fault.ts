import type { MatcherError, MatcherFault } from './matcher-ast';
import { PathFault } from './text-cursor';

/** A fault whose kind is known where it happens. */
export class TypedFault extends PathFault {
  constructor(
    readonly fault: MatcherFault,
    message: string,
    position: number,
    readonly length = 1,
  ) {
    super(message, position);
  }
}

/** The error a matcher's reader hands out for a fault; its span lies inside `text`. */
export function describeFault(fault: PathFault, text: string): MatcherError {
  const start = Math.min(Math.max(fault.position, 0), text.length);
  const word = /^[\w-]*/.exec(text.slice(start))?.[0].length ?? 0;
  const length = Math.max(word, fault instanceof TypedFault ? fault.length : 1);
  return {
    message: fault.message,
    fault: kindOf(fault),
    span: { start, end: Math.min(start + length, text.length) },
  };
}

function kindOf(fault: PathFault): MatcherFault {
  if (fault instanceof TypedFault) return fault.fault;
  if (fault.message.startsWith('Could not find matching close quote')) return 'unclosed-string';
  if (fault.message.startsWith('Could not find matching close for /')) return 'unclosed-regex';
  if (fault.message.startsWith('Could not parse token starting at position 1.')) return 'unclosed-bracket';
  return fault.message.startsWith('Expected character') ? 'surplus-text' : 'bad-path';
}
