import * as vscode from 'vscode';
import type { LaunchServices } from '../launch/launch-services';
import type { LaunchTests } from '../testing/launch-tests';
import { mayLaunch } from '../trust';

/**
 * Makes tests of the launch files that expect something. No file is read, and no code for it loaded, before the Testing view
 * asks for the tests.
 */
export function registerTestingView(services: LaunchServices): vscode.Disposable {
  const controller = vscode.tests.createTestController('xnatCommands.tests', 'XNAT Commands');
  let tests: Promise<LaunchTests> | undefined;
  const load = () => (tests ??= import('../launch').then((code) => new code.LaunchTests(controller, services)));
  controller.resolveHandler = async (item) => {
    if (item === undefined) await (await load()).discover();
  };
  controller.refreshHandler = async () => (await load()).discover();
  const run = async (request: vscode.TestRunRequest, cancellation: vscode.CancellationToken) => {
    if (mayLaunch()) await (await load()).run(request, cancellation);
  };
  controller.createRunProfile('Run on Docker', vscode.TestRunProfileKind.Run, run, true);
  return new vscode.Disposable(() => {
    controller.dispose();
    void tests?.then((loaded) => loaded.dispose());
  });
}
