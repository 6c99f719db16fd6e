import { obtainEngine, startPrivateEngine } from '../../scripts/lib/docker-engine.mjs';
import { connect, findEndpoints, machineSurroundings, type DockerConnection } from '../../src/docker';

/** The Docker engine of a test run. */
export interface TestEngine {
  /** As DOCKER_HOST takes it. */
  readonly endpoint: string;
  readonly connection: DockerConnection;
  /** Ends a private engine; leaves one alone that was there before. */
  stop(): Promise<void>;
}

/**
 * The engine that answers, else a private one.
 *
 * @throws when there is none, with the reason
 */
export async function testEngine(): Promise<TestEngine> {
  const engine = await obtainEngine({ install: 'allowed', containers: 'isolated', log: console.log });
  if (engine.kind === 'none') throw new Error(engine.reason);
  return connected(engine);
}

/**
 * An engine of the test's own, that it may stop in the middle of something.
 *
 * @param options `hidden` is a folder that the engine does not see; `arguments` are for dockerd
 */
export async function ownEngine(
  options: { readonly hidden?: string; readonly arguments?: readonly string[] } = {},
): Promise<TestEngine> {
  return connected(await startPrivateEngine({ containers: 'isolated', log: console.log, ...options }));
}

async function connected({ endpoint, stop }: Pick<TestEngine, 'endpoint' | 'stop'>): Promise<TestEngine> {
  const connection = await connect(findEndpoints(machineSurroundings(endpoint)), AbortSignal.timeout(10_000));
  if (connection.ok) return { endpoint, connection: connection.value, stop };
  await stop();
  throw new Error(connection.failure.message);
}
