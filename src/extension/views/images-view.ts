import * as vscode from 'vscode';
import type { DockerConnection, ImageEvent } from '../../docker';
import type { DockerAccess } from '../docker-access';
import { childrenOf, imageNodes, treeItemOf, type ImageNode } from './image-nodes';

const VIEW = 'xnatCommands.images';

/** Context key the view's welcome texts look at: `connected`, `unavailable`, or unset before the first contact. */
const STATE_KEY = 'xnatCommands.docker';

/** How long changes are gathered before the list is asked for again: a build tags and untags in bursts. */
const GATHERING_MILLISECONDS = 200;

/** An engine whose images are shown, and what happens to them. */
interface Following {
  readonly connection: DockerConnection;
  readonly events: AsyncIterable<ImageEvent>;
}

/**
 * Shows the images of the Docker engine, their labels and the Commands within. The engine is first talked to when the view
 * becomes visible; from then on its events keep the view up to date for as long as it stays visible.
 */
export function registerImagesView(docker: DockerAccess, log: vscode.LogOutputChannel): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  let nodes: readonly ImageNode[] = [];
  let following: AbortController | undefined;

  const view = vscode.window.createTreeView<ImageNode>(VIEW, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: treeItemOf,
      getChildren: (node) => [...(node === undefined ? nodes : childrenOf(node))],
    },
  });

  const show = (state: 'connected' | 'unavailable', message: string | undefined, images: readonly ImageNode[]) => {
    nodes = images;
    view.message = message ?? '';
    void vscode.commands.executeCommand('setContext', STATE_KEY, state);
    changed.fire();
  };

  const list = async (connection: DockerConnection, signal: AbortSignal): Promise<boolean> => {
    const images = await connection.listImages(signal);
    if (signal.aborted) return false;
    if (!images.ok) {
      show('unavailable', images.failure.message, []);
      return false;
    }
    show('connected', undefined, imageNodes(images.value));
    return true;
  };

  /** Shows the images; gives what keeps them up to date, or undefined where there is nothing to follow. */
  const connectAndList = async (signal: AbortSignal): Promise<Following | undefined> => {
    const connected = await docker.connect(signal);
    if (signal.aborted) return undefined;
    if (!connected.ok) {
      show('unavailable', connected.failure.message, []);
      return undefined;
    }
    const connection = connected.value;
    // Opened before the list is asked for, so that no change falls between the two.
    const events = await connection.openImageEvents(signal);
    return (await list(connection, signal)) && events.ok ? { connection, events: events.value } : undefined;
  };

  /** Lists anew after changes, until the signal fires or the engine goes away. */
  const follow = async ({ connection, events }: Following, signal: AbortSignal): Promise<void> => {
    let gathering: NodeJS.Timeout | undefined;
    const iterator = events[Symbol.asyncIterator]();
    while (!(await iterator.next()).done) {
      gathering ??= setTimeout(() => {
        gathering = undefined;
        void list(connection, signal);
      }, GATHERING_MILLISECONDS);
    }
    clearTimeout(gathering);
    if (signal.aborted) return;
    show('unavailable', `The Docker engine at ${connection.endpoint.address} has stopped. Start it and try again.`, []);
  };

  const stop = () => {
    following?.abort();
    following = undefined;
  };

  const restart = () => {
    stop();
    if (!view.visible) return;
    following = new AbortController();
    const { signal } = following;
    const listing = vscode.window.withProgress({ location: { viewId: VIEW } }, () => connectAndList(signal));
    Promise.resolve(listing)
      .then((started) => started && follow(started, signal))
      .catch((error: unknown) => log.error('The images view has stopped following the engine.', error));
  };

  const visibility = view.onDidChangeVisibility(restart);
  const endpoint = docker.onDidChangeEndpoint(restart);
  const refresh = vscode.commands.registerCommand('xnatCommands.refreshImages', restart);
  restart();
  return vscode.Disposable.from(view, changed, visibility, endpoint, refresh, { dispose: stop });
}
