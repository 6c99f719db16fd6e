import type { Connection, ServerCapabilities } from 'vscode-languageserver';
import { inlayHints } from '../language/inlay-hints';
import { defaultForms } from '../resolution/default-forms';
import { toSpan } from './convert';
import type { EditorSettings } from './editor-settings';
import type { DocumentLookup } from './open-document';
import { INLAY_HINTS_SETTING } from './protocol';

export const INLAY_HINT_CAPABILITIES = { inlayHintProvider: true } satisfies ServerCapabilities;

/** Answers what keys and defaults come to, where the person has switched that on. */
export function registerInlayHints(connection: Connection, open: DocumentLookup, settings: EditorSettings): void {
  connection.languages.inlayHint.on(async ({ textDocument, range }) => {
    if ((await settings.valueOf(textDocument.uri, INLAY_HINTS_SETTING)) !== true) return [];
    const document = open(textDocument.uri);
    if (document === undefined) return [];
    const { text, command } = document;
    return inlayHints(command, toSpan(text, range), defaultForms).map(({ offset, label, tooltip }) => ({
      position: text.positionAt(offset),
      label,
      paddingLeft: true,
      ...(tooltip !== undefined && { tooltip }),
    }));
  });
  settings.onChange(() => {
    // An editor that does not know the request shows the change when it asks the next time.
    connection.languages.inlayHint.refresh().catch(() => undefined);
  });
}
