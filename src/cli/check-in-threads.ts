import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { MessageChannel, Worker } from 'node:worker_threads';
import { createFileCheck, type CheckedFiles, type CheckManner } from './check-files';
import type { FoundFile } from './found-files';

/** A thread's code is slow until it is compiled for speed, so a thread needs this many files to be worth its start. */
const FILES_A_THREAD = 2000;
/** That compiling, which every thread does for itself, keeps a core busy beside each thread. */
const CORES_A_THREAD = 2;
/** How many files a thread takes at a time. */
const LOT = 100;
/** How many lots a thread is sent ahead, so that it need not wait for this one to be free. */
const LOTS_AHEAD = 2;

/** What other threads there may be. */
export interface ThreadSupply {
  readonly cores: number;
  /** The script that a thread runs: `check-worker.ts`, built. */
  readonly script: string;
}

const hereabouts = (): ThreadSupply => ({
  cores: availableParallelism(),
  script: join(__dirname, 'check-worker.js'),
});

/** Checks files, in other threads too where there are very many. What comes out is the same, in the files' order. */
export async function checkAll(
  files: readonly FoundFile[],
  manner: CheckManner,
  { cores, script }: ThreadSupply = hereabouts(),
): Promise<CheckedFiles> {
  const threads = Math.floor(Math.min(files.length / FILES_A_THREAD, cores / CORES_A_THREAD));
  const check = createFileCheck(manner);
  if (threads < 2) return check(files);
  const workers = Array.from({ length: threads - 1 }, () => new Worker(script, { workerData: manner }));
  return shared(files, check, workers);
}

async function shared(
  files: readonly FoundFile[],
  check: ReturnType<typeof createFileCheck>,
  workers: readonly Worker[],
): Promise<CheckedFiles> {
  const results: CheckedFiles[] = [];
  let next = 0;
  const takeLots = async (checkLot: typeof check): Promise<void> => {
    while (next * LOT < files.length) {
      const index = next++;
      results[index] = await checkLot(files.slice(index * LOT, (index + 1) * LOT));
    }
  };
  const here: typeof check = async (lot) => {
    const result = await check(lot);
    await turn();
    return result;
  };
  const ahead = workers.flatMap((worker) =>
    Array.from({ length: LOTS_AHEAD }, () => takeLots((lot) => ask(worker, lot))),
  );
  try {
    await Promise.race([Promise.all([...ahead, takeLots(here)]), ...workers.map(failure)]);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return {
    commands: results.flatMap(({ commands }) => commands),
    unreadable: results.flatMap(({ unreadable }) => unreadable),
    complaints: [...new Set(results.flatMap(({ complaints }) => complaints))],
  };
}

/** Has a thread check files; it answers through a channel of this request's own. */
async function ask(worker: Worker, files: readonly FoundFile[]): Promise<CheckedFiles> {
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ files, answerTo: port2 }, [port2]);
  const [answer] = (await once(port1, 'message')) as [CheckedFiles];
  port1.close();
  return answer;
}

/** Rejects when a thread fails, by a fault of ours. */
async function failure(worker: Worker): Promise<never> {
  const [error] = (await once(worker, 'error')) as [Error];
  throw error;
}
