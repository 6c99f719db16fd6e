/*
 * How long completion and hover take beside their peer: the language service that VS Code completes JSON with, on the same
 * text and against our own schema. Both are given the text parsed. The peer knows the schema alone; we know the names, keys
 * and rules of the Command. `first` is the first question after a change, when nothing about the text is remembered.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getLanguageService, TextDocument, type JSONSchema } from 'vscode-json-languageservice';
import { createCommandDocument, type CommandDocument } from '../../src/command/document/command-document';
import { completionsAt } from '../../src/language/completion/complete';
import { hoverAt } from '../../src/language/hover/hover-at';
import { previewCommandLine } from '../../src/resolution/preview-command-line';
import { generateCommandText } from '../support/generated-command';
import { measure } from '../support/measure';

const URI = 'file:///command.json';
const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../schemas/command.schema.json'), 'utf8'),
) as JSONSchema;

const peer = getLanguageService({});
peer.configure({ schemas: [{ uri: 'file:///schema.json', fileMatch: ['*'], schema }] });

const SECONDS_EACH = 2;

/** Places in the text, found by what stands there; the last of its kind, so that nothing is near the start. */
const PLACES = [
  { what: 'completion of a property', kind: 'completion', after: '"as-a-child-of": ', back: 0 },
  { what: 'completion of a name', kind: 'completion', after: '"as-a-child-of": "', back: 0 },
  { what: 'completion in the command line', kind: 'completion', after: '"command-line": "', back: 0 },
  { what: 'hover over a property', kind: 'hover', after: '"as-a-child-of', back: 3 },
  { what: 'hover over a name', kind: 'hover', after: '"as-a-child-of": "', back: -1 },
  { what: 'hover over the command line', kind: 'hover', after: '"command-line": "', back: -1 },
] as const;

async function compare(name: string, size: number): Promise<void> {
  const text = generateCommandText(size);
  const document = createCommandDocument(text, 'create');
  const peerDocument = TextDocument.create(URI, 'json', 1, text);
  const parsed = peer.parseJSONDocument(peerDocument);
  console.log(`  ${name}, ${text.length} characters`);
  for (const { what, kind, after, back } of PLACES) {
    const at = text.lastIndexOf(after);
    if (at < 0) throw new Error(`The generated Command has no ${after}`);
    const offset = at + after.length - back;
    const position = peerDocument.positionAt(offset);
    const ask = (asked: CommandDocument): unknown =>
      kind === 'completion' ? completionsAt(asked, offset) : hoverAt(asked, offset, { previewCommandLine });
    const times = await measure(
      [
        [
          'peer',
          () =>
            kind === 'completion'
              ? peer.doComplete(peerDocument, position, parsed)
              : peer.doHover(peerDocument, position, parsed),
        ],
        ['first', () => ask(asNew(document))],
        ['again', () => ask(document)],
      ],
      SECONDS_EACH,
    );
    const [of = NaN, first = NaN, again = NaN] = times.values();
    const shown = (time: number) => `${time.toFixed(2).padStart(7)} ms (${(time / of).toFixed(2)})`;
    console.log(
      `    ${what.padEnd(32)}first ${shown(first)}   again ${shown(again)}   vscode-json-languageservice ${of.toFixed(2)} ms`,
    );
  }
}

/** The same document, but nothing that is remembered of it. */
function asNew(document: CommandDocument): CommandDocument {
  return { ...document, root: document.root && { ...document.root } };
}

async function compareAll(): Promise<void> {
  await compare('7 KB', 7_000);
  await compare('1 MB', 1_000_000);
}

void compareAll();
