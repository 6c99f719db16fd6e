import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
import { packCli } from '../../scripts/lib/cli-package.mjs';
import { temporaryFolder } from '../../scripts/lib/cleanup.mjs';
import { npm } from '../../scripts/lib/install.mjs';
import { mustRun, run } from '../../scripts/lib/processes.mjs';
import { dicomFile } from '../support/data-trees';
import { packedExtension } from '../support/packed-extension';

const LAUNCHABLE = `{"name": "tool", "version": "1", "image": "org/tool:1", "command-line": "run",
  "xnat": [{"name": "site", "contexts": ["site"]}]}`;
/** Asks for what only the header of a DICOM file tells, so it takes the reader of headers, too. */
const DESCRIBED = `{"name": "tool", "version": "1", "image": "org/tool:1", "command-line": "run",
  "xnat": [{"name": "session", "contexts": ["xnat:imageSessionData"],
    "external-inputs": [{"name": "session", "type": "Session"}],
    "derived-inputs": [
      {"name": "scan", "type": "Scan", "derived-from-wrapper-input": "session"},
      {"name": "series", "type": "string", "derived-from-wrapper-input": "scan",
        "derived-from-xnat-object-property": "series-description"}]}]}`;
/** Where no engine is: it takes all of the code that launches to say so. */
const NO_ENGINE = ['--engine', 'unix:///no/such/docker.sock'];

const GOOD = '{"name": "tool", "version": "1", "image": "org/tool:1", "command-line": "run"}';

/** npm as in a person's project; that of this checkout, which runs the tests, has put its own settings into our environment. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(?!execpath$)/.test(name)));

describe('xnat-command, as it is shipped', function () {
  this.timeout(120_000);

  it('is installed from its npm package without a network, and checks and resolves by npx', async () => {
    await packedExtension();
    const tarball = await packCli(await temporaryFolder('xnat-cli-package-'));
    const project = await temporaryFolder('xnat-cli-project-');
    writeFileSync(join(project, 'package.json'), '{"private": true}');
    writeFileSync(join(project, 'command.json'), GOOD);
    writeFileSync(join(project, 'bad.json'), '{"name": "tool"}');
    const options = { cwd: project, env };
    const install = npm('install', '--offline', '--no-audit', '--no-fund', '--no-save', tarball);
    await mustRun('Installing the command line', ...install, options);
    const npx = (...args: readonly string[]) => run(...npm('exec', '--no', '--', 'xnat-command', ...args), options);

    const good = await npx('validate', '--format', 'json', '.');
    assert.equal(good.code, 0, good.output);
    const [command] = (JSON.parse(good.output) as { commands: readonly { path: string; server: string }[] }).commands;
    assert.deepEqual([command?.path, command?.server], ['command.json', 'accepts']);
    const bad = await npx('validate', 'bad.json');
    assert.equal(bad.code, 1);
    assert.match(bad.output, /image-blank/);
    const resolved = await npx('resolve', '--format', 'json', 'command.json');
    assert.doesNotMatch(resolved.output, /fault of its own|Cannot find module/);
    mkdirSync(join(project, 'session/SCANS/1/DICOM'), { recursive: true });
    writeFileSync(join(project, 'session/SCANS/1/DICOM/a.dcm'), dicomFile({ '0008103e': 'T1 MPRAGE' }));
    writeFileSync(join(project, 'described.json'), DESCRIBED);
    const described = await npx('resolve', 'described.json', '--input', 'session=session');
    assert.match(described.output, /series \(derived string\) = "T1 MPRAGE"/);
    writeFileSync(join(project, 'launchable.json'), LAUNCHABLE);
    const launched = await npx('launch', 'launchable.json', ...NO_ENGINE);
    assert.equal(launched.code, 2);
    assert.match(launched.output, /Cannot reach the Docker engine at .*no\/such/);
  });

  it("runs from the packed extension's folder", async () => {
    const vsix = await JSZip.loadAsync(readFileSync(await packedExtension()));
    const folder = await temporaryFolder('xnat-vsix-unpacked-');
    for (const [name, file] of Object.entries(vsix.files)) {
      if (file.dir || !name.startsWith('extension/')) continue;
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), await file.async('nodebuffer'));
    }
    writeFileSync(join(folder, 'command.json'), GOOD);
    const cli = join(folder, 'extension/dist/cli.js');
    const result = await run(process.execPath, [cli, 'validate', 'command.json'], { cwd: folder, env });
    assert.equal(result.code, 0, result.output);
    assert.match(result.output, /1 Command checked: 0 errors, 0 warnings, 0 notes/);
  });
});
