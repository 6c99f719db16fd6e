import { basename } from 'node:path';
import * as vscode from 'vscode';
import { parseJson } from '../../command/document/json-parser';
import { nodeNearPointer } from '../../launch/expectations/node-near-pointer';
import { LAUNCH_FILE_ENDING } from '../../launch-file/launch-file';
import { readLaunchFile } from '../../launch-file/read-launch-file';
import type { LaunchServices } from '../launch/launch-services';
import { runTest } from './run-test';

const FILES = `**/*${LAUNCH_FILE_ENDING}`;
const LEFT_OUT = '**/{node_modules,.git}/**';

/** The tests of the workspace: a launch file that expects something is one; they hang below the folders they are in. */
export class LaunchTests {
  /** Folders are no tests, and have none. */
  private readonly files = new WeakMap<vscode.TestItem, vscode.Uri>();
  private readonly watching: vscode.Disposable;

  constructor(
    private readonly controller: vscode.TestController,
    private readonly services: LaunchServices,
  ) {
    const watcher = vscode.workspace.createFileSystemWatcher(FILES);
    const look = (uri: vscode.Uri) => void this.look(uri).catch((error: unknown) => this.tell(error));
    this.watching = vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(look),
      watcher.onDidChange(look),
      watcher.onDidDelete((uri) => this.remove(uri)),
    );
  }

  /** Looks for all of them anew. */
  async discover(): Promise<void> {
    const found = await vscode.workspace.findFiles(FILES, LEFT_OUT);
    const known = new Set(found.map(String));
    for (const item of testsBelow(this.controller.items)) {
      const uri = this.files.get(item);
      if (uri !== undefined && !known.has(uri.toString())) this.remove(uri);
    }
    await Promise.all(found.map((uri) => this.look(uri)));
  }

  /** Runs tests one after the other, as they share an engine. */
  async run(request: vscode.TestRunRequest, cancellation: vscode.CancellationToken): Promise<void> {
    const run = this.controller.createTestRun(request);
    const stopping = new AbortController();
    const stop = () => stopping.abort();
    const cancelled = vscode.Disposable.from(
      cancellation.onCancellationRequested(stop),
      run.token.onCancellationRequested(stop),
    );
    try {
      if (request.include === undefined) await this.discover();
      const asked = request.include ?? [...this.controller.items].map(([, item]) => item);
      const excluded = new Set(request.exclude);
      const items = [...new Set(asked.flatMap((item) => [item, ...testsBelow(item.children)]))];
      const tests = items.flatMap((item) => {
        const uri = this.files.get(item);
        return uri === undefined || isWithin(item, excluded) ? [] : [{ item, uri }];
      });
      for (const { item } of tests) run.enqueued(item);
      for (const { item, uri } of tests) {
        if (stopping.signal.aborted) run.skipped(item);
        else await runTest(run, item, uri, this.services, stopping.signal);
      }
    } finally {
      cancelled.dispose();
      run.end();
    }
  }

  dispose(): void {
    this.watching.dispose();
  }

  private tell(error: unknown): void {
    this.services.log.error('A launch file could not be read.', error);
  }

  private async look(uri: vscode.Uri): Promise<void> {
    if (/\/(node_modules|\.git)\//.test(uri.path)) return;
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    const reading = readLaunchFile(text);
    // One that cannot be read is a test as far as one can see.
    const expects = reading.ok ? reading.file.expect !== undefined : text.includes('"expect"');
    if (!expects) {
      this.remove(uri);
      return;
    }
    const item = this.itemFor(uri);
    const node = nodeNearPointer(parseJson(text, 'skipped').root, '/expect');
    const line = text.slice(0, node?.start ?? 0).split('\n').length - 1;
    item.range = new vscode.Range(line, 0, line, 0);
    item.error = reading.ok ? undefined : (reading.problems[0]?.message ?? 'It cannot be read.');
  }

  private itemFor(uri: vscode.Uri): vscode.TestItem {
    const siblings = this.folderOf(uri);
    const known = siblings.get(uri.toString());
    if (known !== undefined) return known;
    const item = this.controller.createTestItem(
      uri.toString(),
      basename(uri.path).slice(0, -LAUNCH_FILE_ENDING.length),
      uri,
    );
    this.files.set(item, uri);
    siblings.add(item);
    return item;
  }

  /** The tests of a file's folder; folders that are not there yet are made. */
  private folderOf(uri: vscode.Uri): vscode.TestItemCollection {
    let items = this.controller.items;
    let folder = vscode.workspace.getWorkspaceFolder(uri)?.uri;
    if (folder === undefined) return items;
    const names = vscode.workspace.asRelativePath(uri, (vscode.workspace.workspaceFolders?.length ?? 0) > 1).split('/');
    const isNamed = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
    for (const [index, name] of names.slice(0, -1).entries()) {
      if (!(isNamed && index === 0)) folder = vscode.Uri.joinPath(folder, name);
      const known = items.get(`folder ${folder.toString()}`);
      const item = known ?? this.controller.createTestItem(`folder ${folder.toString()}`, name, folder);
      if (known === undefined) items.add(item);
      items = item.children;
    }
    return items;
  }

  /** Also removes folders that are empty then. */
  private remove(uri: vscode.Uri): void {
    let item = testsBelow(this.controller.items).find(({ id }) => id === uri.toString());
    while (item !== undefined) {
      const parent: vscode.TestItem | undefined = item.parent;
      (parent?.children ?? this.controller.items).delete(item.id);
      item = parent?.children.size === 0 ? parent : undefined;
    }
  }
}

/** All items of a collection and below, folders too. */
function testsBelow(items: vscode.TestItemCollection): readonly vscode.TestItem[] {
  return [...items].flatMap(([, item]) => [item, ...testsBelow(item.children)]);
}

function isWithin(item: vscode.TestItem, excluded: ReadonlySet<vscode.TestItem>): boolean {
  return excluded.has(item) || (item.parent !== undefined && isWithin(item.parent, excluded));
}
