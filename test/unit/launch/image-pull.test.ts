import { equal } from 'node:assert/strict';
import { describeProgress, NO_PROGRESS, progressAfter, type PullMessage } from '../../../src/launch/image-pull';

const after = (...messages: PullMessage[]) => describeProgress(messages.reduce(progressAfter, NO_PROGRESS));
const downloading = (id: string, current: number, total?: number): PullMessage => ({
  id,
  status: 'Downloading',
  progressDetail: { current, ...(total !== undefined && { total }) },
});

describe('the progress of a pull', () => {
  it('counts layers and bytes', () => {
    equal(after(), 'asking the registry');
    equal(after({ id: 'a', status: 'Pulling fs layer' }), '0 of 1 layer');
    equal(
      after(
        { id: 'a', status: 'Already exists' },
        downloading('b', 1_500_000, 4_000_000),
        downloading('c', 500_000, 1_000_000),
        { id: 'd', status: 'Waiting' },
      ),
      '1 of 4 layers, downloading 2.0 of 5.0 MB',
    );
    equal(after(downloading('a', 5, 9), { id: 'a', status: 'Download complete' }), '0 of 1 layer');
    equal(
      after({ id: 'a', status: 'Extracting', progressDetail: { current: 1, total: 1 } }),
      '0 of 1 layer, extracting 0.0 of 0.0 MB',
    );
    equal(after({ id: 'a', status: 'Pull complete' }), '1 of 1 layer');
  });

  it('says no amount where an engine does not tell it', () => {
    equal(after(downloading('a', 5)), '0 of 1 layer, downloading');
  });

  it('passes over what is not about a layer', () => {
    const messages = [{ status: 'Pulling from a/b', id: '1.0' }, { status: 'Digest: sha256:…' }, { id: 3 }, {}];
    equal(after(...messages), 'asking the registry');
    equal(progressAfter(NO_PROGRESS, { status: 'Waiting' }), NO_PROGRESS);
  });
});
