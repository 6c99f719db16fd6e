import { readFile } from 'node:fs/promises';
import Module from 'node:module';
import { join } from 'node:path';

/** What a person answers, in the order they are asked, and what they were told. */
export interface StandInPerson {
  /** Each notification, box and list, as `kind: words`. */
  readonly told: string[];
  /** For boxes and lists, by their title or message; undefined gives up. */
  readonly answers: Map<string, string>;
  readonly settings: Map<string, unknown>;
  /** What terminals show. */
  readonly terminal: () => string;
  /** Closes the last terminal: the person does, or the window as it goes. */
  readonly closeTerminal: (by: 'the person' | 'the window') => void;
  /** What the extension has registered, by its id. */
  readonly registered: Map<string, (...given: readonly unknown[]) => unknown>;
  /** What fills the last view that was made. */
  readonly tree: () => StandInTree;
  /** Selects rows of the views that were made. */
  readonly select: (...rows: readonly unknown[]) => void;
  /** Commands that were run, with what they were handed. */
  readonly commands: (readonly [id: string, ...rest: readonly unknown[]])[];
  /** Forgets all of it, for the next test. */
  readonly forget: () => void;
}

/** Rows of a view. */
export interface StandInTree {
  getChildren(node?: unknown): readonly unknown[];
  getTreeItem(node: unknown): {
    readonly label: string;
    readonly tooltip?: string;
    readonly command?: { readonly command: string; readonly arguments: readonly unknown[] };
  };
}

/** As much of a box as is looked at. */
interface StandInBox {
  readonly title: string;
  readonly prompt: string;
  readonly validateInput?: (
    text: string,
  ) => { readonly message: string; readonly severity: number } | string | undefined;
}

/** As much of an address as the extension's launch code looks at. */
class Uri {
  private constructor(
    readonly scheme: string,
    readonly path: string,
    readonly query: string,
  ) {}

  get fsPath(): string {
    return this.path;
  }

  static file(path: string): Uri {
    return new Uri('file', path, '');
  }

  static from({ scheme, path, query }: Pick<Uri, 'scheme' | 'path' | 'query'>): Uri {
    return new Uri(scheme, path, query);
  }

  static parse(text: string): Uri {
    const { protocol, pathname, search } = new URL(text);
    return new Uri(protocol.slice(0, -1), decodeURIComponent(pathname), search.slice(1));
  }

  static joinPath({ scheme, path }: Uri, ...parts: readonly string[]): Uri {
    return new Uri(scheme, join(path, ...parts), '');
  }

  toString(): string {
    return `${this.scheme}://${encodeURI(this.path)}`;
  }
}

class EventEmitter<T> {
  private readonly listeners = new Set<(value: T) => void>();

  readonly event = (listener: (value: T) => void) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of this.listeners) listener(value);
  }

  dispose(): void {
    this.listeners.clear();
  }
}

/** What is made, and never looked into. */
class Nothing {
  readonly made = true;

  appendText(): this {
    return this;
  }
}

class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

class Range {
  constructor(
    readonly start: Position,
    readonly end: Position,
  ) {}
}

class TreeItem {
  constructor(
    readonly label: string,
    readonly collapsibleState: number,
  ) {}
}

const disposable = { dispose: () => undefined };

/** The loader of Node that every `require` goes through; its types leave it out. */
interface Loader {
  _load: (this: unknown, request: string, ...rest: readonly unknown[]) => unknown;
}

/**
 * Stands in for the editor that the extension's code asks for as `vscode`, for tests of what a launch asks and tells. Files
 * are those of the disk.
 *
 * @returns the person before it, and what puts the loader back and forgets what was loaded for this person
 */
