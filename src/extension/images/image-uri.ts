import * as vscode from 'vscode';
import { IMAGE_SCHEME, LABEL_ENDING } from '../../server/protocol';
import { titleOf } from './image-texts';
import type { CommandOfImage, ImageOfHost } from './row';

/** What a read-only document shows. */
export type ShownDocument =
  | (OfImage & { readonly kind: 'command' | 'normalised-command'; readonly index: number })
  | (OfImage & { readonly kind: 'label' | 'inspect' | 'history' })
  /** A Command of the workspace in the form in which two can be compared. */
  | { readonly kind: 'normalised-file'; readonly uri: string };

interface OfImage {
  /** Reference of the Docker host. */
  readonly host: string;
  /** The image's id: what it holds never changes. */
  readonly image: string;
  readonly name: string | undefined;
}

/** The address of the document that shows a Command of an image. */
export function commandUri(command: CommandOfImage, kind: 'command' | 'normalised-command' = 'command'): vscode.Uri {
  const { labelled } = command;
  const file = `${fileName(labelled.command.name ?? 'command')}${kind === 'command' ? '.command.json' : '.json'}`;
  return uriOf(titleOf(command.image.id, command.name), file, { kind, ...ofImage(command), index: labelled.index });
}

const ENDINGS = { label: LABEL_ENDING, inspect: '.inspect.json', history: '.history.txt' } as const;

/** The address of the document that shows an image's label, or what the engine says of the image. */
export function imageUri(image: ImageOfHost, kind: keyof typeof ENDINGS): vscode.Uri {
  const title = titleOf(image.image.id, image.name);
  return uriOf(title, fileName(title) + ENDINGS[kind], { kind, ...ofImage(image) });
}

/** The address of a Command of the workspace in the form to be compared. */
export function normalisedFileUri(uri: vscode.Uri): vscode.Uri {
  const file = uri.path.split('/').at(-1) ?? 'command.json';
  return uriOf('workspace', file.replace(/\.json$/, '.normalised.json'), {
    kind: 'normalised-file',
    uri: uri.toString(),
  });
}

const ofImage = ({ host, image, name }: ImageOfHost): OfImage => ({ host: host.reference, image: image.id, name });

const uriOf = (folder: string, file: string, shown: ShownDocument) =>
  vscode.Uri.from({ scheme: IMAGE_SCHEME, path: `/${folder}/${file}`, query: JSON.stringify(shown) });

export const readImageUri = (uri: vscode.Uri): ShownDocument => JSON.parse(uri.query) as ShownDocument;

/** A name as part of a file's name. */
export const fileName = (name: string): string => name.replaceAll(/[^\w.-]+/g, '-').replace(/^[.-]+/, '') || 'command';
