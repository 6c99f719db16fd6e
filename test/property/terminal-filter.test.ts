import { deepEqual, equal } from 'node:assert/strict';
import fc from 'fast-check';
import { createTerminalFilter } from '../../src/launch/terminal-filter';

/** Bytes of which control sequences are made, among others. */
const BYTES = [
  ...'\u001b\u001b\u001b[[]PmKHA01;?( \\\n\u0007\u000e\u0005aü'.split('').map((letter) => letter.charCodeAt(0)),
  ...[0xc2, 0xc2, 0x9b, 0x9d, 0x9c, 0xb0, 0xc3, 0xbc],
];

describe('What of any log reaches a terminal', () => {
  const filtered = (pieces: readonly (readonly number[])[]) => {
    const filter = createTerminalFilter();
    return Buffer.concat(pieces.map((piece) => Buffer.from(filter.push(Uint8Array.from(piece)))));
  };
  const pieces = fc.array(fc.array(fc.constantFrom(...BYTES), { maxLength: 12 }), { maxLength: 6 });

  it('has no control but colours and what is done to one line, and is the same however the log is cut', () => {
    fc.assert(
      fc.property(pieces, (cut) => {
        const shown = filtered(cut);
        deepEqual(shown, filtered([cut.flat()]));
        const [, ...sequences] = shown.toString('latin1').split('\u001b');
        deepEqual(
          sequences.filter((sequence) => !/^\[([\d;:]*m|\d*[KCDG])/.test(sequence)),
          [],
        );
        deepEqual([shown.includes(0x0e), shown.includes(0x05)], [false, false]);
        equal(/\u00c2[\u0080-\u009f]/.test(shown.toString('latin1')), false);
      }),
      { numRuns: 5000 },
    );
  });
});
