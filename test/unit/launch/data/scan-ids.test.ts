import { deepEqual } from 'node:assert/strict';
import { scanIds } from '../../../../src/launch/data/scan-ids';

describe('The ids of scans', () => {
  const idsOf = (folders: readonly string[], known: readonly string[] = []) => [...scanIds(folders, known).values()];

  it('end before the type', () => {
    deepEqual(idsOf(['3-T1_MPRAGE', '4', '5-a-b']), ['3', '4', '5']);
  });

  it('are the names of folders that would share one', () => {
    deepEqual(idsOf(['3-MR1', '3-MR2', '4-T1']), ['3-MR1', '3-MR2', '4']);
    deepEqual(idsOf(['3', '3-a']), ['3', '3-a']);
  });

  it('are those of the document', () => {
    deepEqual(idsOf(['3-MR1-T1', '3-MR2-T1', '3-T2'], ['3', '3-MR1', '3-MR2']), ['3-MR1', '3-MR2', '3']);
  });
});
