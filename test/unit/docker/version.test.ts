import assert from 'node:assert/strict';
import { readVersion } from '../../../src/docker/version';

const api = (newest: string, oldest?: string) => readVersion({ ApiVersion: newest, MinAPIVersion: oldest })?.api;

describe('the agreement on an API version', () => {
  it('takes the newest that both know', () => {
    assert.equal(api('1.41', '1.12'), '1.41');
    assert.equal(api('1.9', '1.2'), '1.9');
    assert.equal(api('1.60', '1.44'), '1.47');
  });

  it('takes the oldest of an engine that no longer speaks ours', () => {
    assert.equal(api('1.90', '1.80'), '1.80');
  });

  it('tells what is no Docker engine', () => {
    for (const answer of [
      undefined,
      null,
      'hello',
      Buffer.from('<html>'),
      {},
      { ApiVersion: 'x' },
      { ApiVersion: 1.4 },
    ]) {
      assert.equal(readVersion(answer), undefined);
    }
  });
});
