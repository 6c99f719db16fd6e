import { deepEqual, equal } from 'node:assert/strict';
import { createTerminalFilter } from '../../../src/launch/terminal-filter';

describe('What of a log reaches a terminal', () => {
  const shown = (text: string, size = Infinity) => {
    const filter = createTerminalFilter();
    const bytes = Buffer.from(text);
    const pieces: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += size) pieces.push(filter.push(bytes.subarray(at, at + size)));
    return Buffer.concat(pieces).toString();
  };

  const PASSES = {
    text: 'plain, Grüße: 3 °C · 中文 😀\u0007\v\twith\r\nlines\n',
    colours: '\u001b[1;31mred\u001b[0m \u001b[38:2::1:2:3mtrue\u001b[m \u001b[38;5;196mmany',
    'a progress bar': '10%\r\u001b[K20%\b\b\b30%\u001b[2K\u001b[1G40%\u001b[3D\u001b[12C',
  };
  for (const [name, text] of Object.entries(PASSES)) {
    it(`${name} does`, () => {
      equal(shown(text), text);
      equal(shown(text, 1), text);
    });
  }

  const DROPS = {
    'moving to another line':
      '\u001b[A\u001b[12B\u001b[E\u001b[F\u001b[3;1H\u001b[3;1f\u001b[5d\u001b7\u001b8\u001bM\u001bD',
    'erasing the screen': '\u001b[2J\u001b[3J\u001b[J\u001bc\u001b[!p\u001b#8',
    scrolling: '\u001b[5S\u001b[5T\u001b[1;5r\u001b[2L\u001b[2M',
    'modes and reports':
      '\u001b[?1049h\u001b[?25l\u001b[6n\u001b[c\u001b[>4;2m\u001b[?2004h\u001b=\u001b(0\u0005\u000e',
    'the title': '\u001b]0;title\u0007\u001b]2;title\u001b\\',
    'the clipboard': '\u001b]52;c;aGk=\u0007\u001bP+q544e\u001b\\\u001b_a\u001b\\\u001b^p\u001b\\\u001bXs\u001b\\',
    'the second set': '\u009b2J\u009d0;title\u0007\u0085\u008d\u009c',
    'endless parameters': `\u001b[${'1;'.repeat(200)}m`,
  };
  for (const [name, text] of Object.entries(DROPS)) {
    it(`${name} does not`, () => {
      equal(shown(`a${text}b`), 'ab');
      equal(shown(`a${text}b`, 1), 'ab');
    });
  }

  it('the text of a link does', () => {
    equal(shown('see \u001b]8;;https://x.test\u001b\\here\u001b]8;;\u001b\\.'), 'see here.');
  });

  it('the lines after a title without an end do', () => equal(shown('a\u001b]0;title\nb\nc\u001b\\d'), 'a\nb\ncd'));

  it('what breaks a sequence off does', () => {
    equal(shown('\u001b[1\n\u001b[31\u001b[32mx\u001b\u001b[1my\u001b[ü'), '\n\u001b[32mx\u001b[1myü');
  });

  it('bytes that are no UTF-8 do', () => {
    const bytes = Uint8Array.of(0xff, 0x9b, 0x41, 0xe9);
    deepEqual([...createTerminalFilter().push(bytes)], [...bytes]);
  });

  it('nothing does that only comes to stand together when something is taken out', () => {
    for (const [before, after] of [
      [[0xc2], [0x9b, 0x41]],
      [
        [0xc2, 0xc2],
        [0x9b, 0x41],
      ],
      [
        [0x1b, 0x1b, 0x5b, 0x48],
        [0x5b, 0x48],
      ],
    ] as const) {
      const bytes = Uint8Array.of(...before, 0x1b, 0x5b, 0x48, ...after);
      const text = Buffer.from(createTerminalFilter().push(bytes)).toString('latin1');
      equal(text.includes('\u001b') || /\u00c2[\u0080-\u009f]/.test(text), false, JSON.stringify(text));
    }
  });

  it('is handed on as it is where nothing has to go', () => {
    const bytes = Buffer.from('2026-11-21 all is well\n');
    equal(createTerminalFilter().push(bytes), bytes);
  });

  it('ends the colours that are on, once', () => {
    const filter = createTerminalFilter();
    equal(filter.reset(), '');
    filter.push(Buffer.from('\u001b[8mhidden'));
    deepEqual([filter.reset(), filter.reset()], ['\u001b[0m', '']);
    filter.push(Buffer.from('\u001b[31mred\u001b[0m'));
    equal(filter.reset(), '');
  });
});
