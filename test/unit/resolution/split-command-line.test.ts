import assert from 'node:assert/strict';
import { splitCommandLine } from '../../../src/resolution/split-command-line';

describe('splitCommandLine', () => {
  const cases: readonly (readonly [line: string, tokens: readonly string[]])[] = [
    ['', []],
    ['  a\tb\n ', ['a', 'b']],
    [`a "b c" 'd e'`, ['a', 'b c', 'd e']],
    [`a"b c"d`, ['ab cd']],
    [`a "" '' b`, ['a', 'b']],
    [`a 'b c`, ['a', 'b c']],
    [String.raw`a\ b \"c "d\"e" 'f\g'`, ['a b', '"c', 'd"e', String.raw`f\g`]],
    ['a\u00a0b', ['a\u00a0b']],
    ['echo $X > /out | cat *', ['echo', '$X', '>', '/out', '|', 'cat', '*']],
    ['a\\', ['a']],
  ];
  for (const [line, tokens] of cases) {
    it(`splits ${JSON.stringify(line)}`, () => {
      assert.deepEqual(splitCommandLine(line), tokens);
    });
  }
});
