import { hostname } from 'node:os';

/** Names this window in the labels of what it makes: its machine and the process of its extension host. */
export const windowOwner = (): string => `${hostname()} ${process.pid}`;

/**
 * Whether the window that started a run may still be at it. Of another machine that is not known, so that it counts as being
 * there.
 */
export function isOwnerAlive(owner: string): boolean {
  const [, host, id] = /^(\S+) (\d+)$/.exec(owner) ?? [];
  if (host !== hostname()) return true;
  try {
    process.kill(Number(id), 0);
    return true;
  } catch (error) {
    // A process of somebody else may not be signalled, but is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
