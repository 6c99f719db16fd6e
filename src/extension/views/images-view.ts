import * as vscode from 'vscode';
import { IMAGE_SCHEME } from '../../server/protocol';
import type { DockerAccess } from '../docker-access';
import type { KnownImages } from '../known-images';
import type { ImageCommandId, ImagesTree, Row } from '../images';
import { withSignal } from '../with-signal';

const VIEW = 'xnatCommands.images';

/** The commands of the view, by the part of their ids behind `xnatCommands.`. */
const COMMAND_IDS: readonly ImageCommandId[] = [
  'chooseDockerHost',
  'useDockerHost',
  'addDockerHost',
  'removeDockerHost',
  'testDockerHost',
  'refreshImages',
  'groupImages',
  'ungroupImages',
  'filterImages',
  'clearImageFilter',
  'findImage',
  'openImageRow',
  'launchFromImage',
  'saveImageCommand',
  'compareImageCommand',
  'copyImageLabel',
  'copyImageName',
  'inspectImage',
  'showImageHistory',
  'pullImageAgain',
  'tagImage',
  'removeImage',
];

export interface ImagesViewServices {
  readonly context: vscode.ExtensionContext;
  readonly docker: DockerAccess;
  /** Is told which images there are. */
  readonly images: KnownImages;
  readonly log: vscode.LogOutputChannel;
}

/**
 * Registers the Images view, its commands and its read-only documents. Their code is loaded, and an engine is first talked
 * to, when the view becomes visible or a command needs it; from then on an engine's events keep the view up to date for as
 * long as it stays visible.
 */
export function registerImagesView({ context, docker, images, log }: ImagesViewServices): vscode.Disposable {
  const changed = new vscode.EventEmitter<Row[] | undefined>();
  let loading: Promise<ImagesTree> | undefined;

  const load = (): Promise<ImagesTree> => {
    loading ??= import('../images').then(
      ({ ImagesTree: Tree }) =>
        new Tree({ treeView: view, changed }, { docker, images, log, storage: context.globalState }),
    );
    return loading;
  };

  const view = vscode.window.createTreeView<Row>(VIEW, {
    canSelectMany: true,
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async (row) => (await load()).getChildren(row),
      getTreeItem: async (row) => (await load()).getTreeItem(row),
      getParent: ({ parent }) => parent,
      resolveTreeItem: async (item, row, cancellation) =>
        withSignal(cancellation, async (signal) => (await load()).resolveTooltip(item, row, signal)),
    },
  });

  const report = (error: unknown) => log.error('The images view failed.', error);
  const followIfVisible = () => {
    if (view.visible)
      load()
        .then((tree) => tree.follow(), report)
        .catch(report);
    else void loading?.then((tree) => tree.rest());
  };

  // Menus hand over the row they are of, keys the one that has the keyboard, the palette none.
  const register = (id: ImageCommandId) =>
    vscode.commands.registerCommand(`xnatCommands.${id}`, async (given?: unknown) => {
      try {
        const { runImageCommand } = await import('../images');
        await runImageCommand(id, { docker, tree: await load(), view }, isRow(given) ? given : undefined);
      } catch (error) {
        log.error(`xnatCommands.${id} failed.`, error);
        void vscode.window.showErrorMessage(`This did not work: ${(error as Error).message}`);
      }
    });

  followIfVisible();
  return vscode.Disposable.from(
    view,
    changed,
    view.onDidChangeVisibility(followIfVisible),
    docker.onDidChangeEndpoint(followIfVisible),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      // Somebody who comes back to the window may have started Docker meanwhile.
      if (focused && view.visible) void loading?.then((tree) => tree.followFailed()).catch(report);
    }),
    registerDocuments(docker),
    ...COMMAND_IDS.map(register),
    { dispose: () => void loading?.then((tree) => tree.rest()) },
  );
}

const isRow = (given: unknown): given is Row => typeof given === 'object' && given !== null && 'content' in given;

/** The read-only documents that show what an image holds. */
function registerDocuments(docker: DockerAccess): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider = vscode.workspace.registerTextDocumentContentProvider(IMAGE_SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri, cancellation) =>
      withSignal(cancellation, async (signal) => {
        const { imageDocumentText } = await import('../images');
        return imageDocumentText(uri, docker, signal);
      }),
  });
  // What an image holds never changes, but a file it is compared with does.
  const follow = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme !== IMAGE_SCHEME) continue;
      const shown = JSON.parse(uri.query) as { readonly kind: string; readonly uri?: string };
      if (shown.kind === 'normalised-file' && shown.uri === document.uri.toString()) changed.fire(uri);
    }
  });
  return vscode.Disposable.from(changed, provider, follow);
}
