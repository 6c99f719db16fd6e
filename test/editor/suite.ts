import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import SuiteReporter from '../support/suite-reporter';

/**
 * What VS Code calls in its extension host: runs the bundled test files beside this one, or those of the folder that
 * `XNAT_COMMANDS_EDITOR_SUITES` names. What a person should read goes to the file of `XNAT_COMMANDS_OUTPUT`, for on its way
 * to the terminal it would drown in VS Code's own messages.
 * @throws when a test fails
 */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const folder = join(__dirname, process.env.XNAT_COMMANDS_EDITOR_SUITES ?? '');
  const output = process.env.XNAT_COMMANDS_OUTPUT;
  if (output !== undefined) {
    Mocha.reporters.Base.consoleLog = (...words: unknown[]) => appendFileSync(output, `${format(...words)}\n`);
  }
  const mocha = new Mocha({ ui: 'bdd', reporter: SuiteReporter, timeout: 60_000, forbidOnly: true });
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.test.js')) mocha.addFile(join(folder, file));
  }
  const failures = await new Promise<number>((done) => mocha.run(done));
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}
