import type { Connection } from 'vscode-languageserver';
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
