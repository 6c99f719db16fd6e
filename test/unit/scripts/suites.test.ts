import assert from 'node:assert/strict';
import { temporaryFolder } from '../../../scripts/lib/cleanup.mjs';
import { runSuite, sum, summary } from '../../../scripts/lib/suites.mjs';

describe('a suite of the tests', () => {
  /** What comes of a suite that is this script, which finds the file for its counts in the environment. */
  async function outcome(script: string): Promise<string> {
    const suite = {
      name: 'made-up',
      needs: [],
      minutes: 1,
      command: [process.execPath, ['-e', script]] as [string, string[]],
      report: 'quiet' as const,
      counted: 'mocha' as const,
    };
    return summary(await runSuite(suite, process.env, await temporaryFolder('xnat-suites-')));
  }

  const counts = (passed: number, failed: number, skipped: number): string =>
    `require('fs').appendFileSync(process.env.XNAT_COMMANDS_COUNTS, '${JSON.stringify({ passed, failed, skipped })}\\n');`;

  it('adds up what its runs have counted', async () => {
    assert.equal(await outcome(counts(2, 0, 0) + counts(3, 0, 1)), '5 passed, 0 failed, 1 skipped');
  });

  it('tells its failures', async () => {
    assert.equal(await outcome(`${counts(2, 2, 0)} process.exit(2);`), '2 passed, 2 failed');
  });

  it('fails when it crashes after its tests have passed', async () => {
    assert.equal(await outcome(`${counts(2, 0, 0)} process.exit(1);`), '2 passed, 1 failed');
  });

  it('fails when it runs nothing', async () => {
    assert.equal(await outcome(''), '0 passed, 1 failed');
  });

  it('counts into the sum of all', () => {
    const one = { passed: 1, failed: 2, skipped: 3 };
    assert.equal(summary(sum([one, one])), '2 passed, 4 failed, 6 skipped');
  });
});
