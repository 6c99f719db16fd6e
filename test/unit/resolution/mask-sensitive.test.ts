import { deepEqual, equal, match } from 'node:assert/strict';
import { launchJson } from '../../../src/cli/launch-json';
import { renderPreview } from '../../../src/resolution/render-preview';
import { outcomeMask, shownArguments, shownCommandLine, shownError } from '../../../src/resolution/mask-sensitive';
import type { ResolvedInput } from '../../../src/resolution/resolved-launch';
import { launch, resolved, SESSION } from '../../support/launches';
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

describe('Arguments that are shown', () => {
  const pieces = (commandLine: string, pw: string): readonly string[] => {
    const { container, inputs } = resolved({
      command: { 'command-line': commandLine, inputs: [{ name: 'pw', sensitive: true }] },
      inputs: { pw },
    });
    return shownArguments(container, inputs);
  };

  it('have nothing of a sensitive value that the split has changed', () => {
    deepEqual(pieces('tool #pw# end', 'hunter two'), ['tool', '•••', '•••', 'end']);
    deepEqual(pieces('tool #pw# end', 'hun\\ter'), ['tool', '•••', 'end']);
    deepEqual(pieces('tool #pw# end', 'hun"t"er'), ['tool', '•••', 'end']);
    deepEqual(pieces('tool #pw# end', "it's"), ['tool', '•••']);
    deepEqual(pieces('tool --pw=#pw# end', 'hunter two'), ['tool', '•••', '•••', 'end']);
    deepEqual(pieces('tool "#pw#"\'#pw#\'', 'a\\b'), ['tool', '•••']);
  });

  it('keep what stands around a value that is whole', () => {
    deepEqual(pieces('tool --pw=#pw# hunt', 'hunter'), ['tool', '--pw=•••', 'hunt']);
    deepEqual(pieces('tool "--pw=#pw#" end', 'hunter two'), ['tool', '--pw=•••', 'end']);
  });

  it('are those of the preview and of the JSON', () => {
    const outcome = launch({
      command: {
        'command-line': 'tool #pw#',
        inputs: [{ name: 'pw', sensitive: true }],
        mounts: [{ name: 'out', path: '/out' }],
        outputs: [{ name: 'o', mount: 'out' }],
      },
      wrapper: {
        'output-handlers': [
          { name: 'h', 'accepts-command-output': 'o', 'as-a-child-of': 's', 'via-wrapup-command': 'wu:1' },
        ],
        'external-inputs': [{ name: 's', type: 'Session' }],
      },
      inputs: { pw: 'hunter two', s: SESSION },
      specials: { 'wu:1': { type: 'docker-wrapup', 'command-line': 'wrapup #pw#' } },
    });
    equal(outcome.ok, true);
    for (const text of [renderPreview(outcome, SURROUNDINGS), launchJson(outcome, [], new Map())]) {
      equal(/hunter|two/.test(text), false, text);
      match(text, /wrapup/);
    }
  });
});

describe('A preview', () => {
  it('hides sensitive values wherever a Command puts them', () => {
    const outcome = launch({
      command: {
        'command-line': 'tool "#pw#"',
        inputs: [{ name: 'pw', sensitive: true }],
        mounts: [{ name: 'out', path: '/out/#pw#' }],
        outputs: [{ name: 'o', mount: 'out', path: '#pw#.txt' }],
        ports: { '#pw#': '#pw#' },
      },
      wrapper: {
        'external-inputs': [{ name: 's', type: 'Session', matcher: "@.label != '#pw#'" }],
        'derived-inputs': [
          { name: 'scan', type: 'Scan', 'derived-from-wrapper-input': 's', matcher: "@.id == '2' || @.id == '#pw#'" },
        ],
        'output-handlers': [
          {
            name: 'h',
            'accepts-command-output': 'o',
            'as-a-child-of': 's',
            label: '#pw#',
            tags: ['#pw#'],
            format: '#pw#',
          },
        ],
      },
      inputs: { pw: 'zq "77', s: SESSION },
    });
    equal(outcome.ok, true);
    const text = renderPreview(outcome, SURROUNDINGS);
    match(text, /Ports/);
    match(text, /the matcher @\.id/);
    equal(text.includes('zq'), false, text);
  });
});

describe('An error that is shown', () => {
  it('has no value of a sensitive input that could not be resolved', () => {
    const outcome = launch({
      wrapper: { 'external-inputs': [{ name: 's', type: 'Session', sensitive: true }] },
      inputs: { s: '/archive/experiments/hidden' },
    });
    if (outcome.ok) throw new Error('It is known');
    match(outcome.error.message, /Invalid Session uri \/archive\/experiments\/hidden/);
    equal(shownError(outcome.error, outcomeMask(outcome), () => undefined).includes('hidden'), false);
    for (const text of [renderPreview(outcome, SURROUNDINGS), launchJson(outcome, [], new Map())]) {
      equal(text.includes('hidden'), false, text);
    }
  });
});
