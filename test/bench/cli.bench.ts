/*
 * How long the command line takes: for one small Command, beside Node doing nothing, and over 6,000 Commands, beside
 * ajv-cli with our own schema. The peer looks at types and names alone; we say what the server does, and all our rules.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, runScript } from '../../scripts/lib/cleanup.mjs';
import { mustRun } from '../../scripts/lib/processes.mjs';
import { ROOT, build } from '../../scripts/lib/vsix.mjs';
import { generateCommandText } from '../support/generated-command';

const FILES = 6000;
const FILES_A_FOLDER = 500;
const START_UP_GOAL_MS = 150;

const CLI = join(ROOT, 'dist/cli.js');
const PEER = join(ROOT, 'node_modules/ajv-cli/dist/index.js');
const SCHEMA = join(ROOT, 'schemas/command.schema.json');

const node = (...args: readonly string[]) => mustRun('The benchmark', process.execPath, args, { cwd: ROOT });

/** Median milliseconds of programs that take turns, so that whatever else the machine does slows all of them alike. */
async function medians(rounds: number, programs: readonly (() => Promise<unknown>)[]): Promise<readonly number[]> {
  const times = programs.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, program] of programs.entries()) {
      const start = performance.now();
      await program();
      times[index]?.push(performance.now() - start);
    }
  }
  return times.map((list) => list.sort((a, b) => a - b)[list.length >> 1] ?? NaN);
}

function print(name: string, ms: number, note = ''): void {
  console.log(`  ${name.padEnd(34)}${ms.toFixed(0).padStart(7)} ms   ${note}`);
}

/** Commands of 2 to 8 KB in folders, as a repository of many tools has them. */
function writeCommands(folder: string): void {
  const texts = Array.from({ length: 12 }, (_, index) => generateCommandText(2000 + index * 500));
  for (let i = 0; i < FILES; i++) {
    const below = join(folder, String(Math.floor(i / FILES_A_FOLDER)));
    if (i % FILES_A_FOLDER === 0) mkdirSync(below);
    writeFileSync(join(below, `tool-${i}.json`), texts[i % texts.length] ?? '');
  }
}

void runScript(async () => {
  await build('production');
  const folder = await temporaryFolder('xnat-bench-cli-');
  const one = join(folder, 'command.json');
  writeFileSync(one, generateCommandText(2000));

  const [start = NaN, peerStart = NaN, nothing = NaN] = await medians(15, [
    () => node(CLI, 'validate', one),
    () => node(PEER, 'validate', '--strict=false', '-s', SCHEMA, '-d', one),
    () => node('-e', '0'),
  ]);
  print('one Command', start, `goal: under ${START_UP_GOAL_MS} ms`);
  print('ajv-cli', peerStart, (start / peerStart).toFixed(2));
  print('Node alone', nothing);

  const many = join(folder, 'many');
  mkdirSync(many);
  writeCommands(many);
  const [ours = NaN, peers = NaN] = await medians(3, [
    () => node(CLI, 'validate', '--format', 'json', many),
    () => node(PEER, 'validate', '--strict=false', '-s', SCHEMA, '-d', `${many}/**/*.json`),
  ]);
  print(`${FILES} Commands`, ours);
  print('ajv-cli', peers, (ours / peers).toFixed(2));
  return 0;
});
