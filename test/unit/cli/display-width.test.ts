import { equal } from 'node:assert/strict';
import { displayWidth } from '../../../src/cli/display-width';

describe('displayWidth', () => {
  const CASES = {
    '': 0,
    plain: 5,
    Grüße: 5,
    '中文：': 6,
    ｱﾊﾟ: 3,
    한국어: 6,
    '\u1112\u1161\u11ab': 2,
    'e\u0301': 1,
    '\u0301': 0,
    'a\u200bb\u2060': 2,
    '😀': 2,
    '👩‍🔬': 2,
    '🇨🇭': 2,
    '❤\ufe0f': 2,
    '❤': 1,
    '1': 1,
    '𝒳': 1,
    '“–…”': 4,
  };

  for (const [text, width] of Object.entries(CASES)) {
    it(`is ${width} for ${JSON.stringify(text)}`, () => equal(displayWidth(text), width));
  }
});
