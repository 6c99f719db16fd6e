import { equal, match } from 'node:assert/strict';
import { inspectNotice } from '../../../../src/extension/launch/inspect-notice';
import type { SecretDelivery } from '../../../../src/launch/container-spec';
import { memoryStorage } from '../../../support/memory-storage';

const secret = (destination: string, delivery: SecretDelivery) => ({ source: 'site.x', destination, delivery });

describe('The word of docker inspect', () => {
  it('is given once, where secrets are environment variables', async () => {
    const { names } = memoryStorage();
    const storage = names as Parameters<typeof inspectNotice>[0];
    equal(await inspectNotice(storage, []), undefined);
    equal(await inspectNotice(storage, [secret('FILE', 'file')]), undefined);
    const first = await inspectNotice(storage, [secret('FILE', 'file'), secret('TOKEN', 'environment')]);
    match(first ?? '', /“docker inspect” shows the value of TOKEN to whoever .* removed when the launch is over/);
    equal(await inspectNotice(storage, [secret('TOKEN', 'environment')]), undefined);
  });
});
