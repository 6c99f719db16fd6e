import assert from 'node:assert/strict';
import type { JsonValue } from '../../../../src/command/matcher/matcher-ast';
import { evaluateMatcher } from '../../../../src/command/matcher/matcher-evaluator';
import { parseMatcher } from '../../../../src/command/matcher/matcher-parser';

const SCAN: JsonValue = {
  type: 'Scan',
  id: '3',
  'scan-type': 'T1w',
  frames: 176,
  note: null,
  empty: '',
  usable: true,
  weights: [1, 2.5],
  resources: [
    { label: 'DICOM', files: [{ name: 'a.dcm', size: 1 }, { name: 'b.dcm' }] },
    { label: 'NIFTI', files: [] },
  ],
};

/** `match`, `no-match`, or the error's message. */
function evaluate(filter: string, item: JsonValue = SCAN, document: JsonValue = item): string {
  const reading = parseMatcher(filter);
  assert.ok(reading.ok, `${filter}: ${reading.ok ? '' : reading.error.message}`);
  const outcome = evaluateMatcher(reading.matcher, item, document);
  return outcome.kind === 'error' ? outcome.message : outcome.kind;
}

function holds(...filters: readonly string[]): void {
  for (const filter of filters) assert.equal(evaluate(filter), 'match', filter);
}

function fails(...filters: readonly string[]): void {
  for (const filter of filters) assert.equal(evaluate(filter), 'no-match', filter);
}

