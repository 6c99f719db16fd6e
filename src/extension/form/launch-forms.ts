import { randomBytes } from 'node:crypto';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import * as vscode from 'vscode';
import { nodeDataFiles } from '../../launch/data/node-data-files';
import type { LaunchInput } from '../../launch-file/launch-file';
import {
  readFormState,
  readPageMessage,
  type FieldValues,
  type FormTarget,
  type HostMessage,
  type SecretDelivery,
} from '../../webview/protocol';
import type { EditorSecrets } from '../editor-secrets';
import { kindOf } from '../launch/ask-choices';
import { formHtml } from './form-html';
import { onFileChange } from './file-watch';
import { FormSession, type FormTools } from './form-session';
import { FORM_VIEW_TYPE } from './view-type';
import { readFormSource, type FormSource } from './form-source';

/** What the forms need of the rest of the extension. */
export interface FormServices {
  readonly extensionUri: vscode.Uri;
  readonly secrets: EditorSecrets;
  readonly log: vscode.LogOutputChannel;
  /** Launches with what a form gives. */
  launch(target: FormTarget, answers: ReadonlyMap<string, LaunchInput>): Promise<void>;
  /** Saves it as a launch file. */
  save(target: FormTarget, answers: ReadonlyMap<string, LaunchInput>): Promise<void>;
}

/** The open launch forms, one for each wrapper. */
export class LaunchForms {
  private readonly open = new Map<string, { readonly panel: vscode.WebviewPanel; readonly session: FormSession }>();

  constructor(private readonly services: FormServices) {}

  /**
   * Shows the form of a wrapper: the one that is open, with other values where such are given, or a new one.
   *
   * @param values what a new form starts with
   */
  show(target: FormTarget, values: FieldValues): void {
    const known = this.open.get(keyOf(target));
    if (known !== undefined) {
      known.panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(FORM_VIEW_TYPE, titleOf(target), vscode.ViewColumn.Active);
    this.fill(panel, target, values);
  }

  /** Fills a panel that the editor has kept over a restart; closes it when it cannot tell what it was. */
  revive(panel: vscode.WebviewPanel, state: unknown): void {
    const kept = readFormState(state);
    if (kept === undefined) panel.dispose();
    else this.fill(panel, kept.target, kept.values);
  }

  private fill(panel: vscode.WebviewPanel, target: FormTarget, values: FieldValues): void {
    const { extensionUri, secrets } = this.services;
    const { webview } = panel;
    const dist = vscode.Uri.joinPath(extensionUri, 'dist');
    const session = new FormSession(target, values, this.toolsFor(webview, target));
    this.open.set(keyOf(target), { panel, session });
    const refresh = () => void session.refresh();
    const watches = vscode.Disposable.from(
      webview.onDidReceiveMessage((data: unknown) => {
        const message = readPageMessage(data);
        if (message !== undefined) void session.receive(message);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === target.uri) refresh();
      }),
      onFileChange(vscode.Uri.parse(target.uri, true), refresh),
      secrets.onDidChange(refresh),
    );
    panel.onDidDispose(() => {
      this.open.delete(keyOf(target));
      session.dispose();
      watches.dispose();
    });
    panel.title = titleOf(target);
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    webview.html = formHtml({
      script: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'form.js')).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'form.css')).toString(),
      cspSource: webview.cspSource,
      nonce: randomBytes(16).toString('hex'),
    });
  }

  private toolsFor(webview: vscode.Webview, target: FormTarget): FormTools {
    const { services } = this;
    const folder = dirname(vscode.Uri.parse(target.uri, true).fsPath);
    const resolvePath = (path: string) => resolve(folder, path);
    return {
      // A page that is closed while it is told something needs it no more.
      post: (message: HostMessage) => void webview.postMessage(message),
      readSource: () => readSource(target),
      resolvePath,
      files: nodeDataFiles,
      kindOf,
      listSecrets: (names) => services.secrets.list(names),
      async browse(kind, label, current) {
        const path = await browse(kind, label, resolvePath(current));
        return path && relativeInside(folder, path);
      },
      launch: (answers) => services.launch(target, answers),
      save: (answers) => services.save(target, answers),
      async setSecret(name) {
        await vscode.commands.executeCommand('xnatCommands.setSecret', { name });
      },
      secretDelivery: () => deliveryIn(vscode.workspace.getConfiguration()),
      chooseDelivery,
      report(error) {
        services.log.error('The launch form failed.', error);
        void vscode.window.showErrorMessage(`The launch form failed: ${(error as Error).message}`);
      },
    };
  }
}

/** A path relative to the Command's folder where it lies in there, so that it means the same on another machine. */
function relativeInside(folder: string, path: string): string {
  const way = relative(folder, path);
  return way === '' || way.startsWith('..') || isAbsolute(way) ? path : way;
}

const DELIVERY_SETTING = 'xnatCommands.launch.secretDelivery';

const deliveryIn = (configuration: vscode.WorkspaceConfiguration): SecretDelivery =>
  configuration.get(DELIVERY_SETTING) === 'file' ? 'file' : 'environment';

async function chooseDelivery(): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const items: readonly (vscode.QuickPickItem & { readonly delivery: SecretDelivery })[] = [
    { label: 'Environment variables', description: 'as the Container Service does', delivery: 'environment' },
    { label: 'Files in /run/secrets', description: 'in memory, to try the safer way', delivery: 'file' },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'How test launches give secrets',
    placeHolder: `Now: ${items.find(({ delivery }) => delivery === deliveryIn(configuration))?.label ?? ''}`,
  });
  if (chosen === undefined) return;
  const isInFolder = vscode.workspace.workspaceFolders !== undefined;
  const target = isInFolder ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await configuration.update(DELIVERY_SETTING, chosen.delivery, target);
}

const keyOf = ({ uri, wrapper }: FormTarget) => `${uri} ${wrapper}`;

const titleOf = ({ wrapper }: FormTarget) => `Launch ${wrapper}`;

/** The Command as it stands in the editor, and its wrapper. */
async function readSource({ uri, wrapper }: FormTarget): Promise<FormSource> {
  const address = vscode.Uri.parse(uri, true);
  const name = vscode.workspace.asRelativePath(address);
  let document;
  try {
    document = await vscode.workspace.openTextDocument(address);
  } catch {
    return { kind: 'obstacle', message: `${name} cannot be read.` };
  }
  // The editor goes on to hold the text of a file that is gone for a while.
  if (address.scheme === 'file' && !document.isDirty && (await kindOf(address.fsPath)) === 'nothing') {
    const message = `${name} is not there any more. If it has another name now, click Launch there.`;
    return { kind: 'obstacle', message };
  }
  return readFormSource(document.getText(), name, wrapper);
}

async function browse(kind: 'folder' | 'file', label: string, start: string): Promise<string | undefined> {
  const isThere = (await kindOf(start)) !== 'nothing';
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: label,
      openLabel: kind === 'folder' ? 'Choose folder' : 'Choose file',
      canSelectFiles: kind === 'file',
      canSelectFolders: kind === 'folder',
      ...(isThere && { defaultUri: vscode.Uri.file(start) }),
    })) ?? [];
  return chosen?.fsPath;
}
