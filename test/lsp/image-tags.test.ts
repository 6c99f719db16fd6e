import { deepEqual, equal } from 'node:assert/strict';
import {
  CancellationTokenSource,
  CompletionRequest,
  CompletionTriggerKind,
  type CancellationToken,
  type CompletionContext,
  type CompletionItem,
} from 'vscode-languageserver-protocol';
import { REPOSITORY_TAGS_REQUEST, type RepositoryTagsParams } from '../../src/server/protocol';
import { marked } from '../support/marked-text';
import { TestLanguageServer } from '../support/test-language-server';

const URI = 'file:///commands/command.json';
const INVOKED: CompletionContext = { triggerKind: CompletionTriggerKind.Invoked };

describe('Tags of an image over the protocol', () => {
  let server: TestLanguageServer;
  let asked: string[];

  beforeEach(async () => {
    server = await TestLanguageServer.start();
    asked = [];
  });

  afterEach(() => server.stop());

  /** Has the editor tell tags. */
  function answer(tags: (cancellation: CancellationToken) => Promise<readonly string[]>): void {
    server.client.onRequest(
      REPOSITORY_TAGS_REQUEST,
      ({ repository }: RepositoryTagsParams, cancellation: CancellationToken) => {
        asked.push(repository);
        return tags(cancellation);
      },
    );
  }

  /** Asks for completions at the `|` of a fixture of one line. */
  async function completeAt(fixture: string, context = INVOKED, cancellation?: CancellationToken) {
    const { text, offsets } = marked(fixture);
    await server.open(URI, text);
    return complete(offsets[0]!, context, cancellation);
  }

  async function complete(character: number, context = INVOKED, cancellation?: CancellationToken) {
    const params = { textDocument: { uri: URI }, position: { line: 0, character }, context };
    return (await server.client.sendRequest(CompletionRequest.type, params, cancellation)) as CompletionItem[] | null;
  }

  it('are asked of the editor when the person asks, and replace the tag alone', async () => {
    answer(() => Promise.resolve(['2.0', '1.9']));
    const items = await completeAt('{"image": "ghcr.io/lab/tool:1|.0"}');
    deepEqual(asked, ['ghcr.io/lab/tool']);
    deepEqual(
      items?.map(({ label, filterText, textEdit }) => ({ label, filterText, textEdit })),
      ['2.0', '1.9'].map((tag) => ({
        label: tag,
        filterText: tag,
        textEdit: {
          range: { start: { line: 0, character: 28 }, end: { line: 0, character: 31 } },
          newText: tag,
        },
      })),
    );
  });

  it('are not asked for elsewhere, nor when a character asks for completions', async () => {
    answer(() => Promise.resolve(['2.0']));
    deepEqual(await completeAt('{"image": "ghcr.io/lab/tool|"}'), []);
    const typed = { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter: ':' };
    deepEqual(await completeAt('{"image": "ghcr.io/lab/tool:|"}', typed), []);
    deepEqual(asked, []);
  });

  it('are left out where the editor cannot tell them', async () => {
    await server.tell({ imageNames: ['ghcr.io/lab/tool:1.0'] });
    const items = await completeAt('{"image": "ghcr.io/lab/tool:|"}');
    deepEqual(
      items?.map(({ label }) => label),
      ['ghcr.io/lab/tool:1.0'],
    );
  });

  it('stand where they were asked for, whatever is typed meanwhile', async () => {
    answer(async () => {
      const start = { line: 0, character: 0 };
      await server.change(URI, 2, [{ range: { start, end: start }, text: '\n\n' }]);
      return ['2.0'];
    });
    const items = await completeAt('{"image": "ghcr.io/lab/tool:|"}');
    deepEqual(items?.[0]?.textEdit, {
      range: { start: { line: 0, character: 28 }, end: { line: 0, character: 28 } },
      newText: '2.0',
    });
  });

  it('are given up when the person gives up', async () => {
    const cancelled = new Promise<void>((resolve) => {
      answer(
        (cancellation) =>
          new Promise((settle) => {
            cancellation.onCancellationRequested(() => {
              resolve();
              settle([]);
            });
            giveUp.cancel();
          }),
      );
    });
    const giveUp = new CancellationTokenSource();
    await completeAt('{"image": "ghcr.io/lab/tool:|"}', INVOKED, giveUp.token).catch(() => []);
    await cancelled;
    equal(asked.length, 1);
  });
});
