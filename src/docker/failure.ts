import type { EngineFailure, Outcome, UnreachableCause } from '../launch/engine';
import { describeSource, type Endpoint } from './endpoint';
import { SshFailure } from './ssh-failure';
import { tlsReason } from './tls-failure';

/** What errors of Node, its TLS and dockerode carry. */
interface RequestError {
  readonly code?: unknown;
  readonly name?: unknown;
  readonly message?: unknown;
  readonly statusCode?: unknown;
}

/**
 * Makes a request, and a value of whatever goes wrong with it.
 *
 * @param signal what the request was given; when it fired for a time-out (`AbortSignal.timeout`) the failure says so
 */
export async function attempt<T>(
  endpoint: Endpoint,
  signal: AbortSignal,
  request: () => Promise<T>,
): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await request() };
  } catch (error) {
    return { ok: false, failure: failureOf(error, endpoint, signal) };
  }
}

/** Puts what Node or dockerode threw into words. */
export function failureOf(error: unknown, endpoint: Endpoint, signal: AbortSignal): EngineFailure {
  if (signal.aborted) {
    const isTimeOut = (signal.reason as RequestError | undefined)?.name === 'TimeoutError';
    return isTimeOut ? unreachable('time-out', endpoint, '') : { kind: 'cancelled', message: 'Cancelled.' };
  }
  const fault = (typeof error === 'object' && error !== null ? error : { message: String(error) }) as RequestError;
  if (error instanceof SshFailure) return cannotReach(endpoint, error.kind, error.message);
  if (typeof fault.statusCode === 'number') return refusal(fault.statusCode, fault, endpoint);
  const code = typeof fault.code === 'string' ? fault.code : '';
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE') {
    return brokenOff(endpoint);
  }
  const cause = causeOf(code);
  return unreachable(cause, endpoint, cause === 'certificate' ? tlsReason(fault) : describe(fault, code));
}

/** A connection that ended before the answer did. */
export function brokenOff({ address }: Endpoint): EngineFailure {
  const message = `The connection to the Docker engine at ${address} broke off. It may have been stopped; check that it runs and try again.`;
  return { kind: 'lost', endpoint: address, message };
}

/** An engine that cannot be talked to, for a reason given as the second part of a sentence. */
export function unreachable(cause: UnreachableCause, endpoint: Endpoint, detail: string): EngineFailure {
  return cannotReach(endpoint, cause, REASONS[cause](endpoint, detail));
}

function cannotReach(endpoint: Endpoint, cause: UnreachableCause, reason: string): EngineFailure {
  const message = `Cannot reach the Docker engine at ${endpoint.address} (from ${describeSource(endpoint.source)}): ${reason}`;
  return { kind: 'unreachable', endpoint: endpoint.address, cause, message };
}

const REASONS: Readonly<Record<UnreachableCause, (endpoint: Endpoint, detail: string) => string>> = {
  'not-running': ({ source }) =>
    source.kind === 'default'
      ? 'Docker is not running, or listens elsewhere. Start Docker, or choose another Docker host.'
      : 'nothing listens there. Start the engine, or correct the address.',
  'no-permission': () =>
    'you have no permission to use it. Add yourself to the group “docker” and log in again, or use rootless Docker.',
  certificate: (_, detail) => detail,
  'unknown-host': () => 'no such host is known. Check the name, and that you are on the right network.',
  'time-out': ({ transport }) =>
    transport.kind === 'socket'
      ? 'it takes the question and does not answer in time. Restart the engine if that lasts.'
      : 'it does not answer in time. Check that it runs and that no firewall is in between.',
  'not-docker': () => 'what answers there is not a Docker engine. Check address and port.',
  version: (_, detail) => `${detail} Docker 20.10 or Podman 4 is the oldest that works. Update the engine.`,
  settings: (_, detail) => detail,
  unknown: (_, detail) => `${detail}.`,
};

const CAUSES: Readonly<Record<string, UnreachableCause>> = {
  ENOENT: 'not-running',
  ECONNREFUSED: 'not-running',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  ETIMEDOUT: 'time-out',
  EHOSTUNREACH: 'time-out',
  ENETUNREACH: 'time-out',
  EPROTO: 'certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate',
  HOSTNAME_MISMATCH: 'certificate',
};

function causeOf(code: string): UnreachableCause {
  const known = CAUSES[code];
  if (known !== undefined) return known;
  if (/^(CERT_|ERR_TLS_|ERR_SSL_|ERR_OSSL_)/.test(code)) return 'certificate';
  return code.startsWith('HPE_') ? 'not-docker' : 'unknown';
}

const describe = ({ message }: RequestError, code: string) =>
  (typeof message === 'string' && message !== '' ? message : code).replace(/\.$/, '');

function refusal(status: number, { message }: RequestError, endpoint: Endpoint): EngineFailure {
  const said = engineWords(message);
  if (/^client version \S+ is too (?:old|new)/i.test(said)) {
    return unreachable('version', endpoint, `the engine says “${said.replace(/\.$/, '')}”.`);
  }
  const image = /^No such image: (\S+)/i.exec(said)?.[1] ?? /^(\S+): image not known$/.exec(said)?.[1];
  if (status === 404 && image !== undefined) {
    const where = `on the Docker engine at ${endpoint.address}`;
    return {
      kind: 'image-missing',
      image,
      message: `The image ${image} is not ${where}. Pull or build it there first.`,
    };
  }
  return { kind: 'refused', status, message: withAdvice(said) };
}

/** The engine's words as a sentence, with what they do not say: what to do. */
export function withAdvice(said: string): string {
  const advice = ADVICE.find(([words]) => words.test(said))?.[1];
  const sentence = `${said.replace(/\.$/, '')}.`;
  return advice === undefined ? sentence : `${sentence} ${advice}`;
}

const ADVICE: readonly (readonly [words: RegExp, advice: string])[] = [
  [
    // The engine's disk need not be that of this machine.
    /no space left on device/i,
    'The disk of the engine is full: free some space, such as with “docker system prune”, and try again.',
  ],
  [
    /container \S+ is using its referenced image|being used by (?:running|stopped) container|in use by a container/i,
    'Stop and remove that container first.',
  ],
  [
    /node is not a swarm manager/i,
    'Where launches need not run on a swarm, set xnatCommands.launch.backend to “docker” instead.',
  ],
  [/image has dependent child images/i, 'Remove the images that were built on it first.'],
];

/** dockerode puts the status and a word of its own ahead of the engine's. */
const engineWords = (message: unknown) =>
  String(message)
    .replace(/^\(HTTP code \d+\) .*? - /, '')
    .trim();
