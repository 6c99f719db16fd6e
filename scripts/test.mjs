// @ts-check
// `npm test`: every suite in one run, from nothing but a checkout. `npm test -- unit lsp` runs those alone.
import { cleanUp, runScript, temporaryFolder } from './lib/cleanup.mjs';
import { installDependencies } from './lib/install.mjs';
import { beginPreparing } from './lib/preparations.mjs';
import { processesWith } from './lib/processes.mjs';
import { describe, say } from './lib/report.mjs';
import { SUITES, runSuite, sum, summary } from './lib/suites.mjs';
import { ROOT } from './lib/vsix.mjs';

/** All processes of a run carry it in their environment, so that one left behind is found. */
const MARK = 'XNAT_COMMANDS_RUN';

await runScript(async () => {
  const suites = chosen(process.argv.slice(2));
  await installDependencies(ROOT, 'the dependencies');
  const folder = await temporaryFolder('xnat-test-');
  process.env[MARK] = folder;
  const prepared = beginPreparing(new Set(suites.flatMap((suite) => suite.needs)), folder);

  /** @param {readonly import('./lib/suites.mjs').Suite[]} lane */
  const inTurn = async (lane) => {
    const results = [];
    for (const suite of lane) results.push(await result(suite, await prepared(suite.needs), folder));
    return sum(results);
  };
  // What only computes goes beside what mostly waits, for an engine or an editor.
  const lanes = [suites.filter(({ needs }) => needs.length === 0), suites.filter(({ needs }) => needs.length > 0)];
  const results = await Promise.all(lanes.map(inTurn));
  await cleanUp();
  const total = sum([...results, leftBehind(folder)]);
  say(summary(total));
  return total.failed > 0 ? 1 : 0;
});

/**
 * @param {import('./lib/suites.mjs').Suite} suite
 * @param {import('./lib/preparations.mjs').Outcome} prepared
 * @param {string} folder
 * @returns {Promise<import('./lib/suites.mjs').Counts>}
 */
async function result(suite, prepared, folder) {
  // What a suite forgets to remove goes with the folder.
  if ('env' in prepared) return runSuite(suite, { ...process.env, ...prepared.env, TMPDIR: folder }, folder);
  if ('lacking' in prepared) {
    say(`${suite.name}: skipped. ${prepared.lacking}`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  say(`${suite.name}: could not run. ${describe(prepared.error)}`);
  return { passed: 0, failed: 1, skipped: 0 };
}

/**
 * The suites of these names, all when none is given.
 * @param {readonly string[]} names
 */
function chosen(names) {
  const unknown = names.filter((name) => !SUITES.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `There is no suite ${unknown.join(', ')}. The suites: ${SUITES.map((suite) => suite.name).join(', ')}.`,
    );
  }
  return names.length === 0 ? SUITES : SUITES.filter((suite) => names.includes(suite.name));
}

/**
 * Ends what the run should have ended itself; each such process is a failure.
 * @param {string} mark
 * @returns {import('./lib/suites.mjs').Counts}
 */
function leftBehind(mark) {
  const left = processesWith(MARK, mark);
  for (const { pid, command } of left) {
    say(`Left running, and stopped now: ${command}`);
    process.kill(pid, 'SIGKILL');
  }
  return { passed: 0, failed: left.length, skipped: 0 };
}
