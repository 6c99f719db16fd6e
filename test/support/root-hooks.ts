import { cleanUp } from '../../scripts/lib/cleanup.mjs';

/** After the last test: ends what a test that failed halfway has left. */
export const mochaHooks = { afterAll: cleanUp };
