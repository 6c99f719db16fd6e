import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../eventually';

/** How long an action may take to show, before it is taken for lost (milliseconds). */
export const SHOWN_WITHIN_MS = 8000;
const PATIENCE_MS = 60_000;

/**
 * Acts, and acts again where nothing has come of it: a window on a busy machine loses a key press or a click now and then.
 *
 * @param act what a person does; it does no harm when it is done once more
 * @param effect settles once what was meant has come about; it is not waited for beyond `SHOWN_WITHIN_MS`
 * @throws what the effect threw last, when it never came about
 */
export async function actUntil(act: () => Promise<unknown>, effect: () => Promise<unknown>): Promise<void> {
  await eventually(async () => {
    // What is acted on may be gone because an action has had its effect after all.
    const failure = await act().then(
      () => undefined,
      (error: unknown) => error as Error,
    );
    const shown = effect();
    // One that is given up on is still under way, and nobody hears how it ends.
    shown.catch(() => undefined);
    const late = delay(SHOWN_WITHIN_MS, undefined, { ref: false }).then(() => {
      throw failure ?? new Error(`Nothing came of an action within ${SHOWN_WITHIN_MS} ms.`);
    });
    await Promise.race([shown, late]);
  }, PATIENCE_MS);
}
