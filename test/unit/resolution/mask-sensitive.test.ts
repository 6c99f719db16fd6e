import { equal } from 'node:assert/strict';
import { shownCommandLine } from '../../../src/resolution/mask-sensitive';
import type { ResolvedInput } from '../../../src/resolution/resolved-launch';
import { plainText, resolvedContainer } from '../../support/resolved-containers';

describe('A command line that is shown', () => {
  it('has neither values of sensitive inputs nor control characters', () => {
    const values = [{ value: 'a  secret', children: [] }];
    const input = { name: 'pin', sensitive: true, values } as unknown as ResolvedInput;
    const container = resolvedContainer({ commandLine: plainText('run\u001b[2J a  secret\u0007') });
    equal(shownCommandLine({ inputs: [input], container }), 'run [2J ••• ');
  });
});
