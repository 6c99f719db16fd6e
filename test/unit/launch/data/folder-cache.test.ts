import assert from 'node:assert/strict';
import { createFolderCache } from '../../../../src/launch/data/folder-cache';
import type { IndexedFolder } from '../../../../src/launch/data/index-folder';
import { indexOptions } from '../../../support/data-trees';

const INDEXED: IndexedFolder = { object: { type: 'Session' }, around: [], links: [], files: 0, notes: [] };

describe('The folder cache', () => {
  it('reads a folder once for each type and each set of properties', async () => {
    let readings = 0;
    const index = createFolderCache(() => {
      readings++;
      return Promise.resolve(INDEXED);
    });
    const options = indexOptions({});
    await index('/a', 'Session', {}, options);
    assert.equal(await index('/a', 'Session', {}, options), INDEXED);
    assert.equal(readings, 1);
    await index('/a', 'Scan', {}, options);
    await index('/a', 'Session', { label: 'x' }, options);
    await index('/b', 'Session', {}, options);
    assert.equal(readings, 4);
  });

  it('begins anew what somebody else gave up, and keeps no failure', async () => {
    const stopped = new AbortController();
    let readings = 0;
    const index = createFolderCache(async (_folder, _type, _overrides, { signal }) => {
      if (++readings > 1) return INDEXED;
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      throw signal.reason as Error;
    });
    const first = index('/a', 'Session', {}, indexOptions({}, { signal: stopped.signal }));
    const second = index('/a', 'Session', {}, indexOptions({}));
    stopped.abort();
    await assert.rejects(first);
    assert.equal(await second, INDEXED);
    assert.equal(readings, 2);
  });
});
