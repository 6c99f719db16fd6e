import type Dockerode from 'dockerode';
import { readJsonLines } from './json-lines';
import { open } from './request';

/** What an engine tells once a second of a running container; of the memory only the older kind of control group keeps the peak. */
interface StatsLine {
  readonly memory_stats?: { readonly usage?: number; readonly max_usage?: number };
}

/** Tells the use of memory of a container, in bytes, until it ends. */
export async function watchMemory(
  client: Dockerode,
  containerId: string,
  onSample: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const request = { method: 'GET', path: `/containers/${containerId}/stats`, query: { stream: true } } as const;
  for await (const line of readJsonLines(await open(client, request, signal))) {
    const { usage = 0, max_usage: highest = 0 } = (line as StatsLine).memory_stats ?? {};
    const bytes = Math.max(usage, highest);
    if (bytes > 0) onSample(bytes);
  }
}
