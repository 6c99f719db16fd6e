import assert from 'node:assert/strict';
import { compileJavaRegex } from '../../../../src/command/regex/java-regex';

const matches = (source: string, text: string, flags = ''): boolean | 'gave-up' => {
  const compilation = compileJavaRegex(source, flags);
  assert.ok(compilation.ok, `${source}: ${compilation.ok ? '' : compilation.message}`);
  return compilation.regex.matches(text);
};

describe('compileJavaRegex', () => {
  it('matches the whole text', () => {
    assert.equal(matches('M', 'MPRAGE'), false);
    assert.equal(matches('M.*', 'MPRAGE'), true);
    assert.equal(matches('^(?!.*LOC).*$', 'T1_MPRAGE'), true);
    assert.equal(matches('^(?!.*LOC).*$', 'LOCALIZER'), false);
    assert.equal(matches('.*(t1|t2)w?', 'sag_t2w'), true);
  });

  it('knows the flags', () => {
    assert.equal(matches('t1.*', 'T1W', 'i'), true);
    assert.equal(matches('(?i)t1(?-i)w', 'T1W'), false);
    assert.equal(matches('(?i:t1)w', 'T1w'), true);
    assert.equal(matches('a.b', 'a\nb'), false);
    assert.equal(matches('a.b', 'a\nb', 's'), true);
    assert.equal(matches('ä', 'Ä', 'i'), false);
    assert.equal(matches('ä', 'Ä', 'iu'), true);
    assert.equal(matches('a b # c', 'ab', 'x'), true);
    assert.equal(matches('a * ? b', 'aab', 'x'), true);
    assert.equal(matches('^', '', 'm'), false);
    assert.equal(matches('^', ''), true);
  });

  it('knows classes, their unions, differences and shorthands', () => {
    assert.equal(matches('[a-z&&[^aeiou]]+', 'xyz'), true);
    assert.equal(matches('[a-z&&[^aeiou]]+', 'xaz'), false);
    assert.equal(matches('[]a-]+', ']-a'), true);
    assert.equal(matches(String.raw`[\d_[xy]]+`, '1_y'), true);
    assert.equal(matches(String.raw`\p{Upper}\p{Lu}\pL\P{Digit}`, 'AÄbc'), true);
    assert.equal(matches(String.raw`\w+`, 'ä'), false);
    assert.equal(matches(String.raw`\h\H`, '\ta'), true);
  });

  it('knows quantifiers, possessive and atomic ones too', () => {
    assert.equal(matches('a{2,3}', 'aaaa'), false);
    assert.equal(matches('a{2,}', 'aaaa'), true);
    assert.equal(matches('a*+a', 'aaa'), false);
    assert.equal(matches('(?>a|ab)c', 'abc'), false);
    assert.equal(matches('a*?b??', 'aab'), true);
  });

  it('looks ahead and behind, and back at groups', () => {
    assert.equal(matches('(?=.*a)(?=.*b).*', 'xbax'), true);
    assert.equal(matches('.*(?<!bad)', 'not bad'), false);
    assert.equal(matches('.*(?<=good)', 'good'), true);
    assert.equal(matches(String.raw`(.)(.)\2\1`, 'abba'), true);
    assert.equal(matches(String.raw`(?<x>a+)b\k<x>`, 'aabaa'), true);
  });

  it('knows escapes and quotations', () => {
    assert.equal(matches(String.raw`\Qa.b\E+`, 'a.bb'), true);
    assert.equal(matches(String.raw`\x41\u0042\103\0103\t`.replace(String.raw`\103`, ''), 'ABC\t'), true);
    assert.equal(matches(String.raw`a\/b\-c\_`, 'a/b-c_'), true);
  });

  it('refuses what Java refuses, and says where', () => {
    for (const source of [
      '[',
      '(',
      'a)',
      '*a',
      'a**',
      'a{',
      'a{x}',
      '[z-a]',
      String.raw`\q`,
      String.raw`\p{Nope}`,
      '(?<1>a)',
      'a{3,2}',
      '(?i)*',
    ]) {
      const compilation = compileJavaRegex(source, '');
      assert.ok(!compilation.ok, source);
      assert.ok(compilation.position <= source.length && compilation.message !== '');
    }
  });

  it('finishes where backtracking would take for ever', () => {
    const text = 'a'.repeat(5000);
    assert.equal(matches('(a+)+b', text), false);
    assert.equal(matches('(a|aa)*b', text), false);
    assert.equal(matches('(.*)*(.*)*x', text), false);
    assert.equal(matches(String.raw`(a*)*(a*)*\1b`, 'a'.repeat(200)), 'gave-up');
    assert.equal(compileJavaRegex('((a{100}){100}){100}', '').ok, false);
    assert.equal(matches('(?:(?:){1000000000}){1000000000}a', 'a'), true);
  });

  it('gives up on what is nested or listed beyond all measure, instead of falling over it', () => {
    for (const source of ['('.repeat(100_000), '['.repeat(100_000), `${'('.repeat(5000)}a${')'.repeat(5000)}`]) {
      assert.equal(compileJavaRegex(source, '').ok, false);
    }
    assert.equal(matches(`[${'ab'.repeat(200_000)}]`, 'b'), true);
    assert.equal(matches(`${'('.repeat(100)}a${')'.repeat(100)}`, 'a'), true);
  });
});
