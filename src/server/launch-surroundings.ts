import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createCommandDocument, type CommandDocument } from '../command/document/command-document';
import { decodeBody } from '../command/document/decode-body';
import type { PathEntry } from '../language/launch-file/complete-paths';
import {
  launchPaths,
  type LaunchedDocument,
  type LaunchSurroundings,
  type PathKind,
} from '../language/launch-file/launch-surroundings';
import { pathOf } from './file-address';
import type { OpenDocument } from './open-document';

/** A file larger than this is no Command that anybody wrote. */
const LARGEST_BYTES = 10_000_000;

/** More than so many entries of a folder nobody chooses from. */
const MOST_ENTRIES = 1000;

/** Looks at what is around a launch file: its Command as it stands in the editor, else on disk, and the files it names. */
export interface LaunchFileSurroundings {
  of(document: OpenDocument): Promise<LaunchSurroundings>;
  /** What is in a folder, by its path relative to the launch file; nothing where it cannot be read. */
  entries(document: OpenDocument, folder: string): Promise<readonly PathEntry[]>;
  /** The address of a file that a launch file names; undefined where it is not on disk. */
  addressOf(document: OpenDocument, path: string): string | undefined;
}

/** @param openDocuments all that are open in the editor, which are looked at before the disk */
export function createLaunchFileSurroundings(openDocuments: () => readonly OpenDocument[]): LaunchFileSurroundings {
  const parsed = new Map<string, { readonly text: string; readonly document: CommandDocument }>();

  const readDocument = async (path: string): Promise<CommandDocument | undefined> => {
    try {
      if ((await stat(path)).size > LARGEST_BYTES) return undefined;
      const body = decodeBody(await readFile(path));
      const known = parsed.get(path);
      if (known?.text === body.text) return known.document;
      const document = createCommandDocument(body, 'create');
      parsed.set(path, { text: body.text, document });
      return document;
    } catch {
      return undefined;
    }
  };

  const find = async (path: string): Promise<LaunchedDocument | undefined> => {
    const open = openDocuments().find(({ text }) => pathOf(text.uri) === path);
    if (open !== undefined) return { uri: open.text.uri, document: open.command };
    const document = await readDocument(path);
    return document && { uri: pathToFileURL(path).href, document };
  };

  const absolute = ({ text }: OpenDocument, path: string): string | undefined => {
    const own = pathOf(text.uri);
    return own === undefined || path.includes('\0') ? undefined : resolve(dirname(own), path);
  };

  return {
    async of(document) {
      const kinds = new Map<string, PathKind>();
      const paths = launchPaths(document.command.root);
      for (const { node } of paths) {
        const path = absolute(document, node.value);
        if (path !== undefined && !kinds.has(node.value)) kinds.set(node.value, await kindOf(path));
      }
      const named = paths.find(({ leadsTo }) => leadsTo === 'command');
      const path = named === undefined || named.node.value === '' ? undefined : absolute(document, named.node.value);
      return {
        command: path === undefined ? undefined : await find(path),
        kindOf: (asked) => kinds.get(asked) ?? 'unknown',
      };
    },
    async entries(document, folder) {
      const path = absolute(document, folder === '' ? '.' : folder);
      if (path === undefined) return [];
      try {
        const entries = await readdir(path, { withFileTypes: true });
        return entries
          .slice(0, MOST_ENTRIES)
          .map((entry) => ({ name: entry.name, kind: entry.isDirectory() ? 'folder' : 'file' }));
      } catch {
        return [];
      }
    },
    addressOf(document, path) {
      const file = absolute(document, path);
      return file === undefined ? undefined : pathToFileURL(file).href;
    },
  };
}

async function kindOf(path: string): Promise<PathKind> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unknown';
  }
}
