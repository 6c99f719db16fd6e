import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request as requestOf, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { connect, findEndpoints, machineSurroundings, type DockerConnection } from '../../src/docker';

/** What becomes of a request on its way to the engine. */
export type Fault =
  /** The engine does not see it: the answer is this. */
  | { readonly kind: 'answer'; readonly status: number; readonly message: string }
  /** The engine does as it is asked, but the connection breaks after so many bytes of its answer. */
  | { readonly kind: 'cut'; readonly after: number }
  /** The answer ends well, but so many bytes too early. */
  | { readonly kind: 'short'; readonly by: number }
  /** It is late, by so many milliseconds. */
  | { readonly kind: 'late'; readonly by: number };

/** @returns undefined lets the request pass; what is promised is awaited before */
export type Faults = (method: string, path: string) => Fault | undefined | Promise<Fault | undefined>;

/** An engine behind a socket that does not always work. */
export interface FaultyEngine {
  readonly connection: DockerConnection;
  /** Method and path with query of all requests so far, without the version. */
  readonly requests: readonly string[];
  /** From now on. */
  provoke(faults: Faults): void;
  /** As if the engine ended: all connections break, and nothing listens any more. */
  goAway(): void;
  comeBack(): Promise<void>;
  stop(): void;
}

/** @param endpoint of the engine that does the work: `unix://…` */
export async function faultyEngine(endpoint: string): Promise<FaultyEngine> {
  const socketPath = endpoint.replace('unix://', '');
  const folder = mkdtempSync(join(tmpdir(), 'xnat-faults-'));
  const path = join(folder, 's');
  const requests: string[] = [];
  let faults: Faults = () => undefined;
  let server: Server | undefined;

  const serve = async (incoming: IncomingMessage, answer: ServerResponse) => {
    const { method = 'GET', url = '/', headers } = incoming;
    const asked = decodeURIComponent(url.replace(/^\/v[\d.]+/, ''));
    requests.push(`${method} ${asked}`);
    const fault = await faults(method, asked);
    if (fault?.kind === 'answer') {
      incoming.resume();
      answer.writeHead(fault.status, { 'content-type': 'application/json' });
      answer.end(JSON.stringify({ message: fault.message }));
      return;
    }
    const isShort = headers['content-length'] !== undefined;
    const body = fault?.kind === 'late' && isShort ? await buffer(incoming) : undefined;
    // An engine goes on with what it was asked, also when nobody waits for the answer any more.
    if (fault?.kind === 'late') await delay(fault.by, undefined, { ref: false });
    const passed = requestOf({ socketPath, method, path: url, headers });
    const breakOff = () => {
      passed.destroy();
      answer.destroy();
    };
    passed.on('error', breakOff);
    answer.on('close', () => {
      if (body === undefined) passed.destroy();
    });
    passed.on('response', (response) => {
      response.on('error', breakOff);
      let left = fault?.kind === 'cut' ? fault.after : Infinity;
      if (left === 0) {
        breakOff();
        return;
      }
      answer.writeHead(response.statusCode ?? 500, response.headers);
      answer.flushHeaders();
      let held = Buffer.alloc(0);
      const withhold = (bytes: Buffer) => {
        if (fault?.kind !== 'short') return bytes;
        const all = Buffer.concat([held, bytes]);
        held = all.subarray(Math.max(0, all.length - fault.by));
        return all.subarray(0, all.length - held.length);
      };
      response.on('data', (bytes: Buffer) => {
        const part = withhold(bytes).subarray(0, left);
        left -= part.length;
        if (!answer.write(part, left === 0 ? breakOff : undefined)) {
          response.pause();
          answer.once('drain', () => response.resume());
        }
      });
      response.on('end', () => answer.end());
    });
    if (body === undefined) incoming.pipe(passed);
    else passed.end(body);
  };

  const comeBack = () => {
    server = createServer((incoming, answer) => void serve(incoming, answer));
    return new Promise<void>((resolve) => server?.listen(path, resolve));
  };
  const goAway = () => {
    server?.close();
    server?.closeAllConnections();
    rmSync(path, { force: true });
  };

  await comeBack();
  const connection = await connect(findEndpoints(machineSurroundings(`unix://${path}`)), AbortSignal.timeout(10_000));
  if (!connection.ok) throw new Error(connection.failure.message);
  return {
    connection: connection.value,
    requests,
    provoke: (what) => {
      faults = what;
    },
    goAway,
    comeBack,
    stop() {
      goAway();
      rmSync(folder, { recursive: true });
    },
  };
}
