import { posix } from 'node:path';
import type { DataEntry, DataFiles, IndexOptions } from '../../src/launch/data/data-files';

/** Files by path, each with its content. */
export type DataTree = Readonly<Record<string, string | Uint8Array>>;

/** A tree in memory, read as a disk would be. */
export function treeFiles(tree: DataTree): DataFiles {
  const folders = new Map<string, Map<string, DataEntry>>();
  for (const [path, content] of Object.entries(tree)) {
    let entry: DataEntry = { kind: 'file', name: posix.basename(path), size: content.length };
    for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
      const entries = folders.get(folder) ?? new Map<string, DataEntry>();
      folders.set(folder, entries.set(entry.name, entry));
      if (folder === '/') break;
      entry = { kind: 'folder', name: posix.basename(folder) };
    }
  }
  return {
    isFolder: (path) => Promise.resolve(folders.has(path)),
    list: (folder) => Promise.resolve([...(folders.get(folder)?.values() ?? [])]),
    readStart: (file, length) => {
      const content = tree[file];
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      return Promise.resolve(bytes?.subarray(0, length));
    },
  };
}

export function indexOptions(tree: DataTree, more: Partial<IndexOptions> = {}): IndexOptions {
  return {
    files: treeFiles(tree),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    viewFolder: '/view',
    ...more,
  };
}

/** A DICOM file with these elements, `ggggeeee` to text, and what an image would have behind them. */
export function dicomFile(elements: Readonly<Record<string, string>>): Uint8Array {
  const bytes: number[] = [...new Array<number>(128).fill(0), ...Buffer.from('DICM')];
  const add = (tag: string, vr: string, value: string): void => {
    const padded = value.length % 2 === 0 ? value : `${value} `;
    const group = Number.parseInt(tag.slice(0, 4), 16);
    const element = Number.parseInt(tag.slice(4), 16);
    bytes.push(group & 255, group >> 8, element & 255, element >> 8, ...Buffer.from(vr));
    bytes.push(padded.length & 255, padded.length >> 8, ...Buffer.from(padded));
  };
  add('00020010', 'UI', '1.2.840.10008.1.2.1\0');
  for (const tag of Object.keys(elements).sort()) add(tag, 'LO', elements[tag] ?? '');
  add('00200011', 'IS', '3');
  return Uint8Array.from(bytes);
}
