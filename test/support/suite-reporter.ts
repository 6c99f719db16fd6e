import { appendFileSync } from 'node:fs';
import { reporters, Runner } from 'mocha';

/**
 * Tells of a suite what a person needs: each test as it ends where a suite is slow (`XNAT_COMMANDS_REPORT=each`), else its
 * failures alone. Adds the counts as a line of JSON to the file named by `XNAT_COMMANDS_COUNTS`, from which `npm test` sums up.
 */
export default class SuiteReporter extends reporters.Base {
  constructor(runner: Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    if (process.env.XNAT_COMMANDS_REPORT === 'each') {
      new reporters.Spec(runner, options);
    } else {
      runner.once(Runner.constants.EVENT_RUN_END, () => {
        if (this.stats.failures > 0) this.epilogue();
      });
    }
    // A step that is tried once more may fail then because of what it did the first time.
    runner.on(Runner.constants.EVENT_TEST_RETRY, (test: Mocha.Test, error: Error) => {
      console.log(`    tried again: ${test.title}\n${(error.stack ?? error.message).replaceAll(/^/gm, '      ')}`);
    });
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const file = process.env.XNAT_COMMANDS_COUNTS;
      if (file === undefined) return;
      const { passes: passed, failures: failed, pending: skipped } = this.stats;
      appendFileSync(file, `${JSON.stringify({ passed, failed, skipped })}\n`);
    });
  }
}
