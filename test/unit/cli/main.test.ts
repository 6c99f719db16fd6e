import { equal, match } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { version } from '../../../package.json';

describe('xnat-command', () => {
  const main = join(import.meta.dirname, '../../../src/cli/main.ts');
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, ['--import=tsx', main, ...args], { encoding: 'utf8' });

  it('shows how it is used when asked, and otherwise as a complaint', () => {
    const { status, stdout } = run('--help');
    equal(status, 0);
    match(stdout, /xnat-command validate/);
    for (const args of [
      ['label', '--help'],
      ['label', '-h'],
      ['help', 'label'],
    ]) {
      match(run(...args).stdout, /^xnat-command label (?![^]*xnat-command validate)/);
    }
    match(run('-h').stdout, /xnat-command validate[^]*xnat-command label/);
    const { status: wrong, stderr } = run('nonsense');
    equal(wrong, 2);
    match(stderr, /xnat-command validate[^]*\n\nThere is no command “nonsense”\.\n$/);
  });

  it('says its version', () => {
    const { status, stdout } = run('--version');
    equal(status, 0);
    equal(stdout, `${version}\n`);
  });

  it('says that its output cannot be written', function () {
    if (!existsSync('/dev/full')) this.skip();
    const line = `"${process.execPath}" --import=tsx "${main}" --version > /dev/full`;
    const { status, stderr } = spawnSync('sh', ['-c', line], { encoding: 'utf8' });
    equal(stderr, 'The output cannot be written: the disk is full.\n');
    equal(status, 2);
  });

  it('says on standard error what came of launches where standard output cannot be written', function () {
    if (!existsSync('/dev/full')) this.skip();
    const line = `"${process.execPath}" --import=tsx "${main}" test none.launch.json --format json > /dev/full`;
    const { status, stderr } = spawnSync('sh', ['-c', line], { encoding: 'utf8' });
    match(stderr, /^The output cannot be written: the disk is full\.\n\nERROR none\.launch\.json\n/);
    equal(status, 2);
  });

  it('says at once that nothing can be kept in a folder of the system', function () {
    if (!existsSync('/proc/self')) this.skip();
    const folder = mkdtempSync(join(tmpdir(), 'xnat-cli-'));
    try {
      const file = join(folder, 'a.launch.json');
      writeFileSync(file, '{"command": "none.json"}');
      const args = ['--import=tsx', main, 'launch', file, '--keep', '/proc/x'];
      const { status, stdout } = spawnSync(process.execPath, args, {
        encoding: 'utf8',
        timeout: 60_000,
        killSignal: 'SIGKILL',
      });
      equal(status, 2);
      match(stdout, /The folder \/proc\/x\/runs of --keep cannot be made: nothing can be made there\./);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('ends quietly when whoever reads it has enough', () => {
    const folder = mkdtempSync(join(tmpdir(), 'xnat-cli-'));
    try {
      const file = join(folder, 'command.json');
      const inputs = Array.from({ length: 3000 }, (_, index) => ({ name: `i${index}`, nonsense: 1 }));
      writeFileSync(file, JSON.stringify({ name: 'c', inputs }));
      const line = `"${process.execPath}" --import=tsx "${main}" validate "${file}" | head -c 10`;
      equal(spawnSync('sh', ['-c', line], { encoding: 'utf8' }).stderr, '');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
