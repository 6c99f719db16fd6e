import assert from 'node:assert/strict';
import type { RunContainer, RunObject } from '../../../../src/launch/engine';
import { readRecord, type RunRecord } from '../../../../src/launch/history/run-record';
import { sortOutLeftRuns } from '../../../../src/launch/run/left-runs';

const DEAD = 'here 1';
const ALIVE = 'here 2';

function recordOf(run: string, given: object = {}): RunRecord {
  const record = readRecord(JSON.stringify({ run, started: '2026-01-01', owner: DEAD, ...given }));
  assert.ok(record);
  return record;
}

const ended = (report: object = {}) => ({ report: { run: 'r', steps: [], leftBehind: [], ...report } });

const main = (run: string, state: string, step = 'main'): RunContainer => ({
  containerId: `${run}-${step}`,
  state,
  run,
  owner: DEAD,
  started: '',
  step,
});

const object = (run: string, kind: RunObject['kind'] = 'container', owner = DEAD): RunObject => ({
  kind,
  id: `${run} ${kind}`,
  run,
  owner,
  started: '',
  step: 'main',
});

function sortOut(
  records: readonly RunRecord[],
  containers: readonly RunContainer[],
  objects: readonly RunObject[] = containers.map(({ run }) => object(run)),
) {
  const isAtWork = (_: string, owner: string) => owner === ALIVE;
  const { toTakeUp, toRemove, kept } = sortOutLeftRuns({ records, containers, objects, isAtWork });
  return {
    toTakeUp: toTakeUp.map(({ record, containerId }) => `${record.run}: ${containerId}`),
    toRemove: toRemove.map(({ id }) => id),
    kept: kept.map(({ id }) => id),
  };
}

describe('what runs have left on an engine', () => {
  it('is followed where a main container was started, whatever else is there of the run', () => {
    for (const state of ['running', 'paused', 'exited', 'restarting']) {
      const left = sortOut(
        [recordOf('a')],
        [main('a', 'created', 'setup-1'), main('a', state)],
        [object('a'), object('a', 'volume')],
      );
      assert.deepEqual(left, { toTakeUp: ['a: a-main'], toRemove: [], kept: [] }, state);
    }
  });

  it('is removed where the main container was never started', () => {
    const left = sortOut(
      [recordOf('a')],
      [main('a', 'created'), main('a', 'exited', 'setup-1')],
      [object('a'), object('a', 'secret')],
    );
    assert.deepEqual(left, { toTakeUp: [], toRemove: ['a container', 'a secret'], kept: [] });
  });

  it('is removed where the run is over, or nothing is known of it', () => {
    const left = sortOut([recordOf('a', ended())], [main('a', 'running'), main('b', 'running')]);
    assert.deepEqual(left, { toTakeUp: [], toRemove: ['a container', 'b container'], kept: [] });
  });

  it('is removed where the run is over, though its window is still there', () => {
    const left = sortOut([recordOf('a', { owner: ALIVE, ...ended() })], [main('a', 'exited')]);
    assert.deepEqual(left, { toTakeUp: [], toRemove: ['a container'], kept: [] });
  });

  it('is left alone where somebody is at it', () => {
    const taken = recordOf('a', { owner: ALIVE });
    const objects = [object('a'), object('b', 'service', ALIVE)];
    assert.deepEqual(sortOut([taken], [main('a', 'running')], objects), { toTakeUp: [], toRemove: [], kept: [] });
  });

  it('is told apart where it was to be kept', () => {
    const left = sortOut([recordOf('a', ended({ kept: ['a-main'] }))], [main('a', 'exited')]);
    assert.deepEqual(left, { toTakeUp: [], toRemove: [], kept: ['a container'] });
  });
});
