import assert from 'node:assert/strict';
import { compareDecimals, decimalToText, parseDecimal } from '../../../../src/command/matcher/decimal';

describe('parseDecimal', () => {
  it('reads what Java takes for a number', () => {
    for (const text of ['1', '-1', '+1', '01', '1.', '.5', '1e5', '1E-5', '-0.0']) assert.ok(parseDecimal(text), text);
  });

  it('leaves the rest alone', () => {
    for (const text of ['', ' 1', '1 ', '.', '1e', '0x1', 'NaN', '1,5', '1e99999999999', '--1']) {
      assert.equal(parseDecimal(text), undefined, text);
    }
  });
});

describe('decimalToText', () => {
  it('writes numbers as Java does', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['1.50', '1.50'],
      ['-0.05', '-0.05'],
      ['1e5', '1E+5'],
      ['1.25E7', '1.25E+7'],
      ['0.0000001', '1E-7'],
      ['0.000001', '0.000001'],
      ['007', '7'],
      ['1e0', '1'],
    ];
    for (const [text, expected] of cases) assert.equal(decimalToText(parseDecimal(text)!), expected, text);
  });
});

describe('compareDecimals', () => {
  const compare = (left: string, right: string): number =>
    Math.sign(compareDecimals(parseDecimal(left)!, parseDecimal(right)!));

  it('compares by value', () => {
    assert.equal(compare('1.0', '1'), 0);
    assert.equal(compare('0', '0e10'), 0);
    assert.equal(compare('2', '10'), -1);
    assert.equal(compare('-2', '-10'), 1);
    assert.equal(compare('0.1', '0.09'), 1);
    assert.equal(compare('12345678901234567890.1', '12345678901234567890.2'), -1);
  });

  it('does not write out huge exponents', () => {
    assert.equal(compare('1e2000000000', '1'), 1);
    assert.equal(compare('-1e2000000000', '1e2000000000'), -1);
  });
});
