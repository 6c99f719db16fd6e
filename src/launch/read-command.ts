import { bindDocument, type BoundCommand } from '../command/binding/bind-command';
import { checkCommand } from '../command/check-command';
import { createCommandDocument } from '../command/document/command-document';

/** A Command that the server would take, or why and where it would not. */
export type CommandReading =
  | { readonly ok: true; readonly bound: BoundCommand }
  | { readonly ok: false; readonly reason: string; readonly offset: number };

/** Reads the Command in a document's text. */
export function readCommand(text: string): CommandReading {
  const parsed = createCommandDocument(text, 'create');
  const bound = bindDocument(parsed).commands[0];
  const refusal = checkCommand(parsed).find(({ when, severity }) => when === 'create' && severity === 'error');
  if (bound !== undefined && refusal === undefined) return { ok: true, bound };
  return { ok: false, reason: refusal?.message ?? 'It holds no Command.', offset: refusal?.span.start ?? 0 };
}
