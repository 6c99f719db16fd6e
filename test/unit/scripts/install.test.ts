import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../scripts/lib/cleanup.mjs';
import { needsInstall } from '../../../scripts/lib/install.mjs';

const LOCK = {
  packages: {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.2.3' },
    'node_modules/for-another-platform': { version: '1.0.0', optional: true },
  },
};

describe('the dependencies', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await temporaryFolder('xnat-install-');
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(LOCK));
  });

  /** What npm writes when it has installed. */
  function installed(packages: object): void {
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
  }

  it('are installed when there are none', () => {
    assert.ok(needsInstall(folder));
  });

  it('are installed when an installation was broken off', () => {
    mkdirSync(join(folder, 'node_modules'));
    assert.ok(needsInstall(folder));
  });

  it('are installed when the lock file names another version', () => {
    installed({ 'node_modules/a': { version: '1.2.2' } });
    assert.ok(needsInstall(folder));
  });

  it('are left alone when they are those of the lock file, whatever is optional', () => {
    installed({ 'node_modules/a': { version: '1.2.3' } });
    assert.ok(!needsInstall(folder));
  });

  it('are left alone when they are linked from elsewhere', () => {
    symlinkSync(folder, join(folder, 'node_modules'));
    assert.ok(!needsInstall(folder));
  });
});
