import type { CodeLens, Connection } from 'vscode-languageserver';
import { codeLenses, type LensAction } from '../language/code-lenses';
import { toRange } from './convert';
import type { DocumentLookup } from './open-document';
import {
  COPY_LABEL_COMMAND,
  LAUNCH_COMMAND,
  LAUNCH_WITH_INPUTS_COMMAND,
  PREVIEW_COMMAND,
  type LaunchTarget,
} from './protocol';

const COMMANDS: Readonly<Record<LensAction, { readonly title: string; readonly command: string }>> = {
  launch: { title: 'Launch', command: LAUNCH_COMMAND },
  'launch-with-inputs': { title: 'Launch with inputs…', command: LAUNCH_WITH_INPUTS_COMMAND },
  preview: { title: 'Preview', command: PREVIEW_COMMAND },
  'copy-label': { title: 'Copy as LABEL', command: COPY_LABEL_COMMAND },
};

/**
 * Answers what a person can do with a Command or a wrapper by a click above it.
 *
 * @param lensesElsewhere those of a document that is no Command
 */
export function registerCodeLenses(
  connection: Connection,
  open: DocumentLookup,
  lensesElsewhere: (uri: string) => Promise<CodeLens[]>,
): void {
  connection.onCodeLens(({ textDocument }): CodeLens[] | Promise<CodeLens[]> => {
    const document = open(textDocument.uri);
    if (document === undefined) return lensesElsewhere(textDocument.uri);
    return codeLenses(document.command).map(({ span, action, pointer, wrapper }) => {
      const target: LaunchTarget = {
        uri: document.text.uri,
        ...(pointer !== '' && { pointer }),
        ...(wrapper !== undefined && { wrapper }),
      };
      return { range: toRange(document.text, span), command: { ...COMMANDS[action], arguments: [target] } };
    });
  });
}
