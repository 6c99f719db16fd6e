import assert from 'node:assert/strict';
import { persistently } from '../../../src/docker/persistence';
import type { EngineFailure, Outcome } from '../../../src/launch/engine';

const lost: EngineFailure = { kind: 'lost', endpoint: 'unix:///x', message: 'It broke off.' };
const gone: EngineFailure = { kind: 'unreachable', endpoint: 'unix:///x', cause: 'not-running', message: 'Nothing.' };
const refused: EngineFailure = { kind: 'refused', status: 500, message: 'No.' };

/** What comes of it when it goes like this, the last one for ever. */
async function attempt(...outcomes: readonly (EngineFailure | 'done')[]) {
  let calls = 0;
  const outcome = await persistently((): Promise<Outcome<string>> => {
    const next = outcomes[Math.min(calls++, outcomes.length - 1)];
    return Promise.resolve(
      next === 'done' || next === undefined ? { ok: true, value: 'done' } : { ok: false, failure: next },
    );
  });
  return { calls, came: outcome.ok ? outcome.value : outcome.failure };
}

describe('a request whose connection breaks', () => {
  it('is made again', async () => {
    assert.deepEqual(await attempt(lost, lost, 'done'), { calls: 3, came: 'done' });
  });

  it('is given up when it breaks at once, again and again', async () => {
    assert.deepEqual(await attempt(lost), { calls: 3, came: lost });
  });

  it('is given up when the engine is gone, with what that began with', async () => {
    assert.deepEqual(await attempt(lost, gone), { calls: 2, came: lost });
    assert.deepEqual(await attempt(gone), { calls: 1, came: gone });
  });

  it('is not made again when the engine says no', async () => {
    assert.deepEqual(await attempt(refused), { calls: 1, came: refused });
    assert.deepEqual(await attempt(lost, refused), { calls: 2, came: refused });
  });
});
