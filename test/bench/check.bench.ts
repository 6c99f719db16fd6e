/*
 * How long one check of a Command takes beside its peer: the language service that VS Code validates JSON with, on the
 * same text and against our own schema. The peer knows the schema alone; we say what the server does, and all our rules.
 * Both run as they are shipped.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getLanguageService, TextDocument, type JSONSchema } from 'vscode-json-languageservice';
import { loadBundled } from '../support/bundled';
import { generateCommandText } from '../support/generated-command';
import type * as checkedCode from './checked-code';
import { measure } from '../support/measure';

const URI = 'file:///command.json';
const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../schemas/command.schema.json'), 'utf8'),
) as JSONSchema;

const peer = getLanguageService({});
peer.configure({ validate: true, schemas: [{ uri: 'file:///schema.json', fileMatch: ['*'], schema }] });

async function validateWithPeer(text: string): Promise<number> {
  const document = TextDocument.create(URI, 'json', 1, text);
  return (await peer.doValidation(document, peer.parseJSONDocument(document))).length;
}

async function compare(name: string, size: number, code: typeof checkedCode): Promise<void> {
  const { bindDocument, createCommandDocument, reportOn, serverVerdict } = code;
  const text = generateCommandText(size);
  const document = createCommandDocument(text, 'create');
  const report = reportOn(document);
  if (report.server !== 'accepts' || (await validateWithPeer(text)) > 0) {
    throw new Error(`The generated Command of ${name} is not without faults: ${JSON.stringify(report.problems[0])}`);
  }
  const bound = bindDocument(document);
  const times = await measure(
    [
      [PEER, () => validateWithPeer(text)],
      ['parse', () => createCommandDocument(text, 'create')],
      ['bind', () => bindDocument(document)],
      ["the server's verdict", () => serverVerdict(document, bound)],
      ['all of it, with our rules', () => reportOn(createCommandDocument(text, 'create'))],
    ],
    5,
  );
  console.log(`  ${name}`);
  for (const [step, time] of times) {
    const ratio = (time / (times.get(PEER) ?? NaN)).toFixed(2);
    console.log(`    ${step.padEnd(30)}${time.toFixed(2).padStart(9)} ms   ${ratio}`);
  }
}

const PEER = 'vscode-json-languageservice';

async function compareAll(): Promise<void> {
  const code = (await loadBundled(join(import.meta.dirname, 'checked-code.ts'))) as typeof checkedCode;
  await compare('7 KB', 7_000, code);
  await compare('100 KB', 100_000, code);
  await compare('1 MB', 1_000_000, code);
}

void compareAll();
