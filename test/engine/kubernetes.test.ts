import { equal } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { installMissing } from '../../scripts/lib/debian.mjs';
import { temporaryFolder } from '../../scripts/lib/cleanup.mjs';
import { pullSecretManifest } from '../../src/docker/registry/kubernetes';
import { SecretValue } from '../../src/secrets/secret-value';

const KUBECTL = { package: 'kubernetes-client', file: '/usr/bin/kubectl' };

/** Names that YAML might take for something else, and some that it does not. */
const NAMES =
  'lab-images-pull a.b 12 012 08 0x1 0b1 0o7 1.5 1e3 1e-3 1.5e3 2001-1-1 1-2 1.2.3 0x e1 inf nan y n on off yes no null true false';

describe('a pull secret for Kubernetes', () => {
  let home: string;

  before(async function () {
    this.timeout(300_000);
    await installMissing([KUBECTL], console.log);
    home = await temporaryFolder('xnat-kubectl-');
  });

  /** What kubectl makes of the same; the values are of this test alone. */
  const byKubectl = (secret: string, namespace: string, url: string, username: string, password: string) =>
    execFileSync(
      KUBECTL.file,
      [
        ...['create', 'secret', 'docker-registry', secret, '--namespace', namespace, '--docker-server', url],
        ...['--docker-username', username, '--docker-password', password, '--dry-run=client', '--output=yaml'],
      ],
      { env: { HOME: home }, encoding: 'utf8' },
    );

  const ours = (secret: string, namespace: string, url: string, username: string, password: string) =>
    pullSecretManifest(
      { name: 'Lab', url, username, role: 'further' },
      { secret, namespace, serviceAccount: 'default' },
      new SecretValue(password),
    );

  it('is byte for byte what kubectl makes, whatever the names', () => {
    for (const name of NAMES.split(' ')) {
      const namespace = name.includes('.') ? 'xnat' : name;
      equal(ours(name, namespace, 'ghcr.io', 'u', 'p'), byKubectl(name, namespace, 'ghcr.io', 'u', 'p'));
    }
  });

  it('is so whatever is in the address, the user and the token', () => {
    for (const [url, username, token] of [
      ['https://index.docker.io/v1/', "o'cto", 'a<b>&"\\ü'],
      ['registry.example.org:5000', 'ü ß', 'line\u2028\t\r\n\u0001\u007f😀'],
      ['a', 'x:y', ' '],
    ] as const) {
      equal(ours('s', 'xnat', url, username, token), byKubectl('s', 'xnat', url, username, token));
    }
  });
});
