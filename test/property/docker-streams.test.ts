import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createFrameDecoder } from '../../src/docker/frames';
import { readJsonLines } from '../../src/docker/json-lines';
import { chunked } from '../support/chunks';

type Stream = 'stdout' | 'stderr';

const frameOf = ([stream, payload]: readonly [Stream, Uint8Array]) => {
  const header = Buffer.alloc(8);
  header.writeUInt8(stream === 'stdout' ? 1 : 2, 0);
  header.writeUInt32BE(payload.length, 4);
  return Buffer.concat([header, payload]);
};

const frames = fc.array(fc.tuple(fc.constantFrom<Stream>('stdout', 'stderr'), fc.uint8Array({ maxLength: 40 })));
const cuts = fc.array(fc.nat(60));

/** Payloads with those of one stream in a row joined, empty ones left out. */
function joined(pieces: readonly (readonly [Stream, Uint8Array])[]): [Stream, string][] {
  const rows: [Stream, string][] = [];
  for (const [stream, bytes] of pieces) {
    if (bytes.length === 0) continue;
    const text = Buffer.from(bytes).toString('latin1');
    const last = rows.at(-1);
    if (last?.[0] === stream) last[1] += text;
    else rows.push([stream, text]);
  }
  return rows;
}

describe('streams of an engine, cut anywhere', () => {
  it('frames give back what was written to each stream, in order', () =>
    fc.assert(
      fc.asyncProperty(frames, cuts, fc.boolean(), async (written, cutAt, isSlow) => {
        const read: [Stream, Uint8Array][] = [];
        const decoder = createFrameDecoder((stream, bytes) => {
          read.push([stream, Buffer.from(bytes)]);
          return isSlow ? Promise.resolve() : undefined;
        });
        for (const chunk of chunked(Buffer.concat(written.map(frameOf)), cutAt)) assert.ok(await decoder.push(chunk));
        assert.deepEqual(joined(read), joined(written));
      }),
    ));

  it('bytes that are no frames are told', async () => {
    const decoder = createFrameDecoder(() => assert.fail('nothing to hand on'));
    assert.equal(await decoder.push(Buffer.from('plain text')), false);
  });

  it('JSON lines give back the objects, in order', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), { noNullPrototype: true }),
        ),
        cuts,
        async (objects, cutAt) => {
          const bytes = Buffer.from(objects.map((object) => `${JSON.stringify(object)}\n`).join('not json\n\n'));
          const read = [];
          for await (const object of readJsonLines(asStream(chunked(bytes, cutAt)))) read.push(object);
          assert.deepEqual(read, objects);
        },
      ),
    ));
});

async function* asStream(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}
