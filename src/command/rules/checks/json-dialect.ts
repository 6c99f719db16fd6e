import type { CommandDocument } from '../../document/command-document';
import { nodeAt, pointerOf } from '../../document/navigation';
import type { JsonNode, Span } from '../../document/syntax-tree';
import type { Report } from '../create-problem';

/**
 * What the server reads although it is not JSON: single quotes, `#` comments, and text after the end. Each kind is
 * reported once, at its first place.
 */
export function checkJsonDialect(document: CommandDocument, report: Report): void {
  if (document.root === undefined) return;
  const place = (span: Span, pointer = ''): { pointer: string; span: Span } => ({ pointer, span });
  const single = firstSingleQuoted(document);
  if (single !== undefined) {
    report(
      'json-nonstandard',
      place(single, pointerOf(single)),
      'The server reads single quotes, but they are not JSON: the web editor and most other tools refuse the text. Use ' +
        'double quotes.',
    );
  }
  const [comment] = document.comments;
  if (comment !== undefined && document.text.charAt(comment.start) === '#') {
    report(
      'json-nonstandard',
      place(comment),
      'The server reads over "#" comments, but they are not JSON: the web editor and most other tools refuse the text. ' +
        'They are lost when the Command is stored. Delete them.',
    );
  }
  checkLostCharacter(document, report);
  if (document.trailing !== undefined && !isLeftOver(document, document.trailing.start)) {
    report(
      'json-nonstandard',
      place(document.trailing),
      'The server stops reading before this, but other tools refuse text behind the end of the JSON. Delete it.',
      { unnecessary: true },
    );
  }
}

/** Whether what stands there is behind the end of the JSON only because a fault before it made that end come too early. */
function isLeftOver({ text, syntaxFaults }: CommandDocument, start: number): boolean {
  return syntaxFaults.length > 0 && /[\]},]/.test(text.charAt(start));
}

/** What an editor shows for bytes that are no text. Where the bytes are known, the server's own check says it. */
function checkLostCharacter({ text, root, syntaxFaults }: CommandDocument, report: Report): void {
  const start = text.indexOf('\ufffd');
  if (start < 0 || syntaxFaults.some(({ span }) => span.start <= start && start <= span.end)) return;
  const node = nodeAt(root, start)?.node;
  report(
    'lost-character',
    { pointer: node === undefined ? '' : pointerOf(node), span: { start, end: start + 1 } },
    'U+FFFD stands for bytes that are no text in the encoding they were read in. In a file that is not UTF-8 the server ' +
      'refuses them; otherwise it stores U+FFFD itself. Write the character meant, and save the file as UTF-8.',
  );
}

/** A string can only start behind one of these, or at the start of the text. */
const BEFORE_A_STRING = new Set(['', '{', '[', ',', ':']);

function firstSingleQuoted({ text, root, comments }: CommandDocument): JsonNode | undefined {
  for (let at = text.indexOf("'"); at >= 0; at = text.indexOf("'", at + 1)) {
    let before = at - 1;
    while (before >= 0 && /\s/.test(text.charAt(before))) before--;
    // Behind a comment, anything can stand before it.
    if (comments.length === 0 && !BEFORE_A_STRING.has(text.charAt(before))) continue;
    const node = nodeAt(root, at)?.node;
    if (node?.kind === 'string' && node.start === at) return node;
  }
  return undefined;
}
