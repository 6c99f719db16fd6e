import assert from 'node:assert/strict';
import { createCommandDocument } from '../../../../src/command/document/command-document';
import { decodeBody } from '../../../../src/command/document/decode-body';

const TEXT = '{"name": "é 😀 \u0000"}';

function utf16(text: string, order: 'big' | 'little'): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return order === 'little' ? bytes : bytes.swap16();
}

function utf32(text: string, order: 'big' | 'little'): Buffer {
  const points = Array.from(text, (char) => char.codePointAt(0)!);
  const bytes = Buffer.alloc(points.length * 4);
  points.forEach((point, i) =>
    order === 'big' ? bytes.writeUInt32BE(point, i * 4) : bytes.writeUInt32LE(point, i * 4),
  );
  return bytes;
}

describe('decodeBody', () => {
  for (const [name, bytes] of [
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`)],
    ['UTF-16BE', utf16(TEXT, 'big')],
    ['UTF-16LE', utf16(TEXT, 'little')],
    ['UTF-16BE with a mark', utf16(`\ufeff${TEXT}`, 'big')],
    ['UTF-16LE with a mark', utf16(`\ufeff${TEXT}`, 'little')],
    ['UTF-32BE', utf32(TEXT, 'big')],
    ['UTF-32LE', utf32(TEXT, 'little')],
    ['UTF-32BE with a mark', utf32(`\ufeff${TEXT}`, 'big')],
    ['UTF-32LE with a mark', utf32(`\ufeff${TEXT}`, 'little')],
  ] as const) {
    it(`reads ${name}`, () => assert.deepEqual(decodeBody(bytes), { text: TEXT, malformedAt: undefined }));
  }

  it('reads a long text whole', () => {
    const text = `"${'aé😀'.repeat(20_000)}"`;
    assert.deepEqual(decodeBody(Buffer.from(text)), { text, malformedAt: undefined });
  });

  it('takes overlong forms and surrogates, as Jackson does', () => {
    assert.deepEqual(decodeBody(Buffer.from([0x22, 0xc1, 0x81, 0xed, 0xa0, 0x80, 0x22])), {
      text: '"A\ud800"',
      malformedAt: undefined,
    });
  });

  it('takes overlong forms for syntax as little as Jackson does', () => {
    const around = (...bytes: readonly number[]) => {
      const body = Buffer.concat([Buffer.from('{"a": "'), Buffer.from(bytes), Buffer.from('"}')]);
      return createCommandDocument(decodeBody(body), 'create').syntaxFaults.map((fault) => fault.kind);
    };
    assert.deepEqual(around(0xc0, 0x80), []);
    assert.deepEqual(around(0xc0, 0xa2), []);
    assert.deepEqual(around(0xe0, 0x81, 0x9c), []);
    assert.deepEqual(around(0x22, 0x20, 0xc0, 0xac, 0x22, 0x62, 0x22, 0x3a, 0x22), ['unexpected-character']);
  });

  it('replaces half pairs of UTF-16 as Java does, together with the unit behind a first half', () => {
    const halves = '"\ud83da\udc00\ud83d\ude00\ud83d';
    assert.deepEqual(decodeBody(utf16(halves, 'little')), { text: '"\ufffd\ufffd😀\ufffd', malformedAt: undefined });
  });

  for (const [bytes, malformedAt] of [
    [[0x22, 0x80, 0x22], 1],
    [[0x22, 0xc3, 0x22, 0x22], 1],
    [[0x22, 0x61, 0xe2, 0x82], 2],
    [[0x22, 0xff], 1],
    [[0xef, 0xbb, 0x7b, 0x7d], 0],
    [[0, 0, 0xff, 0xfe, 0x7b], 0],
    [[0, 0, 0, 0x7b, 0, 0x11, 0, 0], 0],
    [[0, 0, 0, 0x7b, 0, 0], 1],
  ] as const) {
    it(`says where ${Buffer.from(bytes).toString('hex')} is no text`, () =>
      assert.equal(decodeBody(Uint8Array.from(bytes)).malformedAt, malformedAt));
  }

  it('makes what is no text a fault, except behind the root value', () => {
    const faults = (bytes: Buffer) =>
      createCommandDocument(decodeBody(bytes), 'create').syntaxFaults.map((fault) => fault.kind);
    assert.deepEqual(faults(Buffer.concat([Buffer.from('{"a": "'), Buffer.from([0xff]), Buffer.from('"}')])), [
      'bad-encoding',
    ]);
    assert.deepEqual(faults(Buffer.concat([Buffer.from('{} '), Buffer.from([0xff])])), []);
    assert.deepEqual(faults(Buffer.from([0xff])), ['bad-encoding']);
    assert.deepEqual(faults(Buffer.from('\ufeff\ufeff{}')), ['byte-order-mark']);
  });
});
