import { PassThrough } from 'node:stream';
import {
  CodeActionRequest,
  CodeLensRequest,
  ConfigurationRequest,
  CompletionRequest,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  HoverRequest,
  InitializedNotification,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type CodeAction,
  type CodeLens,
  type CompletionItem,
  type Hover,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol/node';
import { createConnection } from 'vscode-languageserver/node';
import { KNOWLEDGE_NOTIFICATION, type EditorKnowledge } from '../../src/server/protocol';
import { startServer } from '../../src/server/server';

/** The language server with a client before it, joined in memory: the real protocol, without an editor. */
export class TestLanguageServer {
  readonly #client: ProtocolConnection;
  readonly #published: PublishDiagnosticsParams[] = [];
  readonly #waiting = new Set<() => void>();
  readonly initialized: InitializeResult;

  /** @param settings what the editor answers when it is asked for settings; undefined: it cannot be asked */
  static async start(settings?: Readonly<Record<string, unknown>>): Promise<TestLanguageServer> {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    startServer(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient))).listen();
    const client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    client.onRequest(ConfigurationRequest.type, ({ items }) => items.map(({ section = '' }) => settings?.[section]));
    client.listen();
    const capabilities = { workspace: { configuration: settings !== undefined } };
    const initialized = await client.sendRequest<InitializeResult>('initialize', { processId: null, capabilities });
    await client.sendNotification(InitializedNotification.type, {});
    return new TestLanguageServer(client, initialized);
  }

  private constructor(client: ProtocolConnection, initialized: InitializeResult) {
    this.#client = client;
    this.initialized = initialized;
    client.onNotification(PublishDiagnosticsNotification.type, (published) => {
      this.#published.push(published);
      this.#waiting.forEach((check) => check());
    });
  }

  /** Everything the server published about a document, oldest first. */
  published(uri: string): readonly PublishDiagnosticsParams[] {
    return this.#published.filter((published) => published.uri === uri);
  }

  async open(uri: string, text: string, languageId = languageOf(uri)): Promise<void> {
    const textDocument = { uri, text, version: 1, languageId };
    await this.#client.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  async change(uri: string, version: number, contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    const textDocument = { uri, version };
    await this.#client.sendNotification(DidChangeTextDocumentNotification.type, { textDocument, contentChanges });
  }

  async close(uri: string): Promise<void> {
    await this.#client.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  /** The problems the server finds in a version of a document, as soon as it has told them. */
  async problems(uri: string, version = 1): Promise<PublishDiagnosticsParams> {
    return this.#until(() =>
      this.#published.find((published) => published.uri === uri && published.version === version),
    );
  }

  /** Waits until the server has taken the document's problems back. */
  async cleared(uri: string): Promise<void> {
    await this.#until(() => {
      const last = this.published(uri).at(-1);
      return last?.version === undefined && last?.diagnostics.length === 0 ? last : undefined;
    });
  }

  async quickFixes(uri: string, range: Range): Promise<readonly CodeAction[]> {
    const context = { diagnostics: [] };
    const actions = await this.#client.sendRequest(CodeActionRequest.type, { textDocument: { uri }, range, context });
    return (actions ?? []).filter((action): action is CodeAction => 'kind' in action);
  }

  async completions(uri: string, position: Position): Promise<readonly CompletionItem[]> {
    const answer = await this.#client.sendRequest(CompletionRequest.type, { textDocument: { uri }, position });
    return Array.isArray(answer) ? answer : (answer?.items ?? []);
  }

  async hover(uri: string, position: Position): Promise<Hover | null> {
    return this.#client.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
  }

  /** Tells the server what an editor knows outside the texts. */
  async tell(knowledge: EditorKnowledge): Promise<void> {
    await this.#client.sendNotification(KNOWLEDGE_NOTIFICATION, knowledge);
  }

  async codeLenses(uri: string): Promise<readonly CodeLens[]> {
    return (await this.#client.sendRequest(CodeLensRequest.type, { textDocument: { uri } })) ?? [];
  }

  /** For what has no method of its own here. */
  get client(): Pick<ProtocolConnection, 'sendRequest' | 'sendNotification' | 'onRequest'> {
    return this.#client;
  }

  async stop(): Promise<void> {
    await this.#client.sendRequest(ShutdownRequest.type);
    this.#client.dispose();
  }

  async #until<T>(find: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const check = () => {
        const found = find();
        if (found === undefined) return;
        this.#waiting.delete(check);
        resolve(found);
      };
      this.#waiting.add(check);
      check();
    });
  }
}

/** The language that an editor gives to a file by its name. */
function languageOf(uri: string): string {
  return uri.endsWith('.launch.json') ? 'xnat-launch' : 'xnat-command';
}
