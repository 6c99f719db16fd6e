import { equal } from 'node:assert/strict';
import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { anySignal } from '../../../src/launch/any-signal';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('A signal of several', () => {
  it('fires for a time-out that nobody else holds', async () => {
    const signal = anySignal([new AbortController().signal, AbortSignal.timeout(100)]);
    const collecting = setInterval(collectGarbage, 5);
    // Where the time-out is lost nothing else keeps this process waiting.
    await once(signal, 'abort', { signal: AbortSignal.timeout(5_000) }).finally(() => clearInterval(collecting));
    equal((signal.reason as Error).name, 'TimeoutError');
  });

  it('fires with the first', () => {
    const first = new AbortController();
    const signal = anySignal([first.signal, new AbortController().signal]);
    first.abort('enough');
    equal(signal.reason, 'enough');
  });
});