describe('evaluateMatcher', () => {
  it('compares texts and numbers across their kinds, each side in its own way', () => {
    holds('@.id == 3', "@.frames == '176'", "@.frames == '176.0'", '@.frames == 176.00', '@.frames == 1.76e2');
    fails("'176.0' == @.frames", "@.frames === '176'", '@.id === 3');
    holds("@.id === '3'", '@.id !== 3', '@.frames > 175.9', '@.frames >= 176', "@.id < '30'");
    fails('@.id < 30', "@.frames > '1'", '@.missing < 1');
  });

  it('tells an absent property from null', () => {
    holds('@.note', '@.note == null', '!@.missing', '@.missing != null', "@.missing != 'a'");
    fails('@.missing', '@.missing == null', '!@.note', '@.note != null');
  });

  it('finds members of lists', () => {
    holds("@.scan-type in ['T1w', 'T2w']", '@.scan-type in [T1w]', '@.id in [3]', "@.scan-type nin ['T2w']");
    holds("'NIFTI' in @.resources[*].label", "@.resources[*].label contains 'DICOM'", "@.scan-type contains 'T1'");
    holds("@.resources[*].label subsetof ['NIFTI','DICOM','QC']", "@.resources[*].label anyof ['NIFTI']");
    holds("@.resources[*].label noneof ['QC']", '@.resources size 2', '@.scan-type size 3', '@.weights == [1, 2.5]');
    fails(
      "@.resources[*].label subsetof ['NIFTI']",
      "@.resources[*].label noneof ['NIFTI']",
      "@.label nin ['a'] && @.id in 'a'",
    );
    holds("'1.0' in [1.0]", "'2' nin [2.0]", '@.id == 3 && @.id nin [3.0]', '@.frames in [176.0]', "'0.5' in [5e-1]");
    holds("'12345678901234567890' in [12345678901234567890]", "'0.12345678901234567890' in [0.12345678901234567890]");
    fails("'2' in [2.0]", '@.frames == [176.0]', '@.weights == [1.0, 2.5]', "'1.50' in [1.50]");
    fails("@.resources[*].label all ['DICOM']", '[1, 2.5] == @.weights', '@.missing nin 5');
  });

  it('tests for emptiness', () => {
    holds('@.resources empty false', '@.empty empty true', '@.resources[1].files empty true');
    fails('@.missing empty true', '@.resources empty true', '@.resources empty 1');
  });

  it('follows every kind of step', () => {
    holds("@.resources[0].label == 'DICOM'", "@.resources[-1].label == 'NIFTI'", '@.resources[5:].label size 0');
    holds("@.resources[?(@.label == 'DICOM')].files[*].name contains 'b.dcm'", "@..name contains 'a.dcm'");
    holds("@['scan-type'] == 'T1w'", "@['id','frames']", '@.resources.length() == 2', '@.weights.max() == 2.5');
    holds('@.resources[0,1].label size 2', '@.resources[:1].label size 1', '@.resources[0:1].label size 1');
    holds('@.resources[5:].label size 1e300000000', '@.resources[5:].label size 7e-300000000');
    holds('@.resources[-2:-1].label size 1', '@.weights[-1:1] == [2.5, 1]', '@.weights[-2:0] == [1, 2.5]');
    holds('@.weights[-9:-1] == [1]', '@.weights[-1:-2] == []');
    fails('@..nothing()', "@..['id']..nothing() == 1");
    fails('@.id[0]', '@.id.x == 1', "@['id','missing']", '@.resources[7]', '@.nothing()');
  });

  it('takes a list that a path gives for there, even an empty one', () => {
    holds("@.resources[?(@.label == 'QC')]", '@..nothing', '@.resources[7:]');
    fails('@.missing[*]', '@.resources[*].missing');
  });

  it('takes of lists below a descent what the library takes', () => {
    const session: JsonValue = { scans: [SCAN, { id: '4', one: { id: '5' } }], last: { id: '6' } };
    for (const [filter, count] of [
      ['@..[0].label', 1],
      ['@..[1].id', 1],
      ['@..[1].one.id', 1],
      ['@..[:2].id', 0],
      ['@..[0,1].id', 0],
      ['@..[-1].id', 0],
      ['@..[:1]', 4],
      ['@..*.id', 1],
      ['@..[1].*', 5],
      ['@..scans[:2].id', 2],
    ] as const) {
      assert.equal(evaluate(`${filter} size ${count}`, session), 'match', filter);
    }
    assert.equal(evaluate('@..[0].length() == 0', session), 'match');
    assert.equal(evaluate('@..scans.length() == 2', session), 'match');
    assert.match(evaluate("@..['id']..append()", session), /token is a leaf/);
  });

  it('looks up $ in the document, but tests it for existence in the item', () => {
    const session = { label: 'S1', scans: [SCAN] };
    assert.equal(evaluate("$.label == 'S1'", SCAN, session), 'match');
    assert.equal(evaluate('$.label', SCAN, session), 'no-match');
    assert.equal(evaluate('$.frames', SCAN, session), 'match');
  });

  it('combines with !, && and ||', () => {
    holds("@.id == '1' || @.id == '3'", "!(@.id == '1')", "@.id == '3' && (@.frames < 5 || @.usable == true)");
    fails("@.id == '3' && @.frames < 5", "!(@.id == '3') || @.frames < 5", '!(@.missing in 5)');
  });

  it('matches whole texts against regular expressions, and any member of a list', () => {
    holds('@.scan-type =~ /t1.?/i', '@.resources[*].label =~ /NI.*/', '@.frames =~ /\\d+/', '@.usable =~ /true/');
    fails('@.scan-type =~ /T1/', '@.missing =~ /.+/', '@.note =~ /null/');
  });

  it('reports what ends a launch in the words of the library', () => {
    assert.match(evaluate('@.resources contains 1'), /Could not determine value type/);
    assert.match(evaluate('@.resources[0] empty false'), /cannot be cast to class java.util.Collection/);
    assert.match(evaluate('@.id exists 1'), /Failed to evaluate exists expression/);
    assert.match(evaluate('@.id.sum() > 1'), /using empty array/);
    assert.match(evaluate('@.id.index()'), /using empty array/);
    assert.match(evaluate('@.one.last() == 5', { one: [5] }), /Target index:-1 larger than object count:/);
    assert.match(evaluate('@.resources.index()'), /Index 0 out of bounds/);
    assert.match(evaluate('@.resources[1].files.first() == 1'), /Index 0 out of bounds/);
    assert.match(evaluate('@..length()'), /token is a leaf/);
    assert.match(evaluate('@.id in [NaN]'), /^Character N is neither a decimal digit/);
    assert.match(evaluate('@.id in [1e999]'), /^Character I is neither a decimal digit/);
    assert.match(evaluate(String.raw`['a'] == ['\u12']`), /cannot read/);
  });

  it('knows the names of an object as something that is there, and cannot compare them', () => {
    holds('@.resources[0].keys()', '@.resources[*].keys() != 1');
    fails('!@.resources[0].keys()', '@.resources[*].keys() == 1');
    assert.match(evaluate("@.resources[0].keys() contains 'label'"), /LinkedKeySet:\[label, files\] to a ValueNode/);
  });

  it('gives up on a regular expression that takes too long', () => {
    assert.match(evaluate(String.raw`@.x =~ /(a*)*(a*)*\1b/`, { x: 'a'.repeat(300) }), /too many steps/);
  });

  it('goes on with steps behind the filter', () => {
    assert.equal(evaluate("@.id == '3')].resources[?(@.label == 'DICOM'"), 'match');
    assert.equal(evaluate("@.id == '3')].resources[?(@.label == 'QC'"), 'no-match');
  });
});
