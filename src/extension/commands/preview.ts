import { posix } from 'node:path';
import * as vscode from 'vscode';
import { PREVIEW_COMMAND, type LaunchTarget } from '../../server/protocol';
import type { PreviewSources } from '../launch/preview-sources';
import { targetOf } from './command-target';
import { OpenPreviews } from './open-previews';

const SCHEME = 'xnat-preview';
const LAUNCH_FILES = '*.launch.json';
const CHOOSE_WRAPPER_COMMAND = 'xnatCommands.choosePreviewedWrapper';

/** How long a person may pause in typing before the preview follows, in milliseconds. */
const PAUSE_MILLISECONDS = 150;

/** How long data are read before a person is told how far that is, in milliseconds. */
const PATIENCE_MILLISECONDS = 1000;

/**
 * Registers the preview: a read-only document beside a Command or a launch file that says what the launch would be, and
 * follows each change of both. It needs no Docker.
 */
export function registerPreview(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const lensesChanged = new vscode.EventEmitter<void>();
  const waiting = new Map<string, NodeJS.Timeout>();
  const open = new OpenPreviews();

  const followChange = (document: vscode.Uri): void => {
    for (const preview of open.madeOf(document.toString())) {
      clearTimeout(waiting.get(preview));
      waiting.set(
        preview,
        setTimeout(() => changed.fire(vscode.Uri.parse(preview, true)), PAUSE_MILLISECONDS),
      );
    }
  };
  // A launch file that comes or goes beside a Command changes what its preview is made of.
  const watcher = vscode.workspace.createFileSystemWatcher(`**/${LAUNCH_FILES}`, false, true, false);
  const followFolder = (file: vscode.Uri): void => {
    followChange(file);
    const folder = posix.dirname(file.path);
    for (const each of open.documents()) {
      const uri = vscode.Uri.parse(each, true);
      if (posix.dirname(uri.path) === folder) followChange(uri);
    }
  };

  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    async provideTextDocumentContent(uri, cancellation) {
      const { createFolderCache, lastAnswers, previewText, showPreview } = await import('../launch');
      const target = readTarget(uri);
      const source = vscode.Uri.parse(target.uri, true);
      const cancelled = new AbortController();
      const watch = cancellation.onCancellationRequested(() => cancelled.abort());
      const begun = open.begin(uri.toString(), source.toString(), createFolderCache);
      try {
        const document = await vscode.workspace.openTextDocument(source);
        const preview = await whileReading(cancelled, (onProgress) =>
          previewText({ path: source.fsPath, text: document.getText() }, begun.wrapper ?? target.wrapper, {
            textOf: (path) => textOf(source.with({ path: vscode.Uri.file(path).path })),
            launchFilesIn: (folder) => launchFilesIn(source.with({ path: vscode.Uri.file(folder).path })),
            answersFor: (wrapper) => lastAnswers(context.workspaceState, { uri: source, wrapper }) ?? new Map(),
            folders: begun.folders,
            onProgress,
            signal: cancelled.signal,
          }),
        );
        const addresses = preview.follows.map((path) => source.with({ path: vscode.Uri.file(path).path }).toString());
        const follows = new Set([source.toString(), ...addresses]);
        const { text, last } = showPreview(preview, begun.last);
        const wrappers = preview.kind === 'launch' ? preview.wrappers : begun.wrappers;
        open.finish(uri.toString(), begun, { follows, last, wrappers });
        lensesChanged.fire();
        return text;
      } catch (error) {
        if (cancelled.signal.aborted)
          return 'The preview was stopped while it read the data. Ask for it again to go on.\n';
        log.error('The preview failed.', error);
        return `The preview failed: ${(error as Error).message}\n`;
      } finally {
        watch.dispose();
      }
    },
  });

  const command = vscode.commands.registerCommand(PREVIEW_COMMAND, async (argument: unknown) => {
    const target = targetOf(argument) ?? activeLaunchFile();
    if (target === undefined) {
      void vscode.window.showInformationMessage('Open a Command or a launch file to preview its launch.');
      return;
    }
    const uri = previewUri(target);
    if (open.refresh(uri.toString())) changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: false,
    });
  });

  const chooseWrapper = vscode.commands.registerCommand(CHOOSE_WRAPPER_COMMAND, async (argument: unknown) => {
    const address = typeof argument === 'string' ? argument : vscode.window.activeTextEditor?.document.uri.toString();
    const shown = address === undefined ? undefined : open.get(address);
    if (address === undefined || shown === undefined || shown.wrappers.length < 2) {
      void vscode.window.showInformationMessage('Open the preview of a Command with several wrappers to choose one.');
      return;
    }
    const title = 'Wrapper to preview';
    const wrapper = await vscode.window.showQuickPick(shown.wrappers, { title });
    if (wrapper !== undefined && open.choose(address, wrapper)) changed.fire(vscode.Uri.parse(address, true));
  });
  const lenses = vscode.languages.registerCodeLensProvider(
    { scheme: SCHEME },
    {
      onDidChangeCodeLenses: lensesChanged.event,
      provideCodeLenses({ uri }) {
        if ((open.get(uri.toString())?.wrappers.length ?? 0) < 2) return [];
        const command = { title: 'Choose wrapper…', command: CHOOSE_WRAPPER_COMMAND, arguments: [uri.toString()] };
        // Not at the first line: an editor opens scrolled below a lens above it. The second one is blank.
        return [new vscode.CodeLens(new vscode.Range(1, 0, 1, 0), command)];
      },
    },
  );

  return vscode.Disposable.from(
    changed,
    lensesChanged,
    chooseWrapper,
    lenses,
    watcher,
    watcher.onDidCreate(followFolder),
    watcher.onDidDelete(followFolder),
    vscode.workspace.onDidChangeTextDocument(({ document }) => followChange(document.uri)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => open.close(uri.toString())),
    provider,
    command,
    { dispose: () => waiting.forEach((timer) => clearTimeout(timer)) },
  );
}

