import type Dockerode from 'dockerode';
import { call } from './request';

/** An image on an engine. */
export interface Image {
  /** Its digest, `sha256:…`: stable, whatever its tags. */
  readonly id: string;
  /** `repository:tag`; none when the image dangles. */
  readonly tags: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** In bytes. */
  readonly size: number;
  readonly created: Date;
}

/** Lists every image with its labels in one request, without the sizes of containers, which an engine computes slowly. */
export async function listImages(client: Dockerode, signal: AbortSignal): Promise<readonly Image[]> {
  const images = await call(client, { method: 'GET', path: '/images/json' }, signal);
  return (images as readonly ImageSummary[]).map(readImage);
}

/** Engines leave out what is empty, or send null. */
interface ImageSummary {
  readonly Id: string;
  readonly Size: number;
  /** In seconds. */
  readonly Created: number;
  readonly RepoTags?: readonly string[] | null;
  readonly Labels?: Readonly<Record<string, string>> | null;
}

const readImage = ({ Id, RepoTags, Labels, Size, Created }: ImageSummary): Image => ({
  id: Id,
  tags: (RepoTags ?? []).filter((tag) => tag !== '<none>:<none>'),
  labels: Labels ?? {},
  size: Size,
  created: new Date(Created * 1000),
});
