import assert from 'node:assert/strict';
import { startPrivateRegistry } from '../../scripts/lib/private-registry.mjs';

describe('the private registry of the tests', () => {
  it('wants its password', async function () {
    this.timeout(300_000);
    const registry = await startPrivateRegistry(console.log);
    try {
      const address = `http://${registry.address}/v2/`;
      assert.equal((await fetch(address)).status, 401);
      const authorization = `Basic ${Buffer.from(`${registry.user}:${registry.password}`).toString('base64')}`;
      assert.equal((await fetch(address, { headers: { authorization } })).status, 200);
    } finally {
      await registry.stop();
    }
  });
});
