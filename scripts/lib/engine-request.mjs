// @ts-check
// Requests to a Docker engine over its socket, with what Node has.
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';

/**
 * @typedef {object} EngineAnswer
 * @property {number} status
 * @property {Buffer} body
 */

/**
 * Sends one request and reads the whole answer.
 * @param {string} endpoint as in DOCKER_HOST: `unix://…`, `npipe://…`, `tcp://…`
 * @param {string} method
 * @param {string} path with its query
 * @param {{ body?: Buffer | object, headers?: Readonly<Record<string, string>>, patience?: number }} [options] an object goes as
 *   JSON, a buffer as a tar; `patience` is the longest silence in milliseconds
 * @returns {Promise<EngineAnswer>}
 */
export function engineRequest(endpoint, method, path, options = {}) {
  const { body, patience = 120_000 } = options;
  const bytes = body === undefined || Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const headers = {
    Host: 'docker',
    'Content-Length': bytes?.length ?? 0,
    ...(bytes && { 'Content-Type': bytes === body ? 'application/x-tar' : 'application/json' }),
    ...options.headers,
  };
  const target = connectionOf(endpoint);
  return new Promise((resolve, reject) => {
    const request = target.secure
      ? httpsRequest({ ...target.options, method, path, headers })
      : httpRequest({ ...target.options, method, path, headers });
    request.setTimeout(patience, () => request.destroy(new Error(`no answer in ${patience / 1000} s`)));
    request.on('error', reject);
    request.on('response', (response) => {
      /** @type {Buffer[]} */
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
    });
    request.end(bytes);
  });
}

/**
 * As `engineRequest`, and an error that quotes the engine when it does not answer with success.
 * @param {string} endpoint
 * @param {string} method
 * @param {string} path
 * @param {Parameters<typeof engineRequest>[3]} [options]
 * @returns {Promise<Buffer>}
 */
export async function engineCall(endpoint, method, path, options) {
  const answer = await engineRequest(endpoint, method, path, options);
  if (answer.status < 400) return answer.body;
  throw new Error(`${method} ${path}: ${answer.status} ${answer.body.toString().trim()}`);
}

/** @param {string} endpoint */
function connectionOf(endpoint) {
  const socket = /^(?:unix|npipe):\/\/(.+)$/.exec(endpoint);
  if (socket) return { secure: false, options: { socketPath: socket[1] } };
  const { hostname, port } = new URL(endpoint.replace(/^tcp:/, 'http:'));
  const folder = process.env['DOCKER_CERT_PATH'];
  if (!process.env['DOCKER_TLS_VERIFY'] || !folder) return { secure: false, options: { hostname, port: port || 2375 } };
  const read = (/** @type {string} */ name) => readFileSync(join(folder, name));
  const options = { hostname, port: port || 2376, ca: read('ca.pem'), cert: read('cert.pem'), key: read('key.pem') };
  return { secure: true, options };
}
