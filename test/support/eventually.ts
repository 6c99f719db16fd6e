import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE_MS = 30_000;

/**
 * Tries an assertion until it holds, for what comes about a little later.
 * @returns what the assertion returned
 * @throws what it threw last, when it never held within the patience (milliseconds)
 */
export async function eventually<T>(assertion: () => T | Promise<T>, patience = PATIENCE_MS): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > end) throw error;
      await delay(50);
    }
  }
}
