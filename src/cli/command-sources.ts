import { isUtf8 } from 'node:buffer';
import { basename } from 'node:path';
import { createCommandDocument, type CommandDocument, type CommandMode } from '../command/document/command-document';
import { decodeBody, type DecodedBody } from '../command/document/decode-body';
import { looksForeign, looksLikeCommand } from '../command/looks-like-command';
import type { FoundFile } from './found-files';

/** The file names that the editor, too, takes for those of Commands. */
const COMMAND_NAME = /(?:^|[._-])command\.json$/;

/** The text of a file as one Command, or as a label's list; undefined where it is none, in a file that was only found. */
export function commandIn({ path, how }: FoundFile, bytes: Uint8Array, mode: CommandMode): CommandDocument | undefined {
  const document = createCommandDocument(decoded(bytes), mode);
  if (how === 'named') return document;
  if (!looksLikeCommand(document.root)) {
    // One that is too broken to be known by what is in it must not pass in silence.
    return COMMAND_NAME.test(basename(path)) && !looksForeign(document.root) ? document : undefined;
  }
  // A list of Commands is what a label holds.
  return document.root?.kind === 'array' ? createCommandDocument(document.text, 'label') : document;
}

/** Nearly every file is plain UTF-8, which Node decodes many times faster than we do. */
function decoded(bytes: Uint8Array): string | DecodedBody {
  const isPlain = isUtf8(bytes) && bytes[0] !== BYTE_ORDER_MARK && !bytes.subarray(0, 4).includes(0);
  return isPlain ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString() : decodeBody(bytes);
}

/** The first byte of one in UTF-8. */
const BYTE_ORDER_MARK = 0xef;
