import * as vscode from 'vscode';
import { SecretValue } from '../../secrets/secret-value';
import type { EditorSecrets } from '../editor-secrets';
import { secretsOfWorkspace } from '../workspace-secrets';

/** A row of the Secrets view, or whatever else names a secret. */
interface NamedSecret {
  readonly name: string;
}

/** Registers the commands that store and clear secrets, from the Secrets view or from the palette. */
export function registerSecretCommands(secrets: EditorSecrets, log: vscode.LogOutputChannel): vscode.Disposable {
  const register = (id: string, run: (name: string | undefined) => Promise<void>) =>
    vscode.commands.registerCommand(id, async (row?: NamedSecret) => {
      try {
        await run(row?.name);
      } catch (error) {
        log.error('The secret storage failed.', error);
        void vscode.window.showErrorMessage(
          `The editor's secret storage failed: ${(error as Error).message}. Check that the system's keyring is unlocked.`,
        );
      }
    });

  return vscode.Disposable.from(
    register('xnatCommands.setSecret', async (given) => {
      const name = given ?? (await chooseSecret(secrets));
      const value = name && (await askForSecret(name));
      if (name && value) await secrets.set(name, value);
    }),
    register('xnatCommands.clearSecret', async (given) => {
      const name = given ?? (await chooseStoredSecret(secrets));
      if (name === undefined) return;
      const clear = 'Clear';
      const question = `Clear the stored value of “${name}”?`;
      const detail = 'The next launch that needs it asks for it again.';
      if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, clear)) === clear) {
        await secrets.clear(name);
      }
    }),
  );
}

/**
 * Asks for the value of a secret in a password box.
 *
 * @param reason why it is asked for, when the person did not ask to be asked
 * @returns undefined when the person gave up
 */
export async function askForSecret(name: string, reason?: string): Promise<SecretValue | undefined> {
  const text = await vscode.window.showInputBox({
    title: `Secret ${name}`,
    prompt: `${reason ?? ''} It is kept in the editor's secret storage and never shown again.`.trim(),
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => (value === '' ? 'Type the value of the secret.' : undefined),
  });
  return text === undefined || text === '' ? undefined : new SecretValue(text);
}

/** A secret that the workspace's Commands name, or a new name. */
async function chooseSecret(secrets: EditorSecrets): Promise<string | undefined> {
  const listings = await secrets.list([...(await secretsOfWorkspace()).keys()]);
  if (listings.length === 0) return askForName();
  const other = '$(add) Another secret…';
  const chosen = await vscode.window.showQuickPick(
    [
      ...listings.map(({ name, state }) => ({
        label: name,
        description: state === 'stored' ? 'stored' : 'not stored',
      })),
      { label: other },
    ],
    { title: 'Set secret', placeHolder: 'The name of the server property a Command takes it from' },
  );
  return chosen?.label === other ? askForName() : chosen?.label;
}

async function askForName(): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    title: 'Set secret',
    prompt: 'The name of the server property, as in the Command’s "source": { "identifier": … }',
    validateInput: (text) => (text.trim() === '' ? 'Type a name.' : undefined),
  });
  return name?.trim();
}

async function chooseStoredSecret(secrets: EditorSecrets): Promise<string | undefined> {
  const stored = (await secrets.list([])).filter(({ state }) => state === 'stored').map(({ name }) => name);
  if (stored.length === 0) {
    void vscode.window.showInformationMessage('No secret is stored.');
    return undefined;
  }
  return vscode.window.showQuickPick(stored, { title: 'Clear secret' });
}
