import { isUtf8 } from 'node:buffer';
import { createCommandDocument, type CommandDocument, type CommandMode } from '../command/document/command-document';
import { decodeBody, type DecodedBody } from '../command/document/decode-body';
import { indexLines } from '../command/document/line-index';
import type { Span } from '../command/document/syntax-tree';
import { dockerfileLabels, spanInDockerfile } from '../command/label/dockerfile-labels';
import { looksLikeCommand } from '../command/looks-like-command';
import { isDockerfile, readBytes, type FoundFile } from './found-files';

/** A text to be checked, and the file a person sees it in. */
export interface CommandSource {
  /** As the person named it, or below a folder they named; `-` is standard input. */
  readonly path: string;
  readonly document: CommandDocument;
  /** The text of the file; for a label that of the Dockerfile. */
  readonly fileText: string;
  /** Where a span of the document is in the file. */
  readonly inFile: (span: Span) => Span;
}

/**
 * The Commands in a file: a Dockerfile's labels; of a file that was found in a folder, what looks like a Command.
 *
 * @throws UnreadableError
 */
export function commandSources(file: FoundFile, mode: CommandMode): readonly CommandSource[] {
  const bytes = readBytes(file);
  if (isDockerfile(file.path)) return labelsIn(file.path, bytes);
  const source = wholeFile(file.path, bytes, mode);
  if (file.how === 'named') return [source];
  if (!looksLikeCommand(source.document.root)) return [];
  // A list of Commands is what a label holds.
  return [source.document.root?.kind === 'array' ? { ...source, document: relabelled(source.document) } : source];
}

const relabelled = (document: CommandDocument) => createCommandDocument(document.text, 'label');

function wholeFile(path: string, bytes: Uint8Array, mode: CommandMode): CommandSource {
  const document = createCommandDocument(decoded(bytes), mode);
  return { path, document, fileText: document.text, inFile: (span) => span };
}

/** Nearly every file is plain UTF-8, which Node decodes many times faster than we do. */
function decoded(bytes: Uint8Array): string | DecodedBody {
  const isPlain = isUtf8(bytes) && bytes[0] !== BYTE_ORDER_MARK && !bytes.subarray(0, 4).includes(0);
  return isPlain ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString() : decodeBody(bytes);
}

/** The first byte of one in UTF-8. */
const BYTE_ORDER_MARK = 0xef;

function labelsIn(path: string, bytes: Uint8Array): readonly CommandSource[] {
  const fileText = new TextDecoder().decode(bytes);
  return dockerfileLabels(fileText)
    .filter((label) => label.fate !== 'overridden')
    .map((label) => ({
      path,
      document: createCommandDocument(label.value, 'label'),
      fileText,
      inFile: (span: Span) => spanInDockerfile(label, span),
    }));
}

/** The lines of a source's file, for places as people count them. */
export const linesOf = ({ fileText, document }: CommandSource) =>
  fileText === document.text ? document.lines : indexLines(fileText);
