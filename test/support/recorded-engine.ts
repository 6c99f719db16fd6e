import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { createOwnedFolder, removeFolder } from '../../scripts/lib/owned-folder.mjs';

/** An image of a recorded engine, as `/images/json` has it. */
export interface RecordedImage {
  readonly Id: string;
  readonly RepoTags: readonly string[] | null;
  readonly Labels: Readonly<Record<string, string>> | null;
  readonly Size: number;
  /** In seconds. */
  readonly Created: number;
}

/** Answers a request in the place of the engine; undefined leaves it to the engine. */
export type Answer = (request: IncomingMessage, url: URL) => { status: number; body: unknown } | 'silence' | undefined;

/**
 * An engine that answers as Docker does, from what was recorded of it: for states and numbers of images that a real one
 * takes too long to get into.
 */
export interface RecordedEngine {
  /** As DOCKER_HOST takes it. */
  readonly endpoint: string;
  /** The requests it got, as `GET /images/json`. */
  readonly requests: string[];
  /** Its images; a change is told by `emit`. */
  images: readonly RecordedImage[];
  /** Goes before what it would answer itself. */
  answer: Answer;
  /** Sends an event to all who listen. */
  emit(action: string, image: string): void;
  /** Ends all connections and listens no more; `restart` brings it back at the same address. */
  stop(): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

const VERSION = {
  Version: '27.3.1',
  ApiVersion: '1.47',
  MinAPIVersion: '1.24',
  Os: 'linux',
  Arch: 'amd64',
  Components: [{ Name: 'Engine', Version: '27.3.1' }],
};

const INFO = {
  OperatingSystem: 'Recorded OS 1.0',
  NCPU: 8,
  MemTotal: 16_000_000_000,
  Containers: 3,
  Swarm: { LocalNodeState: 'inactive' },
};

export async function startRecordedEngine(images: readonly RecordedImage[]): Promise<RecordedEngine> {
  const folder = createOwnedFolder('xnat-recorded-');
  const socket = join(folder, 'docker.sock');
  const listeners = new Set<ServerResponse>();
  let server: Server;

  const engine: RecordedEngine = {
    endpoint: `unix://${socket}`,
    requests: [],
    images,
    answer: () => undefined,
    emit(action, image) {
      const event = JSON.stringify({ Type: 'image', Action: action, Actor: { ID: image, Attributes: {} } });
      for (const listener of listeners) listener.write(`${event}\n`);
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    async restart() {
      server = createServer(respond);
      await new Promise<void>((resolve) => server.listen(socket, resolve));
    },
    async close() {
      await engine.stop();
      removeFolder(folder);
    },
  };

  function respond(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '', 'http://docker');
    const path = decodeURIComponent(url.pathname).replace(/^\/v1\.\d+/, '');
    engine.requests.push(`${request.method ?? ''} ${path}`);
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    };
    const given = engine.answer(request, url);
    if (given === 'silence') return;
    if (given !== undefined) {
      send(given.status, given.body);
      return;
    }
    if (path === '/events') {
      response.writeHead(200, { 'Content-Type': 'application/json' }).flushHeaders();
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
      return;
    }
    const known = recordedAnswer(engine, request.method ?? '', path, url);
    send(known?.status ?? 404, known?.body ?? { message: 'page not found' });
  }

  await engine.restart();
  return engine;
}

function recordedAnswer(engine: RecordedEngine, method: string, path: string, url: URL) {
  if (path === '/version') return { status: 200, body: VERSION };
  if (path === '/info') return { status: 200, body: { ...INFO, Images: engine.images.length } };
  if (path === '/images/json') return { status: 200, body: engine.images };
  const [, reference = '', action] = /^\/images\/(.+?)(?:\/(json|history|tag))?$/.exec(path) ?? [];
  const image = engine.images.find(({ Id, RepoTags }) => Id === reference || RepoTags?.includes(reference));
  if (image === undefined) return { status: 404, body: { message: `No such image: ${reference}` } };
  if (method === 'DELETE') return removeRecorded(engine, image, reference);
  switch (action) {
    case 'json':
      return { status: 200, body: inspectionOf(image) };
    case 'history':
      return { status: 200, body: HISTORY };
    case 'tag':
      return tagRecorded(engine, image, `${url.searchParams.get('repo') ?? ''}:${url.searchParams.get('tag') ?? ''}`);
    default:
      return undefined;
  }
}

const inspectionOf = ({ Id, RepoTags, Labels, Size, Created }: RecordedImage) => ({
  Id,
  RepoTags: RepoTags ?? [],
  Created: new Date(Created * 1000).toISOString(),
  Os: 'linux',
  Architecture: 'amd64',
  Size,
  Config: { Env: ['PATH=/usr/bin', 'LAB_TOKEN=hunter2-in-the-image'], Labels },
});

const HISTORY = [
  {
    CreatedBy: 'ENV LAB_TOKEN=hunter2-in-the-image',
    Created: 1_700_000_100,
    Size: 0,
    Comment: 'buildkit.dockerfile.v0',
  },
  {
    CreatedBy: 'RUN |1 NPM_TOKEN=npm-secret-value /bin/sh -c npm ci && npm run build # buildkit',
    Created: 1_700_000_050,
    Size: 48_000_000,
    Comment: 'buildkit.dockerfile.v0',
  },
  { CreatedBy: '/bin/sh -c #(nop) ADD file:0123 in / ', Created: 1_700_000_000, Size: 74_000_000 },
];

function removeRecorded(engine: RecordedEngine, image: RecordedImage, reference: string) {
  const tags = (image.RepoTags ?? []).filter((tag) => tag !== reference);
  const others = engine.images.filter(({ Id }) => Id !== image.Id);
  const isGone = reference === image.Id || tags.length === 0;
  engine.images = isGone ? others : [...others, { ...image, RepoTags: tags }];
  engine.emit(isGone ? 'delete' : 'untag', image.Id);
  return { status: 200, body: [isGone ? { Deleted: image.Id } : { Untagged: reference }] };
}

function tagRecorded(engine: RecordedEngine, image: RecordedImage, name: string) {
  engine.images = engine.images.map((other) => {
    const tags = (other.RepoTags ?? []).filter((tag) => tag !== name);
    return { ...other, RepoTags: other.Id === image.Id ? [...tags, name] : tags };
  });
  engine.emit('tag', image.Id);
  return { status: 201, body: {} };
}

/** An image of a recorded engine; its id follows from its name. */
export function recordedImage(
  name: string | undefined,
  given: { labels?: Record<string, string>; tags?: readonly string[]; size?: number; created?: number } = {},
): RecordedImage {
  const { labels = {}, tags = [], size = 4_500_000, created = 1_700_000_000 } = given;
  const digest = createHash('sha256')
    .update(JSON.stringify([name, labels, created]))
    .digest('hex');
  return {
    Id: `sha256:${digest}`,
    RepoTags: name === undefined ? null : [name, ...tags],
    Labels: Object.keys(labels).length > 0 ? labels : null,
    Size: size,
    Created: created,
  };
}
