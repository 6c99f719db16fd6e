import * as vscode from 'vscode';
import type { EndpointSearch } from '../../docker';

/** Warns of a host that takes orders from anybody on the network; whether the person wants it nevertheless. */
export async function confirmOpenHost(search: EndpointSearch): Promise<boolean> {
  const { isOpenToAll, OPEN_TO_ALL } = await import('../../docker');
  const open = search.ok ? search.candidates.find(({ transport }) => isOpenToAll(transport)) : undefined;
  if (open === undefined) return true;
  const use = 'Use it anyway';
  const question = `Use ${open.address} without TLS?`;
  return (await vscode.window.showWarningMessage(question, { modal: true, detail: OPEN_TO_ALL }, use)) === use;
}
