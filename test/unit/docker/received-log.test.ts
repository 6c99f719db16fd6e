import assert from 'node:assert/strict';
import { createReceivedLog } from '../../../src/docker/received-log';
import { createFrameDecoder, readFrames, type Frame } from '../../../src/docker/frames';

const out = (text: string): Frame => ({ stream: 'stdout', bytes: Buffer.from(text) });
const err = (text: string): Frame => ({ stream: 'stderr', bytes: Buffer.from(text) });

/** What was handed over of a log that came like this. */
function receive() {
  const got = { stdout: '', stderr: '' };
  const log = createReceivedLog((stream, bytes) => {
    got[stream] += Buffer.from(bytes).toString();
  });
  const push = async (...frames: readonly Frame[]) => {
    const sink = log.fromStart();
    for (const { stream, bytes } of frames) await sink(stream, bytes);
  };
  return { got, log, push };
}

const encoded = (frames: readonly Frame[]) =>
  Buffer.concat(
    frames.flatMap(({ stream, bytes }) => {
      const header = Buffer.alloc(8);
      header.writeUInt8(stream === 'stdout' ? 1 : 2, 0);
      header.writeUInt32BE(bytes.length, 4);
      return [header, bytes];
    }),
  );

describe('a log that is received in parts', () => {
  it('is handed over once, when it comes from its beginning again', async () => {
    const { got, push } = receive();
    await push(out('one\n'), err('a'), out('tw'));
    await push(out('one\ntwo\n'), err('ab'), out('three'));
    assert.deepEqual(got, { stdout: 'one\ntwo\nthree', stderr: 'ab' });
  });

  it('gets the last entries that were missing, and none twice', async () => {
    const { got, log, push } = receive();
    await push(out('y\ny\ny\n'), err('e\n'));
    await log.addLast([out('y\n'), out('y\n'), err('e\n'), out('y'), err('end')]);
    await log.addLast([out('y\n'), out('y\n'), err('e\n'), out('y'), err('end')]);
    assert.deepEqual(got, { stdout: 'y\ny\ny\ny', stderr: 'e\nend' });
  });

  it('knows its end, however long it is', async () => {
    const { got, log, push } = receive();
    const line = out(`${'x'.repeat(9_999)}\n`);
    await push(...Array.from({ length: 300 }, () => line));
    await log.addLast([line, line, out('last')]);
    assert.equal(got.stdout.length, 3_000_004);
    assert.equal(log.size(), 3_000_004);
  });

  it('is taken apart as a whole, or piece by piece', async () => {
    const frames = [out('one\n'), err('two'), out('')];
    const bytes = encoded(frames);
    assert.deepEqual(
      readFrames(bytes).map(({ stream, bytes: piece }) => [stream, Buffer.from(piece).toString()]),
      [
        ['stdout', 'one\n'],
        ['stderr', 'two'],
        ['stdout', ''],
      ],
    );
    const decoder = createFrameDecoder(() => undefined);
    const wholeAfter: boolean[] = [];
    for (const byte of bytes) {
      await decoder.push(Buffer.from([byte]));
      wholeAfter.push(decoder.isWhole());
    }
    assert.deepEqual(
      wholeAfter.flatMap((isWhole, index) => (isWhole ? [index + 1] : [])),
      [12, 23, 31],
    );
  });
});
