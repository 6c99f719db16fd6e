import assert from 'node:assert/strict';
import { getEventListeners, once } from 'node:events';
import { delayed, settledOrAborted } from '../../../src/launch/patience';

describe('patience after a signal', () => {
  it('leaves one listener on a signal, however many wait for it', async () => {
    const { signal } = new AbortController();
    for (let launch = 0; launch < 30; launch++) {
      delayed(signal, 1_000);
      await settledOrAborted(Promise.resolve(), signal);
    }
    assert.equal(getEventListeners(signal, 'abort').length, 1);
  });

  it('ends a while after the signal, for those too who ask after it', async () => {
    const controller = new AbortController();
    const before = delayed(controller.signal, 1);
    assert.ok(!before.aborted);
    controller.abort();
    const after = delayed(controller.signal, 1);
    assert.notEqual(after, before);
    // The timers keep no process waiting.
    const waiting = setInterval(() => undefined, 1_000);
    await Promise.all([before, after].map((signal) => once(signal, 'abort'))).finally(() => clearInterval(waiting));
  });
});
