import * as vscode from 'vscode';
import {
  BUILD_COMMAND,
  COMPARE_LABEL_COMMAND,
  COPY_LABEL_COMMAND,
  LABEL_SCHEME,
  OPEN_LABEL_COMMAND,
  UPDATE_LABEL_COMMAND,
  WRITE_LABEL_COMMAND,
  type LabelTarget,
} from '../../server/protocol';
import type * as labels from '../labels';
import type { LabelServices } from '../labels/label-services';

/** What is loaded on first use. */
type Labels = typeof labels;

/** Registers the commands about labels in Dockerfiles, and the documents that show them; their code is loaded on first use. */
export function registerLabelCommands(services: LabelServices): vscode.Disposable {
  const load = (): Promise<Labels> => import('../labels');

  const register = (id: string, run: (labels: Labels, argument: unknown, selection: unknown) => Promise<void>) =>
    vscode.commands.registerCommand(id, async (argument: unknown, selection: unknown) => {
      try {
        await run(await load(), argument, selection);
      } catch (error) {
        services.log.error(`${id} failed.`, error);
        void vscode.window.showErrorMessage(`That did not work: ${(error as Error).message}`);
      }
    });

  const onTarget = (id: string, run: (labels: Labels, target: LabelTarget) => Promise<void>) =>
    register(id, async (labels, argument) => {
      const { dockerfile } = labels.labelSources(argument, undefined);
      if (labels.isLabelTarget(argument)) await run(labels, argument);
      else if (dockerfile !== undefined) await run(labels, { dockerfile: dockerfile.toString() });
      else void vscode.window.showInformationMessage('Open a Dockerfile first.');
    });

  return vscode.Disposable.from(
    register(COPY_LABEL_COMMAND, (labels, ...what) => labels.copyAsLabel(labels.labelSources(...what))),
    register(WRITE_LABEL_COMMAND, async (labels, ...what) => {
      const sources = labels.labelSources(...what);
      if (sources.commands.length > 0 || sources.dockerfile !== undefined) await labels.writeLabel(sources);
      else void vscode.window.showInformationMessage('Open a Command or a Dockerfile first.');
    }),
    onTarget(UPDATE_LABEL_COMMAND, (labels, { dockerfile }) => labels.updateLabel(vscode.Uri.parse(dockerfile, true))),
    onTarget(OPEN_LABEL_COMMAND, (labels, target) => labels.openLabel(target)),
    onTarget(COMPARE_LABEL_COMMAND, (labels, target) => labels.compareLabel(target)),
    onTarget(BUILD_COMMAND, async (labels, { dockerfile }) => {
      // The menus hide it in Restricted Mode; other extensions and key bindings can still call it.
      if (vscode.workspace.isTrusted) await labels.buildImage(services, vscode.Uri.parse(dockerfile, true));
      else
        void vscode.window.showErrorMessage(
          'An image can only be built in a trusted workspace: a build runs what its Dockerfile says.',
        );
    }),
    registerLabelDocuments(load),
  );
}

/** Shows the Commands of labels as documents that follow their Dockerfile. */
function registerLabelDocuments(load: () => Promise<Labels>): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const follow = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme !== LABEL_SCHEME) continue;
      const { dockerfile, file } = readTarget(uri);
      if ([dockerfile, file].includes(document.uri.toString())) changed.fire(uri);
    }
  });
  const provider = vscode.workspace.registerTextDocumentContentProvider(LABEL_SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: async (uri) => (await load()).labelDocumentText(readTarget(uri)),
  });
  return vscode.Disposable.from(changed, follow, provider);
}

const readTarget = (uri: vscode.Uri) => JSON.parse(uri.query) as LabelTarget;
