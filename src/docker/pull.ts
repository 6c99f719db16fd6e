import type Dockerode from 'dockerode';
import { readImageReference } from '../command/image-reference';
import type { EngineFailure, Outcome } from '../launch/engine';
import {
  NO_PROGRESS,
  progressAfter,
  type PullMessage,
  type PullProgress,
  type RegistryLogin,
} from '../launch/image-pull';
import type { Endpoint } from './endpoint';
import { attempt, failureOf, withAdvice } from './failure';
import { readJsonLines } from './json-lines';
import { open } from './request';

/**
 * Pulls an image. Without a tag it is `latest`, as the docker command line has it; asked by its API without one, an engine
 * would pull every tag there is.
 *
 * @param login undefined pulls without credentials
 * @param onProgress told after each line of the engine's that changes something
 */
export async function pullImage(
  client: Dockerode,
  endpoint: Endpoint,
  image: string,
  login: RegistryLogin | undefined,
  onProgress: (progress: PullProgress) => void,
  signal: AbortSignal,
): Promise<Outcome<void>> {
  const reference = readImageReference(image);
  if (!reference.valid) {
    return { ok: false, failure: { kind: 'refused', status: 400, message: `“${image}” is not the name of an image.` } };
  }
  const { repository, tag = 'latest', digest } = reference;
  const query = { fromImage: repository, tag: digest ?? tag };
  const request = {
    method: 'POST',
    path: '/images/create',
    query,
    ...(login !== undefined && { registryLogin: loginHeader(login) }),
  } as const;
  const opened = await attempt(endpoint, signal, () => open(client, request, signal));
  if (!opened.ok) return { ok: false, failure: inWords(opened.failure, image) };
  let progress = NO_PROGRESS;
  try {
    for await (const line of readJsonLines(opened.value)) {
      const { error } = line as { readonly error?: unknown };
      if (error !== undefined) return { ok: false, failure: inWords(refusal(error), image) };
      const next = progressAfter(progress, line as PullMessage);
      if (next !== progress) onProgress(next);
      progress = next;
    }
    return { ok: true, value: undefined };
  } catch (error) {
    return { ok: false, failure: failureOf(error, endpoint, signal) };
  }
}

/** What Docker's API takes as authentication, base64 of which becomes a header. */
export function loginHeader(login: RegistryLogin): object {
  const { server: serveraddress } = login;
  return login.kind === 'password'
    ? { username: login.username, password: login.password.reveal(), serveraddress }
    : { identitytoken: login.token.reveal(), serveraddress };
}

/** The engine answers 200 before it asks the registry, so a refusal comes as a line of the answer. */
const refusal = (error: unknown): EngineFailure => ({
  kind: 'refused',
  status: 200,
  message: withAdvice(String(error)),
});

function inWords(failure: EngineFailure, image: string): EngineFailure {
  if (failure.kind !== 'refused') return failure;
  const said = failure.message.replace(/\.$/, '');
  return { ...failure, message: `${image} could not be pulled: ${said}. ${adviceFor(said)}`.trim() };
}

function adviceFor(said: string): string {
  if (/unauthorized|denied|no basic auth|authentication required|incorrect username/i.test(said)) {
    return 'Check the name, and the image host’s user and token.';
  }
  if (/manifest unknown|not found|manifest for .* not found/i.test(said)) return 'Check the name and the tag.';
  if (/no such host|connection refused|timeout|deadline exceeded|i\/o timeout/i.test(said)) {
    return 'The engine itself must reach the registry; check its network.';
  }
  if (/server gave HTTP response to HTTPS client/i.test(said)) {
    return 'Allow this registry without TLS in the engine’s settings (insecure-registries), or give it a certificate.';
  }
  return '';
}
