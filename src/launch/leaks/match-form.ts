import type { LeakForm } from './leak-forms';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BACKSLASH = 0x5c;

const isLineBreak = (byte: number | undefined) => byte === LINE_FEED || byte === CARRIAGE_RETURN;
const isBlank = (byte: number | undefined) => byte === 0x20 || byte === 0x09;
/** The letter of a line break that JSON or a shell has escaped. */
const isBreakLetter = (byte: number | undefined) => byte === 0x6e || byte === 0x72;

/** Which way a text is read from a place between two bytes. */
type Direction = 'forward' | 'backward';

/**
 * Whether a form stands in a text around a place where a piece of it was found.
 *
 * @param at place of the piece in the text
 * @param index place of the piece in the form
 * @returns where the form begins in the text; undefined when it does not stand there
 */
export function matchForm(form: LeakForm, text: Uint8Array, at: number, index: number): number | undefined {
  if (follow(form, text, at, index, 'forward') === undefined) return undefined;
  return follow(form, text, at, index, 'backward');
}

/** Compares a form with a text from a place on to the form's end or beginning; gives the place reached if they agree. */
function follow(form: LeakForm, text: Uint8Array, at: number, index: number, way: Direction): number | undefined {
  const step = way === 'forward' ? 1 : -1;
  const edge = way === 'forward' ? form.after : form.before;
  let place: number | undefined = at;
  for (let next = way === 'forward' ? index : index - 1; next >= 0 && next < form.bytes.length; next += step) {
    const expected = form.bytes[next];
    const mustBreak = form.breaks === 'at line ends' && expected === LINE_FEED;
    if (mustBreak) {
      place = passBreak(text, place, way);
      if (place === undefined) return undefined;
      continue;
    }
    if (form.breaks === 'anywhere') place = passBreak(text, place, way) ?? place;
    if (text[way === 'forward' ? place : place - 1] !== expected) return undefined;
    place += step;
  }
  if (edge === undefined) return place;
  const beyond = passBreak(text, place, way) ?? place;
  return edge.has(text[way === 'forward' ? beyond : beyond - 1] ?? -1) ? place : undefined;
}

/** The far side of the line breaks and blanks at a place, if there is a line break among them. */
function passBreak(text: Uint8Array, place: number, way: Direction): number | undefined {
  const byteAt = (distance: number) => text[way === 'forward' ? place + distance : place - 1 - distance];
  let length = 0;
  let isBroken = false;
  for (;;) {
    const [near, far] = [byteAt(length), byteAt(length + 1)];
    const [first, second] = way === 'forward' ? [near, far] : [far, near];
    if (isLineBreak(near)) {
      length++;
      isBroken = true;
    } else if (first === BACKSLASH && isBreakLetter(second)) {
      length += 2;
      isBroken = true;
    } else if (isBlank(near)) length++;
    else break;
  }
  if (!isBroken) return undefined;
  return way === 'forward' ? place + length : place - length;
}
