import { cp, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ResolvedLaunch, ResolvedMount } from '../resolution/resolved-launch';

/**
 * Makes the folders a launch mounts: new ones empty, writable copies filled from the archive folder. Files of the archive
 * that are mounted as they are stay untouched.
 *
 * @returns a sentence about the first thing that stands in the way, or undefined when all is in place
 */
export async function stageMounts({ container }: ResolvedLaunch, signal: AbortSignal): Promise<string | undefined> {
  for (const mount of container.mounts) {
    signal.throwIfAborted();
    try {
      await stageMount(mount);
    } catch (error) {
      return `The folder of mount “${mount.name}” could not be made: ${(error as Error).message}.`;
    }
  }
  return undefined;
}

async function stageMount({ source, xnatPath }: ResolvedMount): Promise<void> {
  switch (source.kind) {
    case 'new':
      await mkdir(xnatPath, { recursive: true });
      return;
    case 'copy':
      await mkdir(source.entry === 'file' ? dirname(source.to) : source.to, { recursive: true });
      await cp(source.from, source.to, { recursive: true });
      return;
    case 'archive':
    case 'setup':
    case 'mount':
  }
}
