import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { createFileCheck, type CheckManner } from './check-files';
import type { FoundFile } from './found-files';

/** Files to check, and where the answer goes. */
interface Lot {
  readonly files: readonly FoundFile[];
  readonly answerTo: MessagePort;
}

const check = createFileCheck(workerData as CheckManner);

parentPort?.on('message', ({ files, answerTo }: Lot) => {
  void check(files).then((checked) => answerTo.postMessage(checked));
});
