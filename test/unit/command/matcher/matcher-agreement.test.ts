import assert from 'node:assert/strict';
import type { JsonValue } from '../../../../src/command/matcher/matcher-ast';
import { evaluateMatcher } from '../../../../src/command/matcher/matcher-evaluator';
import { parseMatcher } from '../../../../src/command/matcher/matcher-parser';
import { needsSharedData, readSharedLines } from '../../../support/shared-data';

interface MatcherCase {
  readonly filter: string;
  readonly object: JsonValue;
  readonly match: boolean | 'error';
  readonly error?: string;
  readonly asChild?: boolean | 'error';
}

describe('matchers, as the service answers them', () => {
  needsSharedData();

  const outcome = (filter: string, item: JsonValue, document: JsonValue): boolean | 'error' => {
    const reading = parseMatcher(filter);
    if (!reading.ok) return 'error';
    const { kind } = evaluateMatcher(reading.matcher, item, document);
    return kind === 'error' ? 'error' : kind === 'match';
  };

  it('agree in every case', () => {
    const cases = readSharedLines('cases/matchers.jsonl') as readonly MatcherCase[];
    assert.ok(cases.length >= 250);
    for (const { filter, object, match, error, asChild } of cases) {
      assert.equal(outcome(filter, object, object), match, filter);
      // Below a parent a filter that cannot be read is no match, and all others answer alike but those with `$`.
      const below = outcome(filter, object, { children: [object] });
      assert.equal(below === 'error' ? false : below, asChild ?? match, `${filter} below a parent`);
      const reading = parseMatcher(filter);
      const message = reading.ok ? undefined : `InvalidPathException: ${reading.error.message}`;
      assert.equal(message, error, filter);
    }
  });
});
