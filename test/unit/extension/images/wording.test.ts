import { equal } from 'node:assert/strict';
import { ageText, counted, sizeText } from '../../../../src/extension/images/wording';

describe('Sizes, ages and counts', () => {
  it('are written as Docker writes them', () => {
    const sizes = {
      0: '0 B',
      999: '999 B',
      4_260_000: '4.26 MB',
      117_400_000: '117 MB',
      999_900: '1 MB',
      2e15: '2000 TB',
    };
    for (const [bytes, text] of Object.entries(sizes)) equal(sizeText(Number(bytes)), text);
    const now = new Date('2026-03-01T12:00:00Z');
    const ago = (seconds: number) => ageText(new Date(now.getTime() - seconds * 1000), now);
    equal(ago(5), 'just now');
    equal(ago(-5), 'just now');
    equal(ago(60), '1 minute ago');
    equal(ago(3 * 3600 + 5), '3 hours ago');
    equal(ago(86_400 * 400), '1 year ago');
    equal(counted(1, 'image'), '1 image');
    equal(counted(5007, 'image'), '5,007 images');
  });
});
