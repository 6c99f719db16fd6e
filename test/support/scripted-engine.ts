import type { ContainerEngine, EngineFailure, Outcome } from '../../src/launch/engine';

/** An engine that does as it is told, and remembers what it was asked. */
export interface ScriptedEngine extends ContainerEngine {
  /** Names of the calls with what they are about, in order. */
  readonly calls: readonly string[];
  /** The environment of the container that was created. */
  readonly environment: readonly string[];
}

export const done = <T>(value: T): Promise<Outcome<T>> => Promise.resolve({ ok: true, value });

export const refused = (message: string): Promise<{ ok: false; failure: EngineFailure }> =>
  Promise.resolve({ ok: false, failure: { kind: 'refused', status: 500, message } });

export const lost = (): Promise<{ ok: false; failure: EngineFailure }> =>
  Promise.resolve({
    ok: false,
    failure: { kind: 'lost', endpoint: 'unix:///x', message: 'The connection broke off.' },
  });

/** Nothing happens until the signal fires. */
export const hanging = (signal: AbortSignal): Promise<{ ok: false; failure: EngineFailure }> =>
  new Promise((resolve) => {
    const cancel = () => {
      resolve({ ok: false, failure: { kind: 'cancelled', message: 'Cancelled.' } });
    };
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel);
  });

/** Everything works at once, a container's id is its step, and it prints nothing and exits with 0, but for what is given. */
export function scriptedEngine(script: Partial<ContainerEngine>): ScriptedEngine {
  const calls: string[] = [];
  const environment: string[] = [];
  const note = (call: string) => calls.push(call);
  return {
    pulls: 'before',
    filesSeenBy: 'container',
    calls,
    environment,
    hasImage(image, signal) {
      note(`look for ${image}`);
      return script.hasImage?.(image, signal) ?? done(true);
    },
    pullImage(image, login, onProgress, signal) {
      note(`pull ${image}`);
      return script.pullImage?.(image, login, onProgress, signal) ?? done(undefined);
    },
    watchMemory(id, onSample, signal) {
      note(`measure ${id}`);
      return script.watchMemory?.(id, onSample, signal) ?? done(undefined);
    },
    create(request, signal) {
      note(`create ${request.labels.step}`);
      environment.push(...request.environment.map(([name, value]) => `${name}=${value}`));
      return script.create?.(request, signal) ?? done(request.labels.step);
    },
    countVariables(id, names, signal) {
      note(`count in ${id}`);
      const seen = names.map((destination) => ({ destination, bytes: 1, seenBy: 'container' }) as const);
      return script.countVariables?.(id, names, signal) ?? done(seen);
    },
    start(id, signal) {
      note(`start ${id}`);
      return script.start?.(id, signal) ?? done(undefined);
    },
    followLog(id, sink, signal) {
      note(`log ${id}`);
      return script.followLog?.(id, sink, signal) ?? done(undefined);
    },
    waitForExit(id, signal) {
      note(`wait ${id}`);
      return script.waitForExit?.(id, signal) ?? done({ exitCode: 0, outOfMemory: false, durationMs: 5 });
    },
    stop(id, grace, signal) {
      note(`stop ${id} ${grace}`);
      return script.stop?.(id, grace, signal) ?? done(undefined);
    },
    remove(id, signal) {
      note(`remove ${id}`);
      return script.remove?.(id, signal) ?? done(undefined);
    },
    sees(path, request, signal) {
      note(`see ${path}`);
      return script.sees?.(path, request, signal) ?? done(true);
    },
    createStore(folders, request, signal) {
      note(`store ${folders}`);
      return script.createStore?.(folders, request, signal) ?? refused('no store.');
    },
    openStore(run, folders, signal) {
      note(`open store of ${run} ${folders}`);
      return script.openStore?.(run, folders, signal) ?? refused('no store.');
    },
    putFile(id, path, from, signal) {
      note(`put ${path} into ${id}`);
      return script.putFile?.(id, path, from, signal) ?? done(undefined);
    },
    listRunObjects(run, signal) {
      note(`list ${run ?? 'all'}`);
      return script.listRunObjects?.(run, signal) ?? done([]);
    },
    removeObject({ kind, id }, signal) {
      note(`remove ${kind} ${id}`);
      return script.removeObject?.({ kind, id }, signal) ?? done(undefined);
    },
    goesAway(signal) {
      note('wait for the engine to go');
      return script.goesAway?.(signal) ?? Promise.resolve(undefined);
    },
    listRunContainers(run, signal) {
      note(`list ${run ?? 'all'}`);
      return script.listRunContainers?.(run, signal) ?? done([]);
    },
  };
}
