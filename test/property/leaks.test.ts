import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createLeakScanner, prepareLeakSearch, type Finding } from '../../src/launch/leaks/leak-scanner';
import { SecretValue } from '../../src/secrets/secret-value';
import { chunked } from '../support/chunks';

/** Looks for values, named by their place in the list, in bytes that come in chunks of the given lengths. */
function findingsIn(values: readonly string[], text: Uint8Array, lengths: readonly number[]): readonly Finding[] {
  const findings: Finding[] = [];
  const secrets = values.map((value, index) => ({ name: `S${index}`, value: new SecretValue(value) }));
  const scanner = createLeakScanner(prepareLeakSearch(secrets), (finding) => findings.push(finding));
  for (const chunk of chunked(text, lengths)) {
    // Whoever hands bytes over may use the memory again.
    const borrowed = Buffer.from(chunk);
    scanner.push(borrowed);
    borrowed.fill(0);
  }
  scanner.end();
  return findings;
}

const wrapped = (text: string, width: number, lineBreak: string) =>
  (text.match(new RegExp(`.{1,${width}}`, 'gu')) ?? []).join(lineBreak);

/** Ways a tool may write a value, independent of how the check makes its forms. */
const ENCODERS: readonly (readonly [encoding: string, write: (value: string) => string])[] = [
  ['plain', (value) => value],
  ['base64', (value) => Buffer.from(value).toString('base64')],
  ['base64', (value) => Buffer.from(`u:${value}@host`).toString('base64')],
  ['base64', (value) => Buffer.from(`me:${value}@host`).toString('base64url')],
  ['base64', (value) => Buffer.from(`x${value}`).toString('base64')],
  ['base64', (value) => wrapped(Buffer.from(`x${value}`).toString('base64'), 16, '\r\n  ')],
  ['base64', (value) => wrapped(Buffer.from(value).toString('base64'), 20, '\\n')],
  ['hex', (value) => Buffer.from(value).toString('hex')],
  ['hex', (value) => wrapped(Buffer.from(value).toString('hex').toUpperCase(), 32, '\n')],
  ['URL', (value) => encodeURIComponent(value)],
  ['URL', (value) => new URLSearchParams({ key: value }).toString()],
  ['JSON', (value) => JSON.stringify({ key: value })],
];

const noise = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', 'é', '/', '"', '\n', ' ', '0', '6') }),
  fc.string({ unit: 'binary' }),
  fc.base64String({ maxLength: 400 }),
);
/** Long enough not to be in the noise by chance, and without blanks at its ends, which are not looked for. */
const value = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 12, maxLength: 80 }),
    fc.base64String({ minLength: 12, maxLength: 3000 }),
  )
  .filter((text) => text.trim() === text && Buffer.byteLength(text) >= 12 && Buffer.from(text).toString() === text);
const lengths = fc.array(fc.nat(700));
const runs = { numRuns: 400 };

describe('the leak check', () => {
  it('finds a value under any chunking and in every form, at the place where it begins', () =>
    fc.assert(
      fc.property(value, noise, noise, fc.constantFrom(...ENCODERS), lengths, (text, before, after, way, cuts) => {
        const [encoding, write] = way;
        const head = Buffer.from(`${before}|`);
        const written = Buffer.from(write(text));
        const findings = findingsIn([text], Buffer.concat([head, written, Buffer.from(`|${after}`)]), cuts);
        const inside = findings.find(({ offset }) => offset >= head.length && offset < head.length + written.length);
        assert.ok(inside, `${encoding} of ${JSON.stringify(text)} in ${JSON.stringify(written.toString())}`);
        if (write(text) === text) assert.equal(inside.offset, head.length);
        else if (encoding === 'base64' || encoding === 'hex') assert.equal(inside.encoding, encoding);
      }),
      runs,
    ));

  it('finds the same whatever the chunks', () =>
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 3 }),
        fc.array(fc.tuple(fc.nat(2), fc.constantFrom(...ENCODERS), noise), { maxLength: 6 }),
        lengths,
        (values, parts, cuts) => {
          const text = Buffer.from(
            parts.map(([index, [, write], between]) => between + write(values[index % values.length] ?? '')).join(''),
          );
          assert.deepEqual(findingsIn(values, text, cuts), findingsIn(values, text, []));
        },
      ),
      runs,
    ));

  it('finds values across the blocks of a long stream, each where it stands', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(300_000), { minLength: 1, maxLength: 6 }), fc.nat(11), (gaps, which) => {
        const text = 'correct-horse/battery+staple';
        const written = ENCODERS[which]?.[1](text) ?? '';
        const offsets: number[] = [];
        let length = 0;
        const parts = gaps.flatMap((gap) => {
          length += gap + 1;
          offsets.push(length);
          length += written.length;
          return [Buffer.alloc(gap + 1, '.'), Buffer.from(written)];
        });
        const findings = findingsIn(
          [text],
          Buffer.concat(parts),
          Array.from({ length: 40 }, () => 65_536),
        );
        assert.equal(findings.length, offsets.length);
        findings.forEach(({ offset }, index) => {
          const place = offsets[index] ?? 0;
          assert.ok(offset >= place && offset < place + written.length, `${offset} is not in ${place}`);
        });
      }),
      { numRuns: 60 },
    ));

  it('never reports a value that is not there', () =>
    fc.assert(
      fc.property(value, fc.array(noise), fc.nat(), lengths, (text, parts, seed, cuts) => {
        // The value but for one character of it, in every form.
        const characters = Array.from(text);
        const place = seed % characters.length;
        characters[place] = characters[place] === 'x' ? 'y' : 'x';
        const damaged = characters.join('');
        const written = ENCODERS.map(([, write]) => write(damaged)).join(' ');
        const bytes = Buffer.from(`${parts.join(' ')} ${written}`);
        fc.pre(!bytes.includes(text));
        assert.deepEqual(findingsIn([text], bytes, cuts), []);
      }),
      runs,
    ));

  it('never reports parts of a value: the scheme of an address, half a key', () => {
    const address = 'https://user:hunter2@registry.example/v2/';
    const text = `${Buffer.from('https://registry.example/v2/').toString('base64')} https://user: hunter2`;
    assert.deepEqual(findingsIn([address], Buffer.from(text), []), []);
  });
});
