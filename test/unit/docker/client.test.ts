import { equal } from 'node:assert/strict';
import { Agent } from 'node:https';
import { clientFactory } from '../../../src/docker/client';

describe('A client for an engine behind TLS', () => {
  it('keeps no connection open between calls', async () => {
    const tls = { ca: undefined, certificate: undefined, key: undefined, server: 'verified' } as const;
    const makeClient = await clientFactory({
      address: 'tcp://lab:2376',
      source: { kind: 'setting' },
      transport: { kind: 'tcp', host: 'lab', port: 2376, tls },
    });
    const { agent } = makeClient('v1.41').modem as { agent?: unknown };
    equal(agent instanceof Agent && (agent.options.keepAlive ?? false), false);
  });
});