export function standInForEditor(): { readonly person: StandInPerson; readonly restore: () => void } {
  let shown = '';
  let tree: StandInTree | undefined;
  let selection: readonly unknown[] = [];
  let terminal: object = {};
  let onClosed: (closed: object) => void = () => undefined;
  const person: StandInPerson = {
    told: [],
    answers: new Map(),
    settings: new Map(),
    terminal: () => shown,
    closeTerminal(by) {
      onClosed(Object.assign(terminal, { exitStatus: { reason: by === 'the window' ? 1 : 3 } }));
    },
    registered: new Map(),
    tree() {
      if (tree === undefined) throw new Error('No view was made.');
      return tree;
    },
    select(...rows) {
      selection = rows;
    },
    commands: [],
    forget() {
      shown = '';
      selection = [];
      person.told.length = 0;
      person.commands.length = 0;
      person.answers.clear();
      person.settings.clear();
    },
  };
  const tell =
    (kind: string) =>
    (message: string, ...rest: readonly unknown[]) => {
      person.told.push(`${kind}: ${message}`);
      const answer = person.answers.get(message);
      return Promise.resolve(rest.find((each) => each === answer));
    };
  const configuration = (section?: string) => ({
    get: (name: string, otherwise?: unknown) =>
      person.settings.get(section === undefined ? name : `${section}.${name}`) ?? otherwise,
  });
  const neverCancelled = {
    isCancellationRequested: false,
    onCancellationRequested: () => ({ dispose: () => undefined }),
  };
  const vscode = {
    Uri,
    EventEmitter,
    ThemeIcon: Nothing,
    ThemeColor: Nothing,
    TerminalExitReason: { Shutdown: 1, User: 3 },
    MarkdownString: Nothing,
    TreeItem,
    TreeItemCollapsibleState: { None: 0, Collapsed: 1 },
    Range,
    Position,
    ProgressLocation: { Notification: 15 },
    InputBoxValidationSeverity: { Warning: 2 },
    Disposable: { from: () => disposable },
    workspace: {
      registerTextDocumentContentProvider: () => disposable,
      isTrusted: true,
      workspaceFolders: undefined,
      textDocuments: [],
      getConfiguration: configuration,
      findFiles: () => Promise.resolve([]),
      asRelativePath: (uri: Uri) => uri.path,
      openTextDocument: async (uri: Uri) => {
        const text = await readFile(uri.fsPath, 'utf8');
        return { uri, getText: () => text, positionAt: () => undefined };
      },
    },
    window: {
      activeTextEditor: undefined,
      showErrorMessage: tell('error'),
      showWarningMessage: tell('warning'),
      showInformationMessage: tell('information'),
      showInputBox: ({ title, prompt, validateInput }: StandInBox) => {
        person.told.push(`box: ${title}. ${prompt}`);
        const answer = person.answers.get(title);
        const doubt = answer === undefined ? undefined : validateInput?.(answer);
        if (typeof doubt === 'object') person.told.push(`doubt ${doubt.severity}: ${doubt.message}`);
        return Promise.resolve(answer);
      },
      showTextDocument: async ({ fsPath }: Uri, { selection }: { readonly selection: Range }) => {
        await readFile(fsPath);
        person.told.push(`opened: ${fsPath} at ${selection.start.line}:${selection.start.character}`);
      },
      createTreeView: (_: string, { treeDataProvider }: { readonly treeDataProvider: StandInTree }) => {
        tree = treeDataProvider;
        return {
          ...disposable,
          visible: false,
          get selection() {
            return selection;
          },
          onDidChangeVisibility: () => disposable,
        };
      },
      withProgress: (_: unknown, work: (progress: object, cancellation: object) => unknown) =>
        Promise.resolve(work({ report: () => undefined }, neverCancelled)),
      createTerminal: ({ pty }: { readonly pty: { onDidWrite: EventEmitter<string>['event']; open(): void } }) => {
        pty.onDidWrite((text) => (shown += text));
        pty.open();
        return (terminal = { show: () => undefined });
      },
      onDidCloseTerminal: (listener: (closed: object) => void) => {
        onClosed = listener;
        return disposable;
      },
    },
    commands: {
      registerCommand: (id: string, run: (...given: readonly unknown[]) => unknown) => {
        person.registered.set(id, run);
        return disposable;
      },
      getCommands: () => Promise.resolve([...person.registered.keys()]),
      executeCommand: (...command: readonly [string, ...unknown[]]) => {
        person.commands.push(command);
        return Promise.resolve();
      },
    },
  };
  const loader = Module as unknown as Loader;
  const { _load: load } = loader;
  loader._load = function (this: unknown, request, ...rest) {
    return request === 'vscode' ? vscode : load.call(this, request, ...rest);
  };
  const before = new Set(Object.keys(require.cache));
  const restore = () => {
    loader._load = load;
    for (const path of Object.keys(require.cache)) if (!before.has(path)) Reflect.deleteProperty(require.cache, path);
  };
  return { person, restore };
}
