import fc from 'fast-check';
import assert from 'node:assert/strict';
import type { Span } from '../../src/command/document/syntax-tree';
import { COMPARISON_OPERATORS } from '../../src/command/matcher/matcher-ast';
import type { JsonValue, MatcherExpression, Operand, PathStep } from '../../src/command/matcher/matcher-ast';
import { evaluateMatcher } from '../../src/command/matcher/matcher-evaluator';
import { parseMatcher } from '../../src/command/matcher/matcher-parser';
import { compileJavaRegex } from '../../src/command/regex/java-regex';

const numRuns = Number(process.env.XNAT_COMMANDS_TEXTS ?? 3000);

const path = fc.constantFrom(
  ...['@', '$', '@.id', "@['scan-type']", '@.resources[*].label', '@..label', '@.resources[0]', '@.resources[-1:]'],
  ...['@.resources[?(@.label)]', '@.frames', '@.frames.length()', '$.id', '@.none', "@['id','label']", '@.*'],
);
const literal = fc.constantFrom(
  ...["'T1'", '"T1"', "''", '1', '-1.5e3', '1E400', 'true', 'null', "['a','b']", '[1, 2]', '{"a":1}', '[]'],
  ...['/T.*/', '/(a+)+$/i', '/[/', "'\\u0041'", "'é😀'", '/(?s)./x'],
);
const comparison = fc
  .tuple(fc.oneof(path, literal), fc.constantFrom(...COMPARISON_OPERATORS, '=', '<>', ''), fc.oneof(path, literal))
  .map((words) => words.join(' '));
const { filter } = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    comparison,
    path,
    fc.tuple(tie('filter'), fc.constantFrom(' && ', '||', ' & '), tie('filter')).map((parts) => parts.join('')),
    tie('filter').map((inner) => `(${inner})`),
    tie('filter').map((inner) => `!${inner}`),
  ),
}));
const tokens = fc
  .array(fc.constantFrom(...`@ $ . .. [ ] ( ) ? * , : ' " / \\ ! && || == =~ in { } 1 - a null ^ é 😀`.split(' ')), {
    maxLength: 30,
  })
  .map((parts) => parts.join(''));
const damaged = fc
  .tuple(filter, fc.nat(), fc.string({ unit: 'binary', maxLength: 3 }))
  .map(([text, at, extra]) => text.slice(0, at % (text.length + 1)) + extra + text.slice((at % (text.length + 1)) + 1));
const anyFilter = fc.oneof(filter, damaged, tokens, fc.string({ unit: 'binary', maxLength: 30 }));

const someText = fc.constantFrom('T1', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '', '1', 'null', 'é');
const item: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.record(
    {
      id: someText,
      label: someText,
      'scan-type': someText,
      frames: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
      resources: fc.array(fc.record({ label: someText }), { maxLength: 3 }),
    },
    { requiredKeys: [] },
  ),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>,
);

describe('Any matcher whatever', function () {
  this.timeout(Math.max(60_000, numRuns * 20));

  it('is read without a crash, and what is said of it lies inside its text', () => {
    fc.assert(
      fc.property(anyFilter, (text) => {
        const reading = parseMatcher(text);
        if (!reading.ok) {
          assertInside(reading.error.span, { start: 0, end: text.length });
          assert.notEqual(reading.error.message, '');
          return;
        }
        assertExpression(reading.matcher.expression, { start: 0, end: text.length });
        for (const step of reading.matcher.tail) assertStep(step, { start: 0, end: text.length });
      }),
      { numRuns },
    );
  });

  it('is evaluated to an end, to the same end each time, and changes nothing', () => {
    fc.assert(
      fc.property(anyFilter, item, (text, value) => {
        const reading = parseMatcher(text);
        if (!reading.ok) return;
        const before = JSON.stringify(value);
        const outcome = evaluateMatcher(reading.matcher, value, value);
        assert.deepEqual(evaluateMatcher(reading.matcher, value, value), outcome);
        assert.equal(JSON.stringify(value), before);
      }),
      { numRuns },
    );
  });

  it('joins what it reads: both sides of && and of ||', () => {
    const holds = (text: string, value: JsonValue): boolean => {
      const reading = parseMatcher(text);
      return reading.ok && evaluateMatcher(reading.matcher, value, value).kind === 'match';
    };
    // What cannot be evaluated fails the whole filter, negated or not.
    const isSound = (text: string, value: JsonValue) => holds(text, value) !== holds(`!${text}`, value);
    fc.assert(
      fc.property(comparison, comparison, item, (left, right, value) => {
        const [first, second] = [`(${left})`, `(${right})`];
        fc.pre(isSound(first, value) && isSound(second, value));
        assert.equal(holds(`${first} && ${second}`, value), holds(first, value) && holds(second, value));
        assert.equal(holds(`${first} || ${second}`, value), holds(first, value) || holds(second, value));
      }),
      { numRuns: Math.min(numRuns, 1000) },
    );
  });
});

describe('Any regular expression whatever', function () {
  this.timeout(120_000);

  const piece = fc.constantFrom(
    ...'a b . ^ $ * + ? {2,3} {0,9999} ( ) (?: (?i) (?= (?! (?<= [ ] [^a] \\d \\w \\b \\1 | - \\ \\Q \\E \\x41 é'.split(
      ' ',
    ),
  );
  const pattern = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
  const nested = fc
    .tuple(
      fc.constantFrom('a', '.', '[ab]', '(a|a)', '(a|b|ab)'),
      fc.array(fc.constantFrom('+', '*', '?', '{1,20}'), { minLength: 1, maxLength: 5 }),
    )
    .map(([core, marks]) => marks.reduce<string>((inner, mark) => `(${inner})${mark}`, core) + 'c');

  it('is tried on any text to an end', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.nat(400).map((length) => 'a'.repeat(length)),
    );
    fc.assert(
      fc.property(fc.oneof(pattern, nested), text, (source, subject) => {
        const compilation = compileJavaRegex(source, '');
        if (compilation.ok) assert.ok([true, false, 'gave-up'].includes(compilation.regex.matches(subject)));
        else assert.ok(compilation.position >= 0 && compilation.position <= source.length);
      }),
      { numRuns: Math.min(numRuns, 500) },
    );
  });
});

function assertInside(inner: Span, outer: Span): void {
  assert.ok(
    outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end,
    `${inner.start}-${inner.end} of ${outer.start}-${outer.end}`,
  );
}

function assertExpression(expression: MatcherExpression, outer: Span): void {
  assertInside(expression, outer);
  switch (expression.kind) {
    case 'or':
    case 'and':
      for (const operand of expression.operands) assertExpression(operand, expression);
      break;
    case 'not':
      assertExpression(expression.operand, expression);
      break;
    case 'comparison':
      assertOperand(expression.left, expression);
      assertInside(expression.operatorSpan, expression);
      assertOperand(expression.right, expression);
      break;
    case 'existence':
      assertOperand(expression.path, expression);
      break;
  }
}

function assertOperand(operand: Operand, outer: Span): void {
  assertInside(operand, outer);
  if (operand.kind === 'path') for (const step of operand.steps) assertStep(step, operand);
}

function assertStep(step: PathStep, outer: Span): void {
  assertInside(step, outer);
  if (step.kind === 'filter') assertExpression(step.expression, step);
}
