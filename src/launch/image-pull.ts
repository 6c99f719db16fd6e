import type { SecretValue } from '../secrets/secret-value';

/** What a registry is told of who pulls from it. The values meet the engine in one request's header, and nothing else. */
export type RegistryLogin = {
  /** The registry, as Docker's configuration names it: a host, or an address with a path for Docker Hub. */
  readonly server: string;
} & (
  | { readonly kind: 'password'; readonly username: string; readonly password: SecretValue }
  /** A token that a `docker login` has left in place of a password. */
  | { readonly kind: 'identity-token'; readonly token: SecretValue }
);

/** How far one layer of an image is. Bytes are those of its compressed form. */
export type LayerProgress =
  | { readonly phase: 'waiting' }
  | { readonly phase: 'downloading' | 'extracting'; readonly current: number; readonly total: number | undefined }
  | { readonly phase: 'downloaded' }
  | { readonly phase: 'done'; readonly known: 'before' | 'now' };

/** How far a pull is: its layers by their short ids, in the order in which the engine named them. */
export type PullProgress = ReadonlyMap<string, LayerProgress>;

/** A line of what an engine says while it pulls. */
export interface PullMessage {
  readonly id?: unknown;
  readonly status?: unknown;
  readonly progressDetail?: { readonly current?: unknown; readonly total?: unknown } | null;
}

export const NO_PROGRESS: PullProgress = new Map();

/** The progress after a line of the engine's; the same object when the line says nothing of a layer. */
export function progressAfter(progress: PullProgress, message: PullMessage): PullProgress {
  const { id, status } = message;
  if (typeof id !== 'string' || typeof status !== 'string') return progress;
  const layer = layerAfter(status, message.progressDetail ?? {});
  return layer === undefined ? progress : new Map(progress).set(id, layer);
}

function layerAfter(
  status: string,
  { current, total }: { readonly current?: unknown; readonly total?: unknown },
): LayerProgress | undefined {
  const bytes = {
    current: typeof current === 'number' ? current : 0,
    total: typeof total === 'number' && total > 0 ? total : undefined,
  };
  switch (status) {
    case 'Pulling fs layer':
    case 'Waiting':
    case 'Retrying':
      return { phase: 'waiting' };
    case 'Downloading':
      return { phase: 'downloading', ...bytes };
    case 'Verifying Checksum':
    case 'Download complete':
      return { phase: 'downloaded' };
    case 'Extracting':
      return { phase: 'extracting', ...bytes };
    case 'Pull complete':
      return { phase: 'done', known: 'now' };
    case 'Already exists':
      return { phase: 'done', known: 'before' };
    default:
      return undefined;
  }
}

/** The progress in a few words for a person, such as “2 of 5 layers, downloading 12.3 of 80.0 MB”. */
export function describeProgress(progress: PullProgress): string {
  if (progress.size === 0) return 'asking the registry';
  const layers = [...progress.values()];
  const done = layers.filter(({ phase }) => phase === 'done').length;
  const count = `${done} of ${layers.length} ${layers.length === 1 ? 'layer' : 'layers'}`;
  for (const phase of ['downloading', 'extracting'] as const) {
    const active = layers.filter((layer) => layer.phase === phase);
    if (active.length > 0) return `${count}, ${phase}${amountOf(active)}`;
  }
  return count;
}

function amountOf(layers: readonly LayerProgress[]): string {
  let current = 0;
  let total = 0;
  for (const layer of layers) {
    if (!('total' in layer) || layer.total === undefined) return '';
    current += layer.current;
    total += layer.total;
  }
  return ` ${megabytes(current)} of ${megabytes(total)} MB`;
}

const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1);
