import type { RegistryLogin } from '../../launch/image-pull';
import type { Registry } from './image-host';

/** Why a registry could not be used, with a sentence for a person that never holds a token. */
export interface RegistryFailure {
  readonly kind: 'unreachable' | 'not-a-registry' | 'refused' | 'not-found' | 'cancelled';
  readonly message: string;
}

export type RegistryOutcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: RegistryFailure };

/** How long a registry may take to answer, in milliseconds. */
const PATIENCE = 15_000;

/** Who signs in, for a sentence. */
export const loginName = (login: RegistryLogin) =>
  login.kind === 'password' ? login.username : 'the holder of the token';

/** What an answer without success means. */
export function refusal({ status }: Response, registry: Registry, login: RegistryLogin | undefined): RegistryFault {
  if (status === 401 || status === 403) {
    return login === undefined
      ? fault('refused', `${registry.host} wants a user and a token (${status}).`)
      : fault(
          'refused',
          `${registry.host} refuses ${loginName(login)} (${status}): the token is wrong or has expired, or may not be used for this.`,
        );
  }
  if (status === 429)
    return fault('refused', `${registry.host} has had too many requests from here (429). Try again later.`);
  return fault('refused', `${registry.host} answers with an error (${status}).`);
}

/** Carries a failure up to `asOutcome`. */
class RegistryFault extends Error {
  constructor(readonly failure: RegistryFailure) {
    super(failure.message);
  }
}

/** An error to throw within `asOutcome`. */
export const fault = (kind: RegistryFailure['kind'], message: string) => new RegistryFault({ kind, message });

/**
 * Asks a registry with patience, and makes a value of whatever goes wrong.
 *
 * @param milliseconds how long the registry may take to answer
 */
export async function asOutcome<T>(
  registry: Registry,
  signal: AbortSignal,
  ask: (patience: AbortSignal) => Promise<T>,
  milliseconds = PATIENCE,
): Promise<RegistryOutcome<T>> {
  const late = AbortSignal.timeout(milliseconds);
  try {
    return { ok: true, value: await ask(AbortSignal.any([signal, late])) };
  } catch (error) {
    if (error instanceof RegistryFault) return { ok: false, failure: error.failure };
    if (signal.aborted) return { ok: false, failure: { kind: 'cancelled', message: 'Cancelled.' } };
    const reason = late.aborted ? `it did not answer in ${milliseconds / 1000} seconds.` : describeNetworkError(error);
    return {
      ok: false,
      failure: { kind: 'unreachable', message: `Cannot reach ${registry.host} at ${registry.address}: ${reason}` },
    };
  }
}

/** `fetch` hides the reason in its error's cause. */
function describeNetworkError(error: unknown): string {
  const cause = (error as { readonly cause?: unknown }).cause ?? error;
  const { code, message } = cause as { readonly code?: unknown; readonly message?: unknown };
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'no such host is known. Check the URL and the network.';
    case 'ECONNREFUSED':
      return 'nothing listens there. Check the URL.';
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
      return 'the connection broke off.';
    default:
  }
  const words = typeof message === 'string' ? message : String(cause);
  if (words.includes('redirect')) return 'it sends us elsewhere, and the login does not follow. Check the URL.';
  if (typeof code === 'string' && /CERT|SELF_SIGNED|TLS|SSL|EPROTO/.test(code))
    return `the certificate does not fit (${words}).`;
  return `${words.replace(/\.$/, '')}.`;
}
