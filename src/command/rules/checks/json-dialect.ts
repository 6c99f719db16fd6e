import type { CommandDocument } from '../../document/command-document';
import { pointerOf } from '../../document/navigation';
import type { JsonNode, Span, StringNode } from '../../document/syntax-tree';
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
  if (document.trailing !== undefined) {
    report(
      'json-nonstandard',
      place(document.trailing),
      'The server stops reading before this, but other tools refuse text behind the end of the JSON. Delete it.',
      { unnecessary: true },
    );
  }
}

function firstSingleQuoted({ text, root }: CommandDocument): StringNode | undefined {
  if (root === undefined || !text.includes("'")) return undefined;
  const ahead: JsonNode[] = [root];
  for (let node = ahead.pop(); node !== undefined; node = ahead.pop()) {
    if (node.kind === 'string' && text.charAt(node.start) === "'") return node;
    if (node.kind === 'array') {
      for (let i = node.items.length - 1; i >= 0; i--) ahead.push(node.items[i] ?? root);
    } else if (node.kind === 'object') {
      for (let i = node.properties.length - 1; i >= 0; i--) {
        const property = node.properties[i];
        if (property?.value !== undefined) ahead.push(property.value);
        if (property !== undefined) ahead.push(property.key);
      }
    }
  }
  return undefined;
}
