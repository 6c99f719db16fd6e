import { spawn } from 'node:child_process';
import * as vscode from 'vscode';
import type { ImageHost } from '../../docker/registry/image-host';
import {
  kubectlLines,
  kubernetesNameFault,
  pullSecretManifest,
  pullSecretTemplate,
  secretNameFor,
  serviceAccountManifest,
  type PullSecretPlace,
} from '../../docker/registry/kubernetes';
import type { ImageHosts } from './host-store';

/** Shows how a Kubernetes cluster gets the login of an image host, or hands it over. No text that is shown has the token. */
export async function showKubernetesText(host: ImageHost, hosts: ImageHosts): Promise<void> {
  const title = `Pull secret for ${host.name}`;
  if (host.username === '') {
    void vscode.window.showInformationMessage(
      `“${host.name}” has no user, so its images are public and Kubernetes needs no pull secret.`,
    );
    return;
  }
  const namespace = await askForName(title, 'namespace', 'The namespace that XNAT’s jobs run in', 'default');
  if (namespace === undefined) return;
  const account = 'The account the jobs’ pods run under: “default”, unless the cluster was set up otherwise';
  const serviceAccount = await askForName(title, 'service account', account, 'default');
  if (serviceAccount === undefined) return;
  const place: PullSecretPlace = { secret: secretNameFor(host), namespace, serviceAccount };

  const manifest = 'Manifest, with the token left out';
  const lines = 'Lines for kubectl, with the token by standard input';
  const apply = 'Hand it to kubectl now';
  const chosen = await vscode.window.showQuickPick(
    [
      { label: manifest, detail: 'Opens YAML to fill in and apply' },
      { label: lines, detail: 'Opens a shell script that asks for the token' },
      {
        label: apply,
        detail: 'Runs kubectl apply in its current context; the stored token goes by standard input alone',
      },
    ],
    { title, placeHolder: 'How Kubernetes gets it' },
  );
  switch (chosen?.label) {
    case manifest:
      return openText('yaml', `${pullSecretTemplate(host, place)}---\n${serviceAccountManifest(place)}`);
    case lines:
      return openText('shellscript', kubectlLines(host, place));
    case apply:
      return applyNow(host, place, hosts);
    default:
  }
}

async function askForName(
  title: string,
  kind: 'namespace' | 'service account',
  prompt: string,
  value: string,
): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt,
    value,
    ignoreFocusOut: true,
    validateInput: (name) => {
      const fault = kubernetesNameFault(name, kind);
      return fault && `A ${kind} ${fault}.`;
    },
  });
}

async function openText(language: string, content: string): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}

async function applyNow(host: ImageHost, place: PullSecretPlace, hosts: ImageHosts): Promise<void> {
  const token = await hosts.token(host);
  if (token === undefined) {
    void vscode.window.showErrorMessage(`No token is stored for “${host.name}”. Edit the image host and type it.`);
    return;
  }
  const apply = 'Apply';
  const question = `Create the pull secret ${place.secret} in the namespace ${place.namespace}?`;
  const detail = `kubectl apply runs in its current context, and makes the pods of the account ${place.serviceAccount} use the secret.`;
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, apply)) !== apply) return;
  const outcome = await kubectlApply(`${pullSecretManifest(host, place, token)}---\n${serviceAccountManifest(place)}`);
  if (outcome === undefined) {
    void vscode.window.showInformationMessage(`Kubernetes has the pull secret ${place.secret} in ${place.namespace}.`);
  } else {
    void vscode.window.showErrorMessage(`kubectl could not apply the pull secret: ${outcome}`);
  }
}

/** @returns why it failed, without what it was given; undefined when it worked */
function kubectlApply(manifest: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn('kubectl', ['apply', '--filename', '-'], { stdio: ['pipe', 'ignore', 'pipe'] });
    let words = '';
    child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()));
    child.on('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'ENOENT' ? 'there is no kubectl on the PATH.' : `${error.message}.`);
    });
    child.on('close', (code) => {
      if (code === 0) resolve(undefined);
      // A parser's complaint may quote the manifest; a server's does not.
      else
        resolve(/error parsing|error validating/i.test(words) ? 'it did not understand the manifest.' : words.trim());
    });
    child.stdin.on('error', () => undefined).end(manifest);
  });
}
