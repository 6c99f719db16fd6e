import type Dockerode from 'dockerode';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';

/** A request to the engine's API. */
export interface EngineRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  /** Without version and query, such as `/images/json`. */
  readonly path: string;
  /** Objects go as JSON. */
  readonly query?: Readonly<Record<string, string | number | boolean | object>>;
  readonly body?: object;
  /** An archive to send in place of a body. */
  readonly tar?: Readable;
  /** Goes with the request as Docker's registry authentication: a header, never the URL or the body. */
  readonly registryLogin?: object;
}

/** 304: what was asked for is so already. */
const GOOD = { 200: true, 201: true, 204: true, 304: true };

/**
 * Sends a request with dockerode's transport and reads the answer, which dockerode's own methods do not do well enough: when
 * a connection breaks in the middle of an answer they wait for ever, and they repeat a body in the request's URL, where
 * values of secrets do not belong.
 *
 * @returns the answer's JSON; undefined when it is empty or none
 * @throws dockerode's error with the engine's words, or that of the connection
 */
export async function call(client: Dockerode, request: EngineRequest, signal: AbortSignal): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await open(client, request, signal)) chunks.push(chunk as Uint8Array);
  const text = Buffer.concat(chunks).toString();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Sends a request as `call` does, and hands over the answer while it comes.
 *
 * @throws dockerode's error with the engine's words when it refuses; what breaks later breaks the answer's iteration
 */
export function open(client: Dockerode, request: EngineRequest, signal: AbortSignal): Promise<IncomingMessage> {
  const { method, path, query = {}, body = {}, registryLogin, tar } = request;
  const options = {
    path: Object.keys(query).length > 0 ? `${path}?` : path,
    method,
    options: { _query: query, _body: body },
    abortSignal: signal,
    isStream: true,
    statusCodes: GOOD,
    ...(tar !== undefined && { file: tar }),
    ...(registryLogin !== undefined && { authconfig: registryLogin }),
  };
  return new Promise<IncomingMessage>((resolve, reject) => {
    client.modem.dial(options, (error: Error | null, result: unknown) => {
      if (error !== null) reject(error);
      else resolve(result as IncomingMessage);
    });
  });
}
