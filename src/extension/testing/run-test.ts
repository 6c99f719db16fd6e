import { hostname } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import * as vscode from 'vscode';
import { createCommandDocument } from '../../command/document/command-document';
import { parseJson } from '../../command/document/json-parser';
import { nodeNearPointer } from '../../launch/expectations/node-near-pointer';
import type { LaunchEvent } from '../../launch/run/launch-event';
import { createTerminalFilter } from '../../launch/terminal-filter';
import type { UnattendedOutcome } from '../../launch/unattended/unattended-outcome';
import { runUnattended } from '../../launch/unattended/run-unattended';
import { placesOfInputs } from '../../launch-file/given-place';
import type { LaunchFile } from '../../launch-file/launch-file';
import { readLaunchFile } from '../../launch-file/read-launch-file';
import { askForSecret } from '../commands/secrets';
import { loginFor } from '../image-hosts/login-for';
import type { LaunchServices } from '../launch/launch-services';
import { secretResolver } from '../launch/secret-sources';
import { serverSettings } from '../launch/server-settings';

/** So much of a test's log is shown in its output, in bytes; the editor keeps it in memory. */
const SHOWN_LOG = 2 * 1024 * 1024;

const STDERR = { begin: '\u001b[31m', end: '\u001b[39m' };

/** Runs one launch file as a test and tells the run what came of it. Never rejects. */
export async function runTest(
  run: vscode.TestRun,
  item: vscode.TestItem,
  uri: vscode.Uri,
  services: LaunchServices,
  signal: AbortSignal,
): Promise<void> {
  run.started(item);
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    const reading = readLaunchFile(document.getText());
    if (!reading.ok) {
      const [problem] = reading.problems;
      const message = new vscode.TestMessage(problem?.message ?? 'It cannot be read.');
      message.location = new vscode.Location(uri, document.positionAt(problem?.span.start ?? 0));
      run.errored(item, message);
      return;
    }
    const output = testOutput(run, item);
    const launch = () => launchFile(reading.file, document, services, output, signal);
    const first = await launch();
    const isGiven = first.kind === 'not-run' && (await askFor(first.missingSecrets, uri, services));
    tell(run, item, document, isGiven ? await launch() : first);
  } catch (error) {
    services.log.error('A test failed by a fault of the extension.', error);
    run.errored(item, new vscode.TestMessage(error instanceof Error ? error.message : String(error)));
  }
}

/** @returns whether there were any, and the person gave a value for each */
async function askFor(names: readonly string[], uri: vscode.Uri, { secrets }: LaunchServices): Promise<boolean> {
  for (const name of names) {
    const value = await askForSecret(name, `${vscode.workspace.asRelativePath(uri)} launches a Command that gets it.`);
    if (value === undefined) return false;
    await secrets.set(name, value);
  }
  return names.length > 0;
}

function launchFile(
  file: LaunchFile,
  document: vscode.TextDocument,
  { docker, secrets, imageHosts, context, log }: LaunchServices,
  output: TestOutput,
  signal: AbortSignal,
): Promise<UnattendedOutcome> {
  const path = document.uri.fsPath;
  return runUnattended(
    file,
    {
      resolvePath: (named) => resolve(dirname(path), named),
      nameOf: (named) => named,
      givenAt: placesOfInputs(createCommandDocument(document.getText(), 'create'), basename(path)),
      readText: async (named) => (await vscode.workspace.openTextDocument(vscode.Uri.file(named))).getText(),
      connect: async (address, connecting) =>
        docker.connect(connecting, address === undefined ? undefined : await docker.hostAt(address, 'launch-file')),
      resolveSecret: secretResolver(secrets),
      loginFor: async (image) => (await loginFor(image, imageHosts, log)).login,
      server: serverSettings(file.environment),
      storage: context.globalStorageUri.fsPath,
      owner: `${hostname()} ${process.pid}`,
      onEvent: (event) => output.onEvent(event),
      onProgress: () => undefined,
      onWarning: (sentence) => output.note(`Warning: ${sentence}`),
    },
    signal,
  );
}

interface TestOutput {
  onEvent(event: LaunchEvent): void;
  note(line: string): void;
}

/** Shows steps and the log, standard error in another colour, in the output of a test. */
function testOutput(run: vscode.TestRun, item: vscode.TestItem): TestOutput {
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  const filters = { stdout: createTerminalFilter(), stderr: createTerminalFilter() };
  let shown = 0;
  const write = (text: string) => run.appendOutput(text.replaceAll(/\r?\n/g, '\r\n'), undefined, item);
  const note = (line: string) => write(`\u001b[0;2m${line}\u001b[0m\n`);
  return {
    note,
    onEvent(event) {
      if (event.kind === 'began' || event.kind === 'note') {
        note(event.kind === 'note' ? event.message : event.step.title);
        return;
      }
      if (event.kind !== 'log' || shown > SHOWN_LOG) return;
      shown += event.bytes.length;
      const text = decoders[event.stream].decode(filters[event.stream].push(event.bytes), { stream: true });
      write(event.stream === 'stderr' ? `${STDERR.begin}${text}${STDERR.end}` : text);
      if (shown > SHOWN_LOG) note('\nThe rest of the log is left out here.');
    },
  };
}

function tell(
  run: vscode.TestRun,
  item: vscode.TestItem,
  document: vscode.TextDocument,
  outcome: UnattendedOutcome,
): void {
  const located = (message: vscode.TestMessage, pointer: string) => {
    const node = nodeNearPointer(parseJson(document.getText(), 'skipped').root, pointer);
    const range = new vscode.Range(document.positionAt(node?.start ?? 0), document.positionAt(node?.end ?? 0));
    message.location = new vscode.Location(document.uri, range);
    return message;
  };
  if (outcome.kind === 'stopped') {
    run.skipped(item);
    return;
  }
  if (outcome.kind === 'not-run') {
    run.errored(item, located(new vscode.TestMessage(outcome.message), outcome.pointer));
    return;
  }
  const line = [outcome.message, ...outcome.remarks].join(' ');
  run.appendOutput(`${line}\r\n`, undefined, item);
  const unmet = outcome.expectations.filter(({ result }) => result === 'not met');
  if (unmet.length === 0) {
    run.passed(item, outcome.durationMs);
    return;
  }
  const messages = unmet.map(({ message, expected, actual, pointer }) =>
    located(vscode.TestMessage.diff(message, expected, actual), pointer),
  );
  run.failed(item, messages, outcome.durationMs);
}
