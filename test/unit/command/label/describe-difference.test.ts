import { equal } from 'node:assert/strict';
import { describeDifference } from '../../../../src/command/label/describe-difference';

describe('A difference in words', () => {
  const places = { first: 'in the label', second: 'in command.json' };

  it('names the thing and both values', () => {
    const path = ['mount out', 'path'];
    equal(
      describeDifference({ path, kind: 'changed', first: '/a', second: undefined }, places),
      'mount out › path: "/a" in the label, nothing in command.json',
    );
  });

  it('says on which side a thing is, and that an order differs', () => {
    const nothing = { first: undefined, second: undefined };
    equal(
      describeDifference({ path: ['input x'], kind: 'only-in-first', ...nothing }, places),
      'input x: only in the label',
    );
    equal(
      describeDifference({ path: ['input x'], kind: 'only-in-second', ...nothing }, places),
      'input x: only in command.json',
    );
    equal(
      describeDifference({ path: ['inputs'], kind: 'order', first: 'a', second: 'b' }, places),
      'inputs: another order in the label than in command.json',
    );
  });
});
