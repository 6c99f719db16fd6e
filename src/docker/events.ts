import type Dockerode from 'dockerode';
import { readJsonLines } from './json-lines';

/** Something that happened to an image. */
export interface ImageEvent {
  /** As Docker names it: pull, tag, untag, delete, import, load … */
  readonly action: string;
  /** The image's id or name, as the engine has it. */
  readonly image: string;
}

/** Subscribes to the events of images; they end quietly when the signal fires or the connection breaks. */
export async function openImageEvents(client: Dockerode, signal: AbortSignal): Promise<AsyncIterable<ImageEvent>> {
  const stream = await client.getEvents({ filters: { type: ['image'] }, abortSignal: signal });
  return imageEvents(stream);
}

async function* imageEvents(stream: NodeJS.ReadableStream): AsyncGenerator<ImageEvent, void, undefined> {
  try {
    for await (const event of readJsonLines(stream as AsyncIterable<Uint8Array>)) {
      const { Action: action, Actor: actor } = event as { Action?: unknown; Actor?: { ID?: unknown } };
      if (typeof action === 'string' && typeof actor?.ID === 'string') yield { action, image: actor.ID };
    }
  } catch {
    // A connection that breaks ends the events; whoever reads them connects again and learns the reason there.
  }
}