/** Shows how far the reading of the data is, with Cancel, where it takes long enough for a person to wait. */
async function whileReading<T>(
  cancelled: AbortController,
  run: (onProgress: PreviewSources['onProgress']) => Promise<T>,
): Promise<T> {
  const start = Date.now();
  let show: ((found: number) => void) | undefined;
  let done: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (done = resolve));
  const onProgress = (found: number): void => {
    if (Date.now() - start < PATIENCE_MILLISECONDS) return;
    if (show === undefined) {
      show = () => undefined;
      void vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: 'Preview', cancellable: true },
        (progress, cancellation) => {
          show = (count) => progress.report({ message: `reading the data: ${count} files` });
          cancellation.onCancellationRequested(() => cancelled.abort());
          return ended;
        },
      );
    }
    show(found);
  };
  try {
    return await run(onProgress);
  } finally {
    done();
  }
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return (await vscode.workspace.openTextDocument(uri)).getText();
  } catch {
    return undefined;
  }
}

async function launchFilesIn(folder: vscode.Uri): Promise<readonly string[]> {
  if (folder.scheme === 'untitled') return [];
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    const names = entries.flatMap(([name, type]) =>
      isLaunchFile(name) && type !== vscode.FileType.Directory ? [name] : [],
    );
    return names.sort().map((name) => vscode.Uri.joinPath(folder, name).fsPath);
  } catch {
    return [];
  }
}

function activeLaunchFile(): LaunchTarget | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri !== undefined && isLaunchFile(uri.path) ? { uri: uri.toString() } : undefined;
}

const isLaunchFile = (path: string) => path.endsWith(LAUNCH_FILES.slice(1));

function previewUri(target: LaunchTarget): vscode.Uri {
  const name = vscode.Uri.parse(target.uri, true).path.split('/').at(-1) ?? 'Command';
  // The file's own ending would make the editor take the preview for JSON.
  const wrapper = target.wrapper === undefined ? '' : ` ${target.wrapper.replaceAll('/', '-')}`;
  return vscode.Uri.from({ scheme: SCHEME, path: `/${name}${wrapper} (preview)`, query: JSON.stringify(target) });
}

const readTarget = (uri: vscode.Uri) => JSON.parse(uri.query) as LaunchTarget;
