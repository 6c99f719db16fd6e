import assert from 'node:assert/strict';
import { OpenPreviews } from '../../../../src/extension/commands/open-previews';
import { createFolderCache } from '../../../../src/launch/data/folder-cache';

const FOUND = { follows: new Set(['source', 'data']), last: 'text', wrappers: ['a', 'b'] };

describe('open previews', () => {
  const begin = (open: OpenPreviews) => open.begin('preview', 'source', createFolderCache);

  it('follow their source, then all they were made of', () => {
    const open = new OpenPreviews();
    const begun = begin(open);
    assert.deepEqual(open.madeOf('source'), ['preview']);
    assert.deepEqual(open.madeOf('data'), []);
    open.finish('preview', begun, FOUND);
    assert.deepEqual(open.madeOf('data'), ['preview']);
    assert.deepEqual([...open.documents()], ['source', 'data']);
  });

  it('keep their data until they are refreshed', () => {
    const open = new OpenPreviews();
    const { folders } = begin(open);
    assert.equal(begin(open).folders, folders);
    assert.equal(open.refresh('preview'), true);
    assert.notEqual(begin(open).folders, folders);
    assert.equal(open.refresh('another'), false);
  });

  it('keep a wrapper that was chosen while another one was read', () => {
    const open = new OpenPreviews();
    const begun = begin(open);
    assert.equal(open.choose('preview', 'b'), true);
    open.finish('preview', begun, FOUND);
    assert.equal(open.get('preview')?.wrapper, 'b');
    assert.equal(open.get('preview')?.last, undefined);
  });

  it('are read anew when they were refreshed while they were read', () => {
    const open = new OpenPreviews();
    const begun = begin(open);
    open.refresh('preview');
    open.finish('preview', begun, FOUND);
    assert.notEqual(begin(open).folders, begun.folders);
  });

  it('stay closed when they were closed while they were read', () => {
    const open = new OpenPreviews();
    const begun = begin(open);
    open.close('preview');
    open.finish('preview', begun, FOUND);
    assert.equal(open.get('preview'), undefined);
  });
});
