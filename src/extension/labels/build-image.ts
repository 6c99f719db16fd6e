import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { valueOf } from '../../command/document/navigation';
import { argumentsWithoutDefault } from '../../command/label/build-arguments';
import { imageLabelOf, readLabelledDockerfile, type LabelledDockerfile } from '../../command/label/labelled-dockerfile';
import { secretMounts } from '../../command/label/secret-mounts';
import { hasTag } from '../../command/image-reference';
import { isBlank } from '../../command/model/blank';
import { nearFiles } from '../../language/dockerfile-lenses';
import { commandFiles } from '../workspace-files';
import { whyNoImageName } from '../image-name';
import { askForBuildArguments, type BuildArguments } from './build-arguments';
import { buildInTerminal } from './build-in-terminal';
import { gatherBuildSecrets } from './build-secrets';
import { commandsIn } from './label-files';
import type { LabelServices } from './label-services';

/** What a person said in the last build of a Dockerfile. */
interface LastBuild {
  readonly name: string;
  readonly contextFolder: string;
  /** Undefined where an earlier version of the extension noted it. */
  readonly arguments?: BuildArguments;
}

/**
 * Builds the image of a Dockerfile: asks for its name, for arguments without a default, and for the secrets it mounts that
 * are not stored. The output is streamed, masked, to a terminal; at the end the Commands of the new image are told. Ends
 * quietly when the person gives up.
 */
export async function buildImage(services: LabelServices, dockerfile: vscode.Uri): Promise<void> {
  if (dockerfile.scheme !== 'file') {
    void vscode.window.showErrorMessage('Only a Dockerfile on disk can be built. Save it first.');
    return;
  }
  const document = await vscode.workspace.openTextDocument(dockerfile);
  if (document.isDirty && !(await document.save())) return;
  const checked = readLabelledDockerfile(document.getText());
  const title = `Build ${vscode.workspace.asRelativePath(dockerfile)}`;
  const key = `xnatCommands.build.${dockerfile.toString()}`;
  const last = services.state.get<LastBuild>(key);
  const contextFolder = await chooseContext(dockerfile, title, last?.contextFolder);
  if (contextFolder === undefined) return;
  const name = await askForName(title, last?.name ?? (await nameFor(dockerfile, checked)));
  if (name === undefined) return;
  const asked = argumentsWithoutDefault(checked.dockerfile);
  const given = await askForBuildArguments(asked, title, last?.arguments ?? {});
  if (given === undefined) return;
  await services.state.update(key, { name, contextFolder, arguments: given } satisfies LastBuild);
  const secrets = await gatherBuildSecrets(secretMounts(checked.dockerfile), title, services.secrets);
  if (secrets === undefined) return;
  await buildInTerminal(services, {
    title,
    request: { contextFolder, dockerfile: dockerfile.fsPath, name, arguments: given, secrets },
    hasLabel: imageLabelOf(checked) !== undefined,
  });
}

/** The folder to send: that of the Dockerfile, or the workspace's, which many builds expect. */
async function chooseContext(dockerfile: vscode.Uri, title: string, last: string | undefined) {
  const own = dirname(dockerfile.fsPath);
  const workspace = vscode.workspace.getWorkspaceFolder(dockerfile)?.uri.fsPath ?? own;
  if (workspace === own) return own;
  const items = [
    { label: vscode.workspace.asRelativePath(own), description: 'folder of the Dockerfile', folder: own },
    { label: basename(workspace), description: 'folder of the workspace', folder: workspace },
  ];
  const sorted = items.sort((a, b) => Number(b.folder === last) - Number(a.folder === last));
  const placeHolder = 'Choose the folder that COPY takes files from';
  return (await vscode.window.showQuickPick(sorted, { title, placeHolder, ignoreFocusOut: true }))?.folder;
}

function askForName(title: string, value: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: 'Name of the image, with its tag',
    value,
    ignoreFocusOut: true,
    validateInput: (text) => whyNoImageName(text.trim()) ?? whyNoTag(text.trim()),
  });
}

const whyNoTag = (name: string) => (hasTag(name) ? undefined : 'Write a tag behind the name, such as :1.0.');

/** The image that the Command of the label names, or that of the nearest file; else one of the folder's name. */
async function nameFor(dockerfile: vscode.Uri, checked: LabelledDockerfile): Promise<string> {
  const { root } = imageLabelOf(checked)?.document ?? {};
  const labelled = root?.kind === 'array' ? root.items : [];
  const [near] = nearFiles(dockerfile.toString(), await commandFiles());
  const filed = near === undefined ? [] : ((await commandsIn(vscode.Uri.parse(near.uri, true))) ?? []);
  for (const node of [...labelled, ...filed.map((command) => command.node)]) {
    const image = valueOf(node, 'image');
    if (image?.kind === 'string' && !isBlank(image.value)) return image.value;
  }
  const folder = basename(dirname(dockerfile.fsPath)).toLowerCase();
  return `${folder.replaceAll(/[^a-z0-9._-]+/g, '-').replaceAll(/^[._-]+|[._-]+$/g, '') || 'image'}:latest`;
}
