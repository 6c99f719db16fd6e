/** Runs the suites inside a real VS Code: all in the newest, the smoke suite also in the oldest that is supported. */
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { downloadAndUnzipVSCode, runTests, SilentReporter, TestRunFailedError } from '@vscode/test-electron';
import { buildSync } from 'esbuild';
import { runScript, temporaryFolder } from '../../scripts/lib/cleanup.mjs';
import { say } from '../../scripts/lib/report.mjs';
import { userCache } from '../../scripts/lib/user-cache.mjs';
import { canRunDesktop } from '../../scripts/lib/vscode-desktop.mjs';
import { build, ROOT } from '../../scripts/lib/vsix.mjs';
import { quietSettings } from '../support/vscode/quiet-settings';

/** A VS Code to test in: as the VS Code host from npm names it, and as the download of the desktop one does. */
const EDITORS = [
  { host: 'current', desktop: 'stable', suites: '', opens: 'two folders' },
  { host: 'oldest', desktop: '1.100.0', suites: 'smoke', opens: 'a folder' },
] as const;

type Editor = (typeof EDITORS)[number];

const BUNDLES = resolve(ROOT, 'out/editor');

void runScript(async () => {
  if (process.env.XNAT_COMMANDS_VSIX === undefined) await build('development');
  bundle();
  let failed = false;
  for (const editor of EDITORS) failed = !(await passes(editor)) || failed;
  return failed ? 1 : 0;
});

/** Puts each test file, and the function that VS Code calls to run them, into a bundle of its own. */
function bundle(): void {
  rmSync(BUNDLES, { recursive: true, force: true });
  const files = readdirSync(resolve(ROOT, 'test/editor'), { recursive: true, encoding: 'utf8' });
  buildSync({
    entryPoints: files.filter((file) => /(\.test|^suite)\.ts$/.test(file)).map((file) => `test/editor/${file}`),
    absWorkingDir: ROOT,
    outbase: 'test/editor',
    outdir: BUNDLES,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
  });
}

async function passes(editor: Editor): Promise<boolean> {
  const folder = await temporaryFolder('xnat-editor-');
  const workspace = join(folder, 'workspace');
  const output = join(folder, 'output');
  cpSync(resolve(ROOT, 'test/fixtures/editor'), workspace, { recursive: true });
  const opened = editor.opens === 'two folders' ? withSecondFolder(folder, workspace) : workspace;
  mkdirSync(join(folder, 'user-data/User'), { recursive: true });
  writeFileSync(join(folder, 'user-data/User/settings.json'), JSON.stringify(quietSettings));
  try {
    await runTests({
      vscodeExecutablePath: await programOf(editor),
      extensionDevelopmentPath: ROOT,
      extensionTestsPath: join(BUNDLES, 'suite.js'),
      extensionTestsEnv: {
        XNAT_COMMANDS_HOST: editor.host,
        XNAT_COMMANDS_EDITOR_SUITES: editor.suites,
        XNAT_COMMANDS_OUTPUT: output,
      },
      launchArgs: [
        opened,
        `--user-data-dir=${join(folder, 'user-data')}`,
        `--extensions-dir=${join(folder, 'extensions')}`,
      ],
    });
    return true;
  } catch (error) {
    if (error instanceof TestRunFailedError) return false;
    throw error;
  } finally {
    if (existsSync(output)) say(readFileSync(output, 'utf8').trimEnd());
  }
}

/** A workspace of the folder and of an empty one beside it. */
function withSecondFolder(folder: string, workspace: string): string {
  const second = join(folder, 'second');
  mkdirSync(second);
  const file = join(folder, 'two.code-workspace');
  writeFileSync(file, JSON.stringify({ folders: [{ path: workspace }, { path: second }] }));
  return file;
}

/** The program to run: a downloaded desktop VS Code where one can open a window, else what stands in for it. */
async function programOf({ host, desktop }: Editor): Promise<string> {
  if (canRunDesktop()) {
    say(`In the desktop VS Code (${desktop}):`);
    return downloadAndUnzipVSCode({
      version: desktop,
      cachePath: userCache('vscode'),
      reporter: new SilentReporter(),
    });
  }
  say(`In the VS Code host from npm (${host}):`);
  return resolve(ROOT, 'test/support/code-stand-in.mjs');
}
