import assert from 'node:assert/strict';
import type { MatcherExpression } from '../../../../src/command/matcher/matcher-ast';
import { parseJsonPath, parseMatcher } from '../../../../src/command/matcher/matcher-parser';

describe('parseMatcher', () => {
  const expressionOf = (text: string): MatcherExpression => {
    const reading = parseMatcher(text);
    assert.ok(reading.ok, `${text}: ${reading.ok ? '' : reading.error.message}`);
    assert.deepEqual(reading.matcher.tail, []);
    return reading.matcher.expression;
  };
  const errorOf = (text: string) => {
    const reading = parseMatcher(text);
    assert.ok(!reading.ok, `${text} can be read`);
    const { span } = reading.error;
    return { ...reading.error, at: text.slice(span.start, span.end) };
  };

  it('reads a comparison with the places of its parts', () => {
    const text = " @.scan-type  == 'T1'";
    const expression = expressionOf(text);
    assert.equal(expression.kind, 'comparison');
    assert.equal(expression.operator, '==');
    assert.equal(text.slice(expression.left.start, expression.left.end), '@.scan-type');
    assert.equal(text.slice(expression.operatorSpan.start, expression.operatorSpan.end), '==');
    assert.equal(text.slice(expression.right.start, expression.right.end), "'T1'");
    assert.equal(expression.left.kind, 'path');
    const [step] = expression.left.steps;
    assert.deepEqual(step, { kind: 'property', names: ['scan-type'], start: 3, end: 12 });
  });

  it('binds && before || and takes brackets', () => {
    const expression = expressionOf('@.a || @.b && (@.c || @.d)');
    assert.equal(expression.kind, 'or');
    assert.deepEqual(
      expression.operands.map(({ kind }) => kind),
      ['existence', 'and'],
    );
  });

  it('reads word operators in any case', () => {
    const expression = expressionOf("@.label IN ['DICOM', NIFTI]");
    assert.equal(expression.kind, 'comparison');
    assert.equal(expression.operator, 'in');
    assert.deepEqual(expression.right.kind === 'json' && expression.right.value, ['DICOM', 'NIFTI']);
  });

  it('reads nested paths, wildcards, slices and calls', () => {
    const expression = expressionOf("@.resources[?(@.label == 'QC')].files[-2:].name..x[*]['a','b'].length() > 0");
    assert.equal(expression.kind, 'comparison');
    assert.equal(expression.left.kind, 'path');
    assert.deepEqual(
      expression.left.steps.map(({ kind }) => kind),
      [
        'property',
        'filter',
        'property',
        'slice',
        'property',
        'descent',
        'property',
        'wildcard',
        'property',
        'function',
      ],
    );
    assert.equal(expression.left.definite, false);
  });

  it('tells a wanted from an unwanted property', () => {
    const wanted = expressionOf('!@.quality');
    assert.equal(wanted.kind === 'existence' && wanted.wanted, false);
    assert.equal(expressionOf('!(@.quality)').kind, 'not');
  });

  it('resolves escapes in texts', () => {
    const expression = expressionOf(String.raw`@.a == 'it\'s \u0041'`);
    assert.equal(
      expression.kind === 'comparison' && expression.right.kind === 'string' && expression.right.value,
      "it's A",
    );
  });

  it('goes on where the matcher closes the filter around it', () => {
    const reading = parseMatcher('@.a)].b[?(@.c');
    assert.ok(reading.ok);
    assert.deepEqual(
      reading.matcher.tail.map(({ kind }) => kind),
      ['property', 'filter'],
    );
  });

  it('places what the service adds to a text that closes the filter itself at the end of the text', () => {
    const reading = parseMatcher('@)]');
    assert.ok(reading.ok);
    assert.deepEqual(
      reading.matcher.tail.map(({ start, end }) => [start, end]),
      [[3, 3]],
    );
  });

  it('says what is wrong, where, and in the words of the service', () => {
    const cases: readonly (readonly [text: string, fault: string, at: string, message: string])[] = [
      ["@.a = 'b'", 'single-equals', '=', 'Expected character: )'],
      ["@.a == 'b' and @.c", 'surplus-text', 'and', 'Expected character: )'],
      ['@.a == T1', 'bare-word', 'T1', 'Failed to parse filter: [?(@.a == T1)], error on position: 10, char: T'],
      ['a == 1', 'bare-word', 'a', 'Failed to parse filter: [?(a == 1)], error on position: 3, char: a'],
      ['@.a == ', 'missing-operand', '', 'Failed to parse filter: [?(@.a == )], error on position: 10, char: )'],
      ["@.a like 'x'", 'unknown-operator', 'like', 'Expected character: )'],
      ["@.a == 'b", 'unclosed-string', "'", "Could not find matching close quote for ' when parsing : $[?(@.a == 'b)]"],
      [
        '@.a =~ /b',
        'unclosed-regex',
        '/',
        'Could not find matching close for / when parsing regex in : $[?(@.a =~ /b)]',
      ],
      ['@.a =~ /b[/', 'bad-regex', '/', 'Failed to parse filter: [?(@.a =~ /b[/)], error on position: 14, char: )'],
      ['@.a..', 'bad-path', '.', "Path must not end with a '.' or '..'"],
      ["'a'", 'missing-operand', '', 'Expected path node'],
    ];
    for (const [text, fault, at, message] of cases) {
      const error = errorOf(text);
      assert.deepEqual({ fault: error.fault, at: error.at, message: error.message }, { fault, at, message }, text);
    }
  });
});

describe('A matcher nested beyond all measure', () => {
  const nested = (count: number): readonly string[] => [
    `${'('.repeat(count)}@.a == 1${')'.repeat(count)}`,
    `${'!'.repeat(count)}(@.a == 1)`,
    `${'! '.repeat(count)}(@.a == 1)`,
    `${'@.a[?('.repeat(count)}@.b == 1${')]'.repeat(count)}`,
  ];

  it('is refused instead of being fallen over', () => {
    for (const text of [...nested(100), ...nested(20_000)]) {
      const reading = parseMatcher(text);
      assert.equal(reading.ok ? undefined : reading.error.fault, 'too-deep');
    }
    assert.ok('fault' in parseJsonPath(nested(20_000)[3]!));
  });

  it('is read as long as anybody may have written it', () => {
    for (const text of nested(40)) assert.ok(parseMatcher(text).ok);
  });
});

describe('parseJsonPath', () => {
  it('takes a path without a root for one below the document', () => {
    const reading = parseJsonPath('scans[0].id');
    assert.ok('path' in reading);
    assert.equal(reading.path.root, 'document');
    assert.equal(reading.path.definite, true);
    assert.deepEqual(
      reading.path.steps.map(({ start, end }) => 'scans[0].id'.slice(start, end)),
      ['scans', '[0]', 'id'],
    );
  });

  it('gives the library’s words for what is no path', () => {
    assert.deepEqual(parseJsonPath('$.a b'), {
      fault: "Use bracket notion ['my prop'] if your property contains blank characters. position: 2",
    });
  });
});
