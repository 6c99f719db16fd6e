import type Dockerode from 'dockerode';
import type { IncomingMessage } from 'node:http';

/** A request to the engine's API, whose answer is JSON or nothing. */
export interface EngineRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Without version and query, such as `/images/json`. */
  readonly path: string;
  /** Objects go as JSON. */
  readonly query?: Readonly<Record<string, string | number | boolean | object>>;
  readonly body?: object;
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
  const { method, path, query = {}, body = {} } = request;
  const chunks: Uint8Array[] = [];
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = {
      path: Object.keys(query).length > 0 ? `${path}?` : path,
      method,
      options: { _query: query, _body: body },
      abortSignal: signal,
      isStream: true,
      statusCodes: GOOD,
    };
    client.modem.dial(options, (error: Error | null, result: unknown) => {
      if (error !== null) reject(error);
      else resolve(result as IncomingMessage);
    });
  });
  for await (const chunk of answer) chunks.push(chunk as Uint8Array);
  const text = Buffer.concat(chunks).toString();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
