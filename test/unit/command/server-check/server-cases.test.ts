import assert from 'node:assert/strict';
import { createCommandDocument, type CommandMode } from '../../../../src/command/document/command-document';
import { decodeBody } from '../../../../src/command/document/decode-body';
import { serverVerdict } from '../../../../src/command/server-check/server-verdict';
import { needsSharedData, readSharedLines } from '../../../support/shared-data';

/** One body and what the server's own code made of it. */
interface ServerCase {
  readonly id: string;
  readonly text?: string;
  readonly b64?: string;
  readonly server: 'accept' | 'reject';
  readonly stage: 'parse' | 'validate' | 'exception' | null;
  readonly errors: readonly string[];
  /** What reading it as a stored Command gives, where that differs. */
  readonly direct?: { readonly parse: 'ok' | 'error'; readonly errors: readonly string[] };
}

/** Where a reference is blank, the server says so, and besides that it does not know what is meant. */
const SAID_TWICE = new Set([
  'derived-from-blank',
  'handler-output-blank',
  'handler-target-blank',
  'output-mount-blank',
]);

function check(row: ServerCase, mode: CommandMode) {
  const bytes = row.text === undefined ? Buffer.from(row.b64 ?? '', 'base64') : Buffer.from(row.text, 'utf8');
  return serverVerdict(createCommandDocument(decodeBody(bytes), mode));
}

describe('serverVerdict, against what the server said', function () {
  this.timeout(60_000);
  needsSharedData();
  let rows: readonly ServerCase[] = [];
  before(() => {
    rows = readSharedLines('cases/validate.jsonl') as readonly ServerCase[];
  });

  it('agrees on acceptance, stage and messages of every body that creates a Command', () => {
    const found = rows.map((row) => {
      const { server, refusedAt, messages } = check(row, 'create');
      return { id: row.id, server, refusedAt, messages };
    });
    const expected = rows.map((row) => ({
      id: row.id,
      server: row.server === 'accept' ? 'accepts' : 'refuses',
      refusedAt: row.stage,
      messages: row.errors,
    }));
    assertAgree(found, expected);
  });

  it('agrees on the messages of every body that updates a Command', () => {
    // An exception's messages are those of creation, which an update does not go through.
    const comparable = rows.filter((row) => row.stage !== 'exception' || row.direct !== undefined);
    const found = comparable.map((row) => {
      const { refusedAt, messages } = check(row, 'update');
      return { id: row.id, parse: refusedAt === 'parse' ? 'error' : 'ok', messages };
    });
    const expected = comparable.map((row) => ({
      id: row.id,
      parse: row.direct?.parse ?? (row.stage === 'parse' ? 'error' : 'ok'),
      messages: row.direct?.errors ?? row.errors,
    }));
    assertAgree(found, expected);
  });

  it('has a problem for each message of the server', () => {
    for (const row of rows.filter(({ stage }) => stage === 'validate')) {
      const { problems } = check(row, 'create');
      const blank = problems.filter(({ code }) => SAID_TWICE.has(code)).length;
      assert.equal(problems.length + blank, row.errors.length, row.id);
    }
  });

  it('has a problem for every refusal and none for an accepted body', () => {
    for (const row of rows) {
      const { server, problems } = check(row, 'create');
      assert.equal(problems.length > 0, server === 'refuses', row.id);
    }
  });
});

/** One failing case is enough to show; all of them are counted. */
function assertAgree(found: readonly { id: string }[], expected: readonly { id: string }[]): void {
  assert.ok(expected.length > 1000, 'there are cases');
  const differing = expected.flatMap((row, i) => (JSON.stringify(row) === JSON.stringify(found[i]) ? [] : [i]));
  const [first] = differing;
  if (first !== undefined) {
    assert.deepEqual(found[first], expected[first], `${differing.length} of ${expected.length} differ`);
  }
}
