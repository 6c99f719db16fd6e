import { equal, match, rejects } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFromSource } from '../../../../src/secrets/sources/all-sources';

const VALUE = 'not for the eye';

describe('places that values of secrets come from', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sources-'));
    writeFileSync(join(folder, '.env'), `TOKEN="${VALUE}"\nEMPTY=\n`);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const read = async (place: string, environment: Record<string, string> = {}, sharedFolders: string[] = []) =>
    (await readFromSource(place, 'TOKEN', { environment, sharedFolders }))?.reveal();

  /** What is said; never the value. */
  const refusal = async (place: string, sharedFolders: string[] = []) => {
    let said = '';
    await rejects(read(place, {}, sharedFolders), (error: Error) => {
      said = error.message;
      return true;
    });
    equal(said.includes(VALUE), false);
    return said;
  };

  it('are environment variables; an empty one has none', async () => {
    equal(await read('env:A', { A: VALUE }), VALUE);
    equal(await read('env:A', { A: '' }), undefined);
    equal(await read('env:A'), undefined);
  });

  it('are lines of a .env file, by default the one called as the secret', async () => {
    const file = join(folder, '.env');
    equal(await read(`file:${file}#TOKEN`), VALUE);
    equal(await read(`file:${file}`), VALUE);
    equal(await read(`file:${file}#EMPTY`), undefined);
    equal(await read(`file:${file}#NONE`), undefined);
  });

  it('are no file in the workspace, whichever way it is named', async () => {
    const file = join(folder, '.env');
    match(
      await refusal(`file:${file}#TOKEN`, [folder]),
      /lies in the workspace, where it can be committed\. Move it out/,
    );
    const link = mkdtempSync(join(tmpdir(), 'sources-'));
    try {
      symlinkSync(file, join(link, 'elsewhere.env'));
      match(await refusal(`file:${join(link, 'elsewhere.env')}#TOKEN`, [folder]), /lies in the workspace/);
    } finally {
      rmSync(link, { recursive: true });
    }
  });

  it('are no file in a git repository, or a worktree of one', async () => {
    const deep = join(folder, 'a', 'b');
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(deep, 'x.env'), `TOKEN=${VALUE}`);
    equal(await read(`file:${join(deep, 'x.env')}`), VALUE);
    writeFileSync(join(folder, '.git'), 'gitdir: elsewhere');
    match(await refusal(`file:${join(deep, 'x.env')}`), /lies in the git repository .* where it can be committed/);
  });

  it('must be named in a way that is known, by a whole path', async () => {
    match(await refusal('vault:x'), /names no place a secret can come from\. Write env:VARIABLE or file:PATH#NAME\./);
    match(await refusal('file:relative.env#TOKEN'), /is not absolute/);
    match(await refusal(`file:${join(folder, 'none.env')}#TOKEN`), /There is no file/);
  });
});
