import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folders with `ca.pem`, `cert.pem` and `key.pem`, as Docker wants them. */
export interface Certificates {
  /** For an engine on 127.0.0.1. */
  readonly server: string;
  /** For a client that this engine trusts. */
  readonly client: string;
  /** For a client of another authority, which trusts this engine. */
  readonly stranger: string;
  /** For a client of the right authority that looks for the engine's among those of another. */
  readonly mistaken: string;
  /** For a client that has the authority's certificate and none of its own. */
  readonly anonymous: string;
  /** For a client whose own certificate has run out. */
  readonly expired: string;
  /** For an engine whose certificate has run out. */
  readonly expiredServer: string;
  /** For an engine whose certificate is one of another machine. */
  readonly elsewhere: string;
}

/** Makes an authority, another one, and certificates of both, below a folder. */
export function makeCertificates(folder: string): Certificates {
  const ours = makeAuthority(folder, 'ours');
  const theirs = makeAuthority(folder, 'theirs');
  const anonymous = join(folder, 'anonymous');
  mkdirSync(anonymous);
  copyFileSync(ours.certificate, join(anonymous, 'ca.pem'));
  return {
    server: issue(folder, 'server', ours, ours, SERVER),
    client: issue(folder, 'client', ours, ours, CLIENT),
    stranger: issue(folder, 'stranger', theirs, ours, CLIENT),
    mistaken: issue(folder, 'mistaken', ours, theirs, CLIENT),
    anonymous,
    expired: issue(folder, 'expired', ours, ours, CLIENT, EXPIRED),
    expiredServer: issue(folder, 'expired-server', ours, ours, SERVER, EXPIRED),
    elsewhere: issue(folder, 'elsewhere', ours, ours, 'subjectAltName=DNS:lab.example\nextendedKeyUsage=serverAuth'),
  };
}

const SERVER = 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth';
const CLIENT = 'extendedKeyUsage=clientAuth';

/** For how many days a certificate holds: until yesterday. */
const EXPIRED = -1;

interface Authority {
  readonly certificate: string;
  readonly key: string;
}

function makeAuthority(folder: string, name: string): Authority {
  const [certificate, key] = [join(folder, `${name}-ca.pem`), join(folder, `${name}-ca-key.pem`)];
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    `/CN=${name}`,
    ...files(key, certificate),
  );
  return { certificate, key };
}

const files = (key: string, out: string) => ['-keyout', key, '-out', out];

function issue(
  folder: string,
  name: string,
  issuer: Authority,
  trusted: Authority,
  extensions: string,
  days = 2,
): string {
  const own = join(folder, name);
  mkdirSync(own);
  const [key, request, certificate] = [join(own, 'key.pem'), join(own, 'request.pem'), join(own, 'cert.pem')];
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${name}`, ...files(key, request));
  writeFileSync(join(own, 'extensions'), extensions);
  const signer = ['-CA', issuer.certificate, '-CAkey', issuer.key, '-CAcreateserial', '-days', String(days)];
  openssl('x509', '-req', '-in', request, ...signer, '-extfile', join(own, 'extensions'), '-out', certificate);
  copyFileSync(trusted.certificate, join(own, 'ca.pem'));
  return own;
}

const openssl = (...words: readonly string[]) =>
  execFileSync('openssl', words, { stdio: ['ignore', 'ignore', 'pipe'] });
