import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../../src/docker/connection';

describe('A certificate of one’s own', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'xnat-certificates-'))));
  after(() => rmSync(folder, { recursive: true }));

  it('that is no certificate is told of as a reason why the engine cannot be reached', async () => {
    const certificate = join(folder, 'cert.pem');
    writeFileSync(certificate, 'no certificate');
    const tls = { ca: undefined, certificate, key: certificate, server: 'verified' } as const;
    const endpoint = {
      address: 'tcp://127.0.0.1:1',
      source: { kind: 'setting' },
      transport: { kind: 'tcp', host: '127.0.0.1', port: 1, tls },
    } as const;
    const connected = await connect({ ok: true, candidates: [endpoint] }, new AbortController().signal);
    assert.ok(!connected.ok);
    assert.match(connected.failure.message, /one of the files of certificates here is not in PEM form\./);
  });
});
