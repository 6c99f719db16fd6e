import { randomBytes } from 'node:crypto';
import assert from 'node:assert/strict';
import { createMask, redactText } from '../../../src/launch/redaction';
import { isMaskable } from '../../../src/launch/secret-forms';
import { SecretValue } from '../../../src/secrets/secret-value';

const redact = (secrets: readonly string[], text: string) =>
  redactText(createMask(secrets.map((secret) => new SecretValue(secret))), text);

describe('the masking of a text', () => {
  it('covers secrets that touch, overlap or hold each other', () => {
    assert.equal(redact(['secret'], 'secretsecret'), '••••••');
    assert.equal(redact(['abcdef', 'defghi'], '<abcdefghi>'), '<•••>');
    assert.equal(redact(['abcdefghij', 'cdef'], '<abcdefghij>'), '<•••>');
    assert.equal(redact(['abcdefghij', 'cdef'], '<abcdefghiX>'), '<ab•••ghiX>');
  });

  it('covers a value without the line break it was stored with, and each longer line of one of several lines', () => {
    assert.equal(redact(['token-1234\n'], 'token-1234.'), '•••.');
    assert.equal(redact(['BEGIN KEY\r\nc2hvcnQ=abc\r\nx1'], '  c2hvcnQ=abc, x1'), '  •••, x1');
  });

  it('leaves values of less than four bytes, which occur by chance', () => {
    assert.equal(redact(['abc', ''], 'abc'), 'abc');
    assert.deepEqual(
      ['abc', 'abcd', 'äb', 'äöb', ' abc '].map((value) => isMaskable(new SecretValue(value))),
      [false, true, false, true, false],
    );
  });

  it('takes a value of a hundred kilobytes', function () {
    this.timeout(60_000);
    let state = 1;
    const next = () => (state = (state * 48_271) % 2_147_483_647).toString(36).padStart(6, '0');
    const value = Array.from({ length: 100_000 / 6 }, next).join('');
    assert.equal(redact([value], `<${Buffer.from(value.slice(0, 8)).toString('hex')}>`), '<•••>');
  });

  it('covers with signs that are in no secret, lest cover and text make one', () => {
    assert.equal(redact(['1234•5678'], '<1234•5678>'), '<***>');
  });
});

describe('a long secret', () => {
  it('is masked in base64 and hex that are broken into lines, but for a few characters at their ends', () => {
    const value = randomBytes(12_000).toString('latin1');
    const mask = createMask([new SecretValue(value)]);
    for (const encoding of ['base64', 'hex'] as const) {
      const lines =
        Buffer.from(value)
          .toString(encoding)
          .match(/.{1,76}/g) ?? [];
      const shown = redactText(mask, lines.join('\n')).split('\n');
      assert.deepEqual(
        shown.slice(1, -1).filter((line) => line.replaceAll('•', '').length > 6),
        [],
      );
    }
  });
});
