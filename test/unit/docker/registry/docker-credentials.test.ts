import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict';
import { dockerCredentials, type CredentialFiles } from '../../../../src/docker/registry/docker-credentials';
import type { Registry } from '../../../../src/docker/registry/image-host';

const GHCR: Registry = { host: 'ghcr.io', address: 'https://ghcr.io' };
const HUB: Registry = { host: 'docker.io', address: 'https://registry-1.docker.io' };
const encoded = (text: string) => Buffer.from(text).toString('base64');

const filesWith = (configuration: unknown, printed?: string | Error, asked: string[] = []): CredentialFiles => ({
  readConfiguration: () => (typeof configuration === 'string' ? configuration : JSON.stringify(configuration)),
  askHelper: (name, server) => {
    asked.push(`${name} ${server}`);
    return printed instanceof Error ? Promise.reject(printed) : Promise.resolve(printed);
  },
});

describe('the credentials that Docker has', () => {
  it('are read from its file, however the registry is written there', async () => {
    const auths = { 'https://ghcr.io/v2/': { auth: encoded('octo:to:ken') } };
    const found = await dockerCredentials(GHCR, filesWith({ auths }));
    equal(found.kind, 'found');
    if (found.login.kind !== 'password') return;
    equal(found.login.username, 'octo');
    equal(found.login.password.reveal(), 'to:ken');
  });

  it('may be a token that stands for a login', async () => {
    const found = await dockerCredentials(
      HUB,
      filesWith({ auths: { 'https://index.docker.io/v1/': { identitytoken: 't' } } }),
    );
    equal(found.kind === 'found' && found.login.kind, 'identity-token');
  });

  it('are asked of the registry’s helper, else of the general one', async () => {
    const asked: string[] = [];
    const printed = JSON.stringify({ ServerURL: 'x', Username: '<token>', Secret: 's' });
    const configuration = { credHelpers: { 'ghcr.io': 'lab' }, credsStore: 'keychain' };
    const found = await dockerCredentials(GHCR, filesWith(configuration, printed, asked));
    equal(found.kind === 'found' && found.login.kind, 'identity-token');
    await dockerCredentials(HUB, filesWith(configuration, undefined, asked));
    deepEqual(asked, ['lab ghcr.io', 'keychain https://index.docker.io/v1/']);
  });

  it('may be none', async () => {
    for (const configuration of [
      {},
      { auths: { 'ghcr.io': {} } },
      { auths: { 'ghcr.io': { auth: encoded('octo') } } },
    ]) {
      deepEqual(await dockerCredentials(GHCR, filesWith(configuration)), { kind: 'none' });
    }
    deepEqual(await dockerCredentials(GHCR, filesWith({ credsStore: 'x' })), { kind: 'none' });
    const noFile = { ...filesWith({}), readConfiguration: () => undefined };
    deepEqual(await dockerCredentials(GHCR, noFile), { kind: 'none' });
  });

  it('that cannot be read say why, without what a helper printed', async () => {
    const reading = async (files: CredentialFiles) => {
      const lookup = await dockerCredentials(GHCR, files);
      return lookup.kind === 'unreadable' ? lookup.message : lookup.kind;
    };
    match(await reading(filesWith('{')), /is not JSON/);
    match(await reading(filesWith({ credsStore: '../evil' })), /no name of a credential helper/);
    match(await reading(filesWith({ credsStore: 'x' }, new Error('there is no such program'))), /no such program/);
    const printed = await reading(filesWith({ credsStore: 'x' }, 'hunter2-hunter2'));
    match(printed, /printed no JSON/);
    doesNotMatch(printed, /hunter2/);
  });
});
