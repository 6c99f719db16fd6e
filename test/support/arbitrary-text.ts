import fc from 'fast-check';
import { arbitraryBrokenText, arbitraryCommandText } from './arbitrary-command';

const TOKENS = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    "'",
    '\\',
    '#',
    '//',
    '/*',
    ' ',
    '\n',
    '\r',
    '\t',
    '\ufeff',
    '\u0000',
    '\u2028',
  ],
  ...['"name"', '"a"', '"__proto__"', '"xnat"', '"inputs"', '"constructor"', '"\\ud800"', '\ud800', 'é', '😀'],
  ...['0', '01', '-', '1.5', '1e9', '.', 'true', 'nul', 'NaN', 'null', '\\u', '\\u0041', "\\'", '{"', '":', '"}'],
];

/** Texts made of the tokens of JSON, and of what is none, in any order. */
export const arbitraryTokens: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...TOKENS), { maxLength: 40 })
  .map((tokens) => tokens.join(''));

/** JSON of any shape, with the property names that Commands and JavaScript objects have among its keys. */
export const arbitraryJsonText: fc.Arbitrary<string> = fc
  .tuple(
    fc.json({ maxDepth: 5, stringUnit: 'binary' }),
    fc.constantFrom('', '__proto__', 'inputs', 'xnat', 'secrets', 'ulimits', 'name', 'type'),
  )
  .map(([value, key]) => (key === '' ? value : `{${JSON.stringify(key)}: ${value}}`));

/** One value of a Command replaced by any JSON. */
const arbitraryRetyped: fc.Arbitrary<string> = fc
  .tuple(arbitraryCommandText, fc.nat(), fc.json({ maxDepth: 2, stringUnit: 'binary' }))
  .map(([text, at, value]) => {
    const colons = Array.from(text.matchAll(/: ?(?=["[{tfn\d-])/g));
    const colon = colons[at % Math.max(colons.length, 1)];
    if (colon === undefined) return value;
    const start = colon.index + colon[0].length;
    const end = /^(?:"(?:[^"\\]|\\.)*"|[^,}\]\s]+)/.exec(text.slice(start))?.[0].length ?? 0;
    return text.slice(0, start) + value + text.slice(start + end);
  });

/** A value with something behind it, which the server does not look at. */
const arbitraryTailed: fc.Arbitrary<string> = fc
  .tuple(fc.oneof(arbitraryCommandText, fc.constant('{}')), fc.array(fc.constantFrom(...TOKENS), { maxLength: 4 }))
  .map(([text, tail]) => text + tail.join(''));

/** Everything a file may hold: Commands right and wrong, JSON, near-JSON, and no JSON at all. */
export const arbitraryText: fc.Arbitrary<string> = fc.oneof(
  arbitraryCommandText,
  { arbitrary: arbitraryBrokenText, weight: 3 },
  { arbitrary: arbitraryRetyped, weight: 3 },
  arbitraryJsonText,
  arbitraryTailed,
  { arbitrary: arbitraryTokens, weight: 2 },
  fc.string({ unit: 'binary', maxLength: 60 }),
);
