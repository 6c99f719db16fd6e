/** Rounds that are run, but not counted, until the code is compiled. */
const WARM_UP = 10;

/** Something to be timed. */
type Step = readonly [name: string, run: () => unknown];

/**
 * Median milliseconds of each step. The steps take turns, so that whatever else the machine is doing slows all of them
 * alike and their ratios hold.
 */
export async function measure(steps: readonly Step[], seconds: number): Promise<ReadonlyMap<string, number>> {
  const times = new Map(steps.map(([name]) => [name, [] as number[]]));
  const end = performance.now() + seconds * 1000;
  for (let round = 0; round < WARM_UP + 5 || performance.now() < end; round++) {
    for (const [name, run] of steps) {
      const start = performance.now();
      await run();
      if (round >= WARM_UP) times.get(name)?.push(performance.now() - start);
    }
  }
  return new Map(Array.from(times, ([name, all]) => [name, all.sort((a, b) => a - b)[all.length >> 1] ?? NaN]));
}
