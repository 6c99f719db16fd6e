import { equal, match } from 'node:assert/strict';
import { renderPreview } from '../../../src/resolution/render-preview';
import { shownCommandLine } from '../../../src/resolution/mask-sensitive';
import type { ResolvedInput } from '../../../src/resolution/resolved-launch';
import { launch, resolved } from '../../support/launches';
import { plainText, resolvedContainer } from '../../support/resolved-containers';

const SURROUNDINGS = { notes: [], environment: new Map<string, string>(), placeOf: (pointer: string) => pointer };

describe('A command line that is shown', () => {
  it('has neither values of sensitive inputs nor control characters', () => {
    const values = [{ value: 'a  secret', children: [] }];
    const input = { name: 'pin', masked: true, values } as unknown as ResolvedInput;
    const container = resolvedContainer({ commandLine: plainText('run\u001b[2J a  secret\u0007') });
    equal(shownCommandLine({ inputs: [input], container }), 'run [2J ••• ');
  });

  it('hides the items of a list and what a provider hands on', () => {
    const launch = resolved({
      command: {
        'command-line': 'run #many# #pin#',
        inputs: [
          { name: 'many', type: 'select-many', sensitive: true, 'default-value': '["first", "second"]' },
          { name: 'pin', sensitive: true },
        ],
      },
      wrapper: { 'external-inputs': [{ name: 'given', 'provides-value-for-command-input': 'pin' }] },
      inputs: { given: '1234' },
    });
    equal(shownCommandLine(launch), 'run ••• ••• •••');
    equal(renderPreview({ ok: true, launch }, SURROUNDINGS).includes('1234'), false);
  });

  it('hides them in errors too', () => {
    const outcome = launch({
      command: {
        inputs: [{ name: 'pin', sensitive: true }],
        secrets: [
          {
            source: { type: 'system-property', identifier: 's' },
            destination: { type: 'environment-variable', identifier: 'TOKEN' },
          },
        ],
      },
      inputs: { pin: 'x$TOKENx' },
      secrets: ['s'],
    });
    const text = renderPreview(outcome, SURROUNDINGS);
    equal(outcome.ok, false);
    equal(text.includes('x$TOKENx'), false);
    match(text, /Input "pin" resolved value "•••" refers to secret destination "TOKEN"/);
  });
});
