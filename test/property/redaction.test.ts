import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createMask, createRedactor, redactText } from '../../src/launch/redaction';
import { secretForms } from '../../src/launch/secret-forms';
import { SecretValue } from '../../src/secrets/secret-value';
import { chunked } from '../support/chunks';

/** Masks a text that comes in chunks of the given lengths. */
function redact(secrets: readonly string[], text: Uint8Array, lengths: readonly number[]): Buffer {
  const redactor = createRedactor(createMask(secrets.map((secret) => new SecretValue(secret))));
  const shown = chunked(text, lengths).flatMap((chunk) => {
    // Whoever hands bytes over may use the memory again, as a socket does.
    const borrowed = Buffer.from(chunk);
    const copies = redactor.push(borrowed).map((piece) => Buffer.from(piece));
    borrowed.fill(0);
    return copies;
  });
  return Buffer.concat([...shown, ...redactor.end()]);
}

/** Ways a tool may print a value, independent of how the redactor makes its forms. */
const ENCODERS: readonly ((value: string) => string)[] = [
  (value) => value,
  (value) => Buffer.from(value).toString('base64'),
  (value) => Buffer.from(`u:${value}@host`).toString('base64'),
  (value) => Buffer.from(`me:${value}@host`).toString('base64url'),
  (value) => Buffer.from(`x${value}`).toString('base64'),
  (value) => Buffer.from(value).toString('hex'),
  (value) => Buffer.from(value).toString('hex').toUpperCase(),
  (value) => encodeURIComponent(value),
  (value) => new URLSearchParams({ key: value }).toString(),
  (value) => JSON.stringify({ key: value }),
  (value) =>
    JSON.stringify(JSON.stringify({ deep: value }))
      .replaceAll('\\\\', '\\')
      .replaceAll('\\"', '"'),
];

// Few letters, so that values overlap each other and the noise between them.
const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '/', '"', '•', '*', '😀', '\n', ' ') });
const secret = fc.oneof(
  letters,
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', minLength: 10, maxLength: 60 }),
);
const secrets = fc.array(secret, { minLength: 1, maxLength: 4 });
const lengths = fc.array(fc.nat(30));

/** Noise and printed secrets, one after the other. */
const logOf = (values: readonly string[]) =>
  fc
    .array(
      fc.oneof(
        letters.map((noise) => noise),
        fc.tuple(fc.constantFrom(...values), fc.constantFrom(...ENCODERS)).map(([value, encode]) => encode(value)),
      ),
      { maxLength: 8 },
    )
    .map((parts) => Buffer.from(parts.join('')));

const withLog = secrets.chain((values) => fc.tuple(fc.constant(values), logOf(values)));

const formsOf = (values: readonly string[]) => values.flatMap((value) => secretForms(new SecretValue(value)));

describe('the redactor', () => {
  it('lets no form of a secret out, whatever the chunks', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(withLog, lengths, ([values, log], cuts) => {
        const shown = redact(values, log, cuts);
        for (const form of formsOf(values))
          assert.ok(!shown.includes(form), JSON.stringify([form.toString(), shown.toString()]));
      }),
      { numRuns: 300 },
    );
  });

  it('shows the same whatever the chunks', () =>
    fc.assert(
      fc.property(withLog, lengths, ([values, log], cuts) => {
        assert.equal(redact(values, log, cuts).toString('latin1'), redact(values, log, []).toString('latin1'));
      }),
    ));

  it('passes text without secrets as it is', () =>
    fc.assert(
      fc.property(secrets, fc.uint8Array({ maxLength: 400 }), lengths, (values, bytes, cuts) => {
        const text = Buffer.from(bytes);
        fc.pre(!formsOf(values).some((form) => text.includes(form)));
        assert.deepEqual(redact(values, text, cuts), text);
      }),
    ));

  it('keeps all that is not part of a secret', () =>
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 40 }),
        fc.uint8Array({ maxLength: 40 }),
        lengths,
        (before, after, cuts) => {
          const value = 'correct-horse';
          fc.pre(!formsOf([value]).some((form) => [before, after].some((noise) => Buffer.from(noise).includes(form))));
          const shown = redact([value], Buffer.concat([before, Buffer.from(value), after]), cuts);
          assert.deepEqual(shown, Buffer.concat([before, Buffer.from('•••'), after]));
        },
      ),
    ));

  it('knows a value by each usual way to print it', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 12, maxLength: 80 }),
        fc.constantFrom(...ENCODERS),
        (value, encode) => {
          fc.pre(value.trim().length >= 12);
          const printed = encode(value);
          const shown = redactText(createMask([new SecretValue(value)]), `before ${printed} after`);
          assert.ok(shown.includes('•••') && !shown.includes(printed), shown);
          assert.ok(shown.startsWith('before ') && shown.endsWith(' after'), shown);
        },
      ),
    ));

  it('knows base64 and hex that are broken into lines', () =>
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 60, maxLength: 200 }), fc.nat(10), (bytes, before) => {
        const value = Buffer.from(bytes).toString('base64url');
        for (const encoding of ['base64', 'hex'] as const) {
          const blob = Buffer.from('x'.repeat(before) + value).toString(encoding);
          const lines = blob.match(/.{1,76}/g) ?? [];
          const shown = redactText(createMask([new SecretValue(value)]), lines.join('\n'));
          // What remains are ends of lines too short to be told from other text.
          for (const [index, line] of shown.split('\n').entries()) {
            const rest = line.replaceAll('•••', '');
            assert.ok(rest.length < 16 + (index === 0 ? 2 * before + 2 : 0), line);
          }
        }
      }),
    ));
});
