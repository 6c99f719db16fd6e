import type Dockerode from 'dockerode';
import type { RunLabels, RunObject } from '../launch/engine';
import { LABELS } from './create-body';
import { call, type EngineRequest } from './request';

/** How an object of each kind is listed and removed, in the order in which they can be: what is in use comes last. */
const KINDS: readonly Kind[] = [
  { kind: 'service', list: '/services', path: (id) => `/services/${id}` },
  { kind: 'container', list: '/containers/json', path: (id) => `/containers/${id}`, query: { force: true, v: true } },
  { kind: 'secret', list: '/secrets', path: (id) => `/secrets/${id}` },
  { kind: 'volume', list: '/volumes', path: (id) => `/volumes/${id}`, query: { force: true } },
];

interface Kind {
  readonly kind: RunObject['kind'];
  readonly list: string;
  readonly path: (id: string) => string;
  readonly query?: NonNullable<EngineRequest['query']>;
}

/** An engine that is no manager of a swarm has neither services nor secrets. */
const NO_SWARM = 503;

/** Everything on an engine that one run, or any run of ours, has made. */
export async function listRunObjects(
  client: Dockerode,
  run: string | undefined,
  signal: AbortSignal,
): Promise<readonly RunObject[]> {
  const label = run === undefined ? LABELS.run : `${LABELS.run}=${run}`;
  const lists = await Promise.all(
    KINDS.map(async ({ kind, list }) => {
      const query = { filters: { label: [label] }, ...(kind === 'container' && { all: true }) };
      try {
        return readObjects(kind, await call(client, { method: 'GET', path: list, query }, signal));
      } catch (error) {
        if ((error as { readonly statusCode?: unknown }).statusCode === NO_SWARM) return [];
        throw error;
      }
    }),
  );
  return lists.flat();
}

/** Removes something of ours; what is gone already counts as removed. */
export async function removeObject(
  client: Dockerode,
  { kind, id }: Pick<RunObject, 'kind' | 'id'>,
  signal: AbortSignal,
): Promise<void> {
  const known = KINDS.find((each) => each.kind === kind);
  if (known === undefined) return;
  try {
    await call(client, { method: 'DELETE', path: known.path(id), ...(known.query && { query: known.query }) }, signal);
  } catch (error) {
    const { statusCode, message } = error as { readonly statusCode?: unknown; readonly message?: unknown };
    const isGoneAnyway = statusCode === 404 || (statusCode === 409 && String(message).includes('already in progress'));
    if (!isGoneAnyway) throw error;
  }
}

type Labels = Readonly<Record<string, string>> | null | undefined;

/** Each kind of object has its name and labels in a place of its own. */
interface Listed {
  readonly Id?: string;
  readonly ID?: string;
  readonly Name?: string;
  readonly Labels?: Labels;
  readonly Spec?: { readonly Labels?: Labels };
}

function readObjects(kind: RunObject['kind'], answer: unknown): readonly RunObject[] {
  const list = (kind === 'volume' ? (answer as { readonly Volumes?: unknown }).Volumes : answer) ?? [];
  return (list as readonly Listed[]).map(({ Id, ID, Name, Labels, Spec }) => ({
    kind,
    id: Id ?? ID ?? Name ?? '',
    ...readLabels(Labels ?? Spec?.Labels),
  }));
}

/** What our labels say; empty where one is missing. */
export const readLabels = (labels: Labels): RunLabels => ({
  run: labels?.[LABELS.run] ?? '',
  owner: labels?.[LABELS.owner] ?? '',
  started: labels?.[LABELS.started] ?? '',
  step: labels?.[LABELS.step] ?? 'main',
});
