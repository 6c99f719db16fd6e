/** Takes from one stream of a container's log what is not for a terminal to obey. */
export interface TerminalFilter {
  /** @returns the bytes to show: those given, where nothing had to go. A sequence that is not yet whole is kept back. */
  push(bytes: Uint8Array): Uint8Array;
  /** What ends the colours that are still on, so that what others write is seen as they wrote it. */
  reset(): string;
}

/** Where in the stream we are; the names are those of ECMA-48. A `string` has no say on where the cursor is, but on the rest. */
type State = 'text' | 'after-c2' | 'escape' | 'intermediate' | 'control-sequence' | 'string' | 'string-escape';

/** Longer ones are left out. A true colour takes half of it. */
const LONGEST_PARAMETERS = 64;

/**
 * Lets through text, colours, and what a progress bar does to its own line. What could change what stands above, the
 * terminal's title, the clipboard, or how what comes after is read, does not come through. It knows UTF-8 alone, in which
 * no byte of a character is taken for a control character.
 */
export function createTerminalFilter(): TerminalFilter {
  let state: State = 'text';
  let parameters = '';
  let isStyled = false;

  const filtered = (bytes: Uint8Array): Uint8Array => {
    const shown: Uint8Array[] = [];
    let at = 0;
    while (at < bytes.length) {
      if (state === 'text') {
        const { end, colour } = textEnd(bytes, at);
        if (end > at) shown.push(bytes.subarray(at, end));
        if (colour !== undefined) isStyled = colour === 'on';
        if (end < bytes.length) state = bytes[end] === ESCAPE ? 'escape' : bytes[end] === 0xc2 ? 'after-c2' : 'text';
        parameters = '';
        at = end + 1;
        continue;
      }
      const byte = bytes[at] ?? 0;
      const next = stateAfter(state, byte);
      if (state === 'control-sequence' && next === state) {
        if (parameters.length <= LONGEST_PARAMETERS) parameters += String.fromCharCode(byte);
      } else if (state === 'control-sequence' && isFinal(byte) && isHarmless(parameters, byte)) {
        const final = String.fromCharCode(byte);
        if (final === 'm') isStyled = !/^0*$/.test(parameters);
        shown.push(Buffer.from(`\u001b[${parameters}${final}`));
      } else if (state === 'after-c2' && next === 'again') {
        // By itself it could come to stand before a byte that it makes a control character of.
        shown.push(isOther(byte) ? Uint8Array.of(0xc2) : REPLACEMENT);
      }
      if (next !== 'again') at++;
      state = next === 'again' ? 'text' : next;
    }
    return shown.length === 1 && shown[0] !== undefined ? shown[0] : Buffer.concat(shown);
  };

  return {
    push: (bytes) => (state === 'text' && isPlain(bytes) ? bytes : filtered(bytes)),
    reset() {
      const ending = isStyled ? '\u001b[0m' : '';
      isStyled = false;
      return ending;
    },
  };
}

const ESCAPE = 0x1b;
const BELL = 0x07;
/** What a terminal shows for a byte that is no UTF-8. */
const REPLACEMENT = Buffer.from('\ufffd');
const LINE_FEED = 0x0a;

/**
 * What no text begins with, or is: 0xC2 may begin a control character of the second set, 0x0E would have letters shown as
 * others from then on, and 0x05 has a terminal answer. The other control characters do no harm.
 */
const SPECIAL: readonly number[] = [ESCAPE, 0xc2, 0x0e, 0x05];
const IS_SPECIAL = Uint8Array.from({ length: 256 }, (_, byte) => (SPECIAL.includes(byte) ? 1 : 0));

/** Nearly all of a log is. Searching for each byte by itself is ten times as fast as to look at every one. */
const isPlain = (bytes: Uint8Array): boolean => SPECIAL.every((byte) => !bytes.includes(byte));

/** Where text ends that may be shown, with whole colours in it; `colour` is what the last of them leaves. */
function textEnd(bytes: Uint8Array, from: number): { readonly end: number; readonly colour?: 'on' | 'off' } {
  let at = from;
  let colour: 'on' | 'off' | undefined;
  for (;;) {
    while (at < bytes.length && IS_SPECIAL[bytes[at] ?? 0] === 0) at++;
    const [byte, next = 0] = [bytes[at], bytes[at + 1]];
    const end = byte === ESCAPE && next === 0x5b ? colourEnd(bytes, at + 2) : undefined;
    if (end !== undefined) {
      colour = end === at + 3 || (end === at + 4 && bytes[at + 2] === 0x30) ? 'off' : 'on';
      at = end;
    } else if (byte === 0xc2 && isOther(next)) at += 2;
    else return { end: at, ...(colour !== undefined && { colour }) };
  }
}

/** The end of a colour whose parameters begin there, if one does. */
function colourEnd(bytes: Uint8Array, from: number): number | undefined {
  let at = from;
  const last = Math.min(bytes.length - 1, from + LONGEST_PARAMETERS);
  while (at < last && isParameter(bytes[at] ?? 0)) at++;
  return bytes[at] === 0x6d ? at + 1 : undefined;
}

/** Digits, colon and semicolon. */
const isParameter = (byte: number) => byte >= 0x30 && byte <= 0x3b;

/** Where a byte leads; `again`: it is text, or begins something of its own. */
function stateAfter(state: Exclude<State, 'text'>, byte: number): State | 'again' {
  switch (state) {
    case 'after-c2':
      if (byte < 0x80 || byte > 0x9f) return 'again';
      return byte === 0x9b ? 'control-sequence' : STRINGS.includes(byte - 0x40) ? 'string' : 'text';
    case 'escape':
      if (byte === 0x5b) return 'control-sequence';
      if (STRINGS.includes(byte)) return 'string';
      return isIntermediate(byte) ? 'intermediate' : byte >= 0x30 && byte <= 0x7e ? 'text' : 'again';
    case 'intermediate':
      return isIntermediate(byte) ? state : byte >= 0x30 && byte <= 0x7e ? 'text' : 'again';
    case 'control-sequence':
      return byte >= 0x20 && byte <= 0x3f ? state : isFinal(byte) ? 'text' : 'again';
    case 'string':
      // One without an end would take the rest of the log with it: here it ends with its line.
      if (byte === LINE_FEED) return 'again';
      return byte === BELL ? 'text' : byte === ESCAPE ? 'string-escape' : state;
    case 'string-escape':
      return byte === 0x5c ? 'text' : stateAfter('escape', byte);
  }
}

/** Behind ESC: DCS, SOS, OSC, PM and APC. */
const STRINGS: readonly number[] = [0x50, 0x58, 0x5d, 0x5e, 0x5f];

/** Behind 0xC2 it makes a character that is no control character. */
const isOther = (byte: number) => byte >= 0xa0 && byte <= 0xbf;
const isIntermediate = (byte: number) => byte >= 0x20 && byte <= 0x2f;
const isFinal = (byte: number) => byte >= 0x40 && byte <= 0x7e;

/** Colours, and in the cursor's own line: erasing (K) and moving (C, D, G). */
function isHarmless(parameters: string, final: number): boolean {
  if (parameters.length > LONGEST_PARAMETERS) return false;
  return final === 0x6d
    ? /^[\d;:]*$/.test(parameters)
    : [0x43, 0x44, 0x47, 0x4b].includes(final) && /^\d*$/.test(parameters);
}
