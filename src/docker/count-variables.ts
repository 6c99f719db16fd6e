import type Dockerode from 'dockerode';
import type { SeenSecret } from '../launch/engine';
import { createFrameDecoder } from './frames';
import { call, open } from './request';

/** Prints name and number of bytes of each variable that is set; a value never leaves the container. */
const COUNT = [
  'for name in "$@"; do',
  'eval "is=\\${$name+set}"; eval "value=\\${$name}";',
  'if [ "$is" = set ]; then echo "$name $(printf %s "$value" | wc -c)"; fi',
  'done; echo end',
].join('\n');

/** Counts the bytes of environment variables in a running container that has a shell, else of those the engine gave it. */
export async function countVariables(
  client: Dockerode,
  containerId: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<readonly SeenSecret[]> {
  const shellNames = names.filter((name) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name));
  const inside = await countInside(client, containerId, shellNames, signal).catch(() => undefined);
  if (inside !== undefined && shellNames.length === names.length) {
    return names.map((destination) => ({ destination, bytes: inside.get(destination), seenBy: 'container' }));
  }
  const inspected = await call(client, { method: 'GET', path: `/containers/${containerId}/json` }, signal);
  const { Env } = (inspected as { readonly Config: { readonly Env?: readonly string[] | null } }).Config;
  return countGiven(Env ?? [], names);
}

/** Counts the bytes of variables that an engine was given for a container, as `NAME=value`. */
export function countGiven(environment: readonly string[], names: readonly string[]): readonly SeenSecret[] {
  return names.map((destination) => {
    const entry = environment.find((each) => each.startsWith(`${destination}=`));
    const bytes = entry === undefined ? undefined : Buffer.byteLength(entry) - Buffer.byteLength(destination) - 1;
    return { destination, bytes, seenBy: 'engine' };
  });
}

/** @returns undefined when the container cannot be asked: it has ended, or has no shell */
async function countInside(
  client: Dockerode,
  containerId: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number> | undefined> {
  const body = { AttachStdout: true, Cmd: ['/bin/sh', '-c', COUNT, 'sh', ...names] };
  const path = `/containers/${containerId}/exec`;
  const created = (await call(client, { method: 'POST', path, body }, signal)) as { readonly Id: string };
  const start = { method: 'POST', path: `/exec/${created.Id}/start`, body: { Detach: false, Tty: false } } as const;
  let output = '';
  const decoder = createFrameDecoder((_, bytes) => void (output += Buffer.from(bytes).toString()));
  for await (const bytes of await open(client, start, signal)) await decoder.push(bytes as Uint8Array);
  if (!/^end$/m.test(output)) return undefined;
  const counts = output.matchAll(/^(\S+) +(\d+)$/gm);
  return new Map([...counts].map(([, name = '', count]) => [name, Number(count)]));
}
