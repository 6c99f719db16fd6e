import type { LogSink, LogStream } from '../launch/engine';

/** Ahead of each piece of a container's output stand one byte for the stream, three of padding, and the length in four. */
const HEADER_LENGTH = 8;

const STREAMS: Readonly<Record<number, LogStream>> = { 1: 'stdout', 2: 'stderr' };

/** Takes bytes of a multiplexed stream as they come in. */
export interface FrameDecoder {
  /** @returns false when the bytes are not frames, after which nothing more can be read */
  push(bytes: Uint8Array): Promise<boolean>;
  /** Whether the last frame is there to its end. */
  isWhole(): boolean;
}

/** A piece of a container's output as the engine keeps it: a line, or a part of a long one. */
export interface Frame {
  readonly stream: LogStream;
  readonly bytes: Uint8Array;
}

/** Takes apart a multiplexed stream that is there as a whole; ends where the bytes are not frames. */
export function readFrames(bytes: Buffer): readonly Frame[] {
  const frames: Frame[] = [];
  for (let at = 0; at + HEADER_LENGTH <= bytes.length;) {
    const stream = STREAMS[bytes.readUInt8(at)];
    if (stream === undefined) return frames;
    const start = at + HEADER_LENGTH;
    at = start + bytes.readUInt32BE(at + 4);
    frames.push({ stream, bytes: bytes.subarray(start, at) });
  }
  return frames;
}

/**
 * Takes the two streams of a container apart, which an engine sends as frames in one.
 *
 * Payload is handed on as it arrives, also when its frame is not complete yet, so nothing is kept but a header. A container
 * makes a frame of each line; what follows in the same stream is handed on in one piece.
 *
 * @param sink gets the payload; awaited before the next piece
 */
export function createFrameDecoder(sink: LogSink): FrameDecoder {
  const header = Buffer.alloc(HEADER_LENGTH);
  let headerBytes = 0;
  let payloadBytes = 0;
  let stream: LogStream = 'stdout';

  return {
    async push(bytes) {
      const payload = Buffer.allocUnsafe(bytes.length);
      let start = 0;
      let end = 0;
      let at = 0;
      const handOver = async () => {
        const piece = payload.subarray(start, end);
        start = end;
        if (piece.length > 0) await sink(stream, piece);
      };
      while (at < bytes.length) {
        if (payloadBytes > 0) {
          const part = bytes.subarray(at, at + payloadBytes);
          payload.set(part, end);
          payloadBytes -= part.length;
          end += part.length;
          at += part.length;
          continue;
        }
        const part = bytes.subarray(at, at + HEADER_LENGTH - headerBytes);
        header.set(part, headerBytes);
        headerBytes += part.length;
        at += part.length;
        if (headerBytes < HEADER_LENGTH) continue;
        headerBytes = 0;
        const known = STREAMS[header.readUInt8(0)];
        const isFrame = known !== undefined && header.readUIntBE(1, 3) === 0;
        if (known !== stream || !isFrame) await handOver();
        if (!isFrame) return false;
        stream = known;
        payloadBytes = header.readUInt32BE(4);
      }
      await handOver();
      return true;
    },
    isWhole: () => headerBytes === 0 && payloadBytes === 0,
  };
}
