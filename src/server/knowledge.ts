import type { Connection } from 'vscode-languageserver';
import type { HoverKnowledge } from '../language/hover/hover';
import { KNOWLEDGE_NOTIFICATION, type EditorKnowledge } from './protocol';

/** What the editor has told last; see `EditorKnowledge`. */
export type Knowledge = () => EditorKnowledge;

/** Listens to what the editor tells of images, secrets and the workspace's Commands. What it leaves out stays as it was. */
export function listenForKnowledge(connection: Connection): Knowledge {
  let knowledge: EditorKnowledge = {};
  connection.onNotification(KNOWLEDGE_NOTIFICATION, (told: EditorKnowledge) => {
    knowledge = { ...knowledge, ...told };
  });
  return () => knowledge;
}

/** What hovers tell of the secrets that are stored here; nothing where the editor has not told of any. */
export function secretsForHover({ storedSecrets }: EditorKnowledge): Pick<HoverKnowledge, 'storedSecrets'> {
  return storedSecrets === undefined ? {} : { storedSecrets: new Map(Object.entries(storedSecrets)) };
}
