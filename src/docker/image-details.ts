import type Dockerode from 'dockerode';
import { call } from './request';

/** What an engine says of one image. */
export interface ImageDetails {
  readonly id: string;
  readonly tags: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** Such as linux/amd64 or linux/arm64/v8. */
  readonly platform: string;
  /** In bytes. */
  readonly size: number;
  readonly created: Date | undefined;
  /** The whole answer, as JSON. */
  readonly answer: unknown;
}

/** One step in the making of an image. */
export interface HistoryEntry {
  /** As the builder noted it: an instruction, or the command line it ran with its build arguments. */
  readonly createdBy: string;
  readonly created: Date | undefined;
  /** What it added, in bytes. */
  readonly size: number;
  readonly comment: string;
}

/** @throws dockerode's error, as all functions here */
export async function inspectImage(client: Dockerode, image: string, signal: AbortSignal): Promise<ImageDetails> {
  const answer = await call(client, { method: 'GET', path: `/images/${image}/json` }, signal);
  const { Id, RepoTags, Config, Os, Architecture, Variant, Size, Created } = answer as Inspection;
  const platform = [Os ?? 'unknown', Architecture ?? 'unknown', Variant ?? ''].filter((part) => part !== '');
  return {
    id: Id,
    tags: (RepoTags ?? []).filter((tag) => tag !== '<none>:<none>'),
    labels: Config?.Labels ?? {},
    platform: platform.join('/'),
    size: Size ?? 0,
    created: dateOf(Created),
    answer,
  };
}

export async function imageHistory(
  client: Dockerode,
  image: string,
  signal: AbortSignal,
): Promise<readonly HistoryEntry[]> {
  const answer = await call(client, { method: 'GET', path: `/images/${image}/history` }, signal);
  return (answer as readonly HistoryAnswer[]).map(({ CreatedBy, Created, Size, Comment }) => ({
    createdBy: CreatedBy ?? '',
    created: dateOf(Created),
    size: Size ?? 0,
    comment: Comment ?? '',
  }));
}

/** Engines leave out what is empty, or send null. */
interface Inspection {
  readonly Id: string;
  readonly RepoTags?: readonly string[] | null;
  readonly Config?: { readonly Labels?: Readonly<Record<string, string>> | null } | null;
  readonly Os?: string;
  readonly Architecture?: string;
  readonly Variant?: string;
  readonly Size?: number;
  readonly Created?: string;
}

interface HistoryAnswer {
  readonly CreatedBy?: string;
  /** In seconds. */
  readonly Created?: number;
  readonly Size?: number;
  readonly Comment?: string;
}

/** @param time ISO 8601, or seconds; the zero times of Go and of the epoch mean that nobody knows */
function dateOf(time: string | number | undefined): Date | undefined {
  if (time === undefined) return undefined;
  const date = new Date(typeof time === 'number' ? time * 1000 : time);
  return date.getTime() > 0 ? date : undefined;
}
