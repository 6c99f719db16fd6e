import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { TlsFiles } from './address';

/** What errors of Node's TLS carry. */
export interface TlsError {
  readonly code?: unknown;
  readonly message?: unknown;
  /** Of the engine, where its name did not fit. */
  readonly cert?: { readonly subjectaltname?: unknown } | null;
  readonly host?: unknown;
}

/** Why TLS came to nothing and what to do, as the second part of a sentence. */
export function tlsReason(error: TlsError): string {
  const code = typeof error.code === 'string' ? error.code : '';
  const words = opensslWords(error);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return otherName(error);
  const known = KNOWN.find(({ codes, pattern }) => codes?.includes(code) === true || pattern?.test(words) === true);
  return known?.reason(words) ?? `the certificates do not fit (${words}). ${CHECK}`;
}

const CHECK = 'Check ca.pem, cert.pem and key.pem.';
const ISSUE = 'Have cert.pem and key.pem issued by the engine’s own authority.';

interface KnownReason {
  readonly codes?: readonly string[];
  readonly pattern?: RegExp;
  /** @param words of OpenSSL */
  readonly reason: (words: string) => string;
}

/** By Node's code or by OpenSSL's words, of which alerts are what the other side has to say; the first that fits. */
const KNOWN: readonly KnownReason[] = [
  {
    codes: ['CERT_HAS_EXPIRED'],
    reason: () => 'its certificate has run out, or that of its authority. Have a new one issued for the engine.',
  },
  {
    codes: ['CERT_NOT_YET_VALID'],
    reason: () => 'its certificate does not hold yet. Compare the clocks of both machines.',
  },
  {
    codes: [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'CERT_SIGNATURE_FAILURE',
    ],
    reason: () =>
      'its certificate is of no authority that is trusted here. Take the ca.pem that belongs to this engine.',
  },
  {
    codes: ['ERR_OSSL_X509_KEY_VALUES_MISMATCH'],
    reason: () => 'cert.pem and key.pem here do not belong together. Take both from the same place.',
  },
  {
    pattern: /no start line|bad end line|bad base64|unsupported.*decode|wrong tag/i,
    reason: () => 'one of the files of certificates here is not in PEM form. Check ca.pem, cert.pem and key.pem.',
  },
  {
    pattern: /wrong version number|packet length too long|http request/i,
    reason: () => 'it does not speak TLS at this port. Check the port: Docker’s is 2376 with TLS and 2375 without.',
  },
  {
    pattern: /certificate required/i,
    reason: () => 'it wants a certificate of yours and got none. Put cert.pem and key.pem beside ca.pem.',
  },
  {
    pattern: /alert (?:bad certificate|unsupported certificate|certificate|unknown ca|access denied)/i,
    reason: (words) => `it does not accept your certificate (${words.replace(/^.*alert /i, '')}). ${ISSUE}`,
  },
];

/** OpenSSL's words without its places in memory and source files. */
function opensslWords({ code, message }: TlsError): string {
  const text = typeof message === 'string' ? message : '';
  const words = /error:[0-9A-F]+:[^:]*:[^:]*:([^:\n]+)/i.exec(text)?.[1] ?? text;
  return words.trim().replace(/\.$/, '') || String(code);
}

function otherName({ cert, host }: TlsError): string {
  const names = typeof cert?.subjectaltname === 'string' ? cert.subjectaltname : '';
  const given = names === '' ? 'names no host' : `is for ${names}`;
  return `its certificate ${given}, and not for ${String(host)}. Use the name it is for, or have one issued for this name.`;
}

/**
 * Looks for the fault in one's own certificate: some engines close the connection without saying why.
 *
 * @returns undefined where the certificate holds, or there is none to be read
 */
export async function faultOfOwnCertificate({ certificate }: TlsFiles): Promise<string | undefined> {
  if (certificate === undefined) return undefined;
  const until = await readFile(certificate)
    .then((bytes) => new Date(new X509Certificate(bytes).validTo))
    .catch(() => undefined);
  if (until === undefined || until.getTime() >= Date.now()) return undefined;
  return `your certificate, cert.pem, ran out on ${until.toISOString().slice(0, 10)}. Have a new one issued.`;
}

/** What to think of an engine that closes a connection by TLS at once. */
export const CLOSED_AT_ONCE = `it closed the connection at once, as one does that does not accept your certificate. ${ISSUE}`;
