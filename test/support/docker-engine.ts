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
 * The engine the test runner has started, else the one that answers, else a private one.
 *
 * @throws when there is none, with the reason
 */
export async function testEngine(): Promise<TestEngine> {
  const given = process.env.XNAT_COMMANDS_TEST_ENGINE;
  const { endpoint, stop } = given ? { endpoint: given, stop: () => Promise.resolve() } : await obtain();
  const connection = await connect(findEndpoints(machineSurroundings(endpoint)), AbortSignal.timeout(10_000));
  if (!connection.ok) {
    await stop();
    throw new Error(connection.failure.message);
  }
  return { endpoint, connection: connection.value, stop };
}

async function obtain() {
  const engine = await obtainEngine({ install: 'allowed', containers: 'isolated', log: console.log });
  if (engine.kind === 'none') throw new Error(engine.reason);
  return engine;
}

/** An engine of the test's own, that it may stop in the middle of something. */
export const ownEngine = () => startPrivateEngine({ containers: 'isolated', log: console.log });
