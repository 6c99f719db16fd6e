import assert from 'node:assert/strict';
import type { RunObject } from '../../../../src/launch/engine';
import { removeLeft } from '../../../../src/launch/run/remove-left';
import { describeObjects } from '../../../../src/launch/verdict/describe-objects';
import { done, lost, refused, scriptedEngine } from '../../../support/scripted-engine';

const object = (kind: RunObject['kind'], id: string, run: string): RunObject => ({
  kind,
  id,
  run,
  owner: '',
  started: '',
  step: 'main',
});

const LEFT = [object('service', 's', 'a'), object('container', 'c', 'b'), object('volume', 'v', 'b')];

describe('cleaning up', () => {
  it('removes one after the other, and tells which runs have nothing left', async () => {
    const engine = scriptedEngine({});
    const cleaned = await removeLeft(engine, LEFT, new AbortController().signal);
    assert.deepEqual(engine.calls, ['remove service s', 'remove container c', 'remove volume v']);
    assert.deepEqual(cleaned, { cleared: ['a', 'b'], faults: [] });
  });

  it('goes on where something cannot be removed, and says what', async () => {
    const engine = scriptedEngine({
      removeObject: ({ id }) => (id === 'c' ? refused('device busy.') : done(undefined)),
    });
    const cleaned = await removeLeft(engine, LEFT, new AbortController().signal);
    assert.deepEqual(cleaned, { cleared: ['a'], faults: ['The container c could not be removed: device busy.'] });
    assert.equal(engine.calls.length, 3);
  });

  it('says once what an engine that is gone still holds', async () => {
    const { cleared, faults } = await removeLeft(
      scriptedEngine({ removeObject: lost }),
      LEFT,
      new AbortController().signal,
    );
    assert.deepEqual(cleared, []);
    assert.deepEqual(faults, [
      'The service s, container c, and volume v are still on the engine, which no longer answers: remove them once it does.',
    ]);
  });

  it('counts what there is in words', () => {
    assert.equal(describeObjects(LEFT), '1 container, 1 service, and 1 volume');
    assert.equal(describeObjects([...LEFT, ...LEFT].filter(({ kind }) => kind === 'volume')), '2 volumes');
  });
});
