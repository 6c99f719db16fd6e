// Bundles each entry into one file in dist/: VS Code loads a single file fastest.
import { resolve } from 'node:path';
import { build, context } from 'esbuild';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** What stands in dist/, by file name. `extension`, `server` and `cli` are started; the others they load on first use. */
const entryPoints = {
  extension: 'src/extension/extension.ts',
  'language-client': 'src/extension/language-client.ts',
  launch: 'src/extension/launch/index.ts',
  labels: 'src/extension/labels/index.ts',
  images: 'src/extension/images/index.ts',
  docker: 'src/docker/index.ts',
  server: 'src/server/main.ts',
  cli: 'src/cli/main.ts',
  'check-worker': 'src/cli/check-worker.ts',
  resolve: 'src/cli/resolve.ts',
  label: 'src/cli/label.ts',
  'cli-launch': 'src/cli/launch.ts',
};

/** Turns `import('…')` of an entry into a look-up of its bundle, so that code is loaded when it is first needed. */
const lazyEntries = {
  name: 'lazy-entries',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    const bundles = new Map(Object.entries(entryPoints).map(([name, file]) => [resolve(file), `./${name}.js`]));
    build.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const file = resolve(resolveDir, path);
      const bundle = bundles.get(`${file}.ts`) ?? bundles.get(`${file}/index.ts`);
      return bundle === undefined ? undefined : { path: bundle, external: true };
    });
  },
};

/**
 * Leaves out what dockerode carries for two things that go another way here: engines over SSH are reached by the system's own
 * ssh, and builds with BuildKit by the docker command. It is two thirds of dockerode's weight.
 */
const withoutUnused = {
  name: 'without-unused',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    const filter = /^(ssh2|protobufjs(\/.*)?|@grpc\/(grpc-js|proto-loader))$/;
    build.onResolve({ filter }, ({ path }) => ({ path, namespace: 'unused' }));
    build.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** @type {import('esbuild').BuildOptions} */
const options = {
  entryPoints,
  outdir: 'dist',
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  // The JSON packages' "main" is a UMD bundle whose inner requires esbuild cannot follow.
  mainFields: ['module', 'main'],
  // dockerode's optional native speed-ups; it works without them.
  external: ['vscode', 'cpu-features', '*.node'],
  plugins: [lazyEntries, withoutUnused],
  sourcemap: production ? false : 'linked',
  minify: production,
  logLevel: 'warning',
};

/** What runs in the launch form's page. @type {import('esbuild').BuildOptions} */
const pageOptions = {
  entryPoints: ['src/webview/form.ts', 'src/webview/form.css'],
  outdir: 'dist',
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: 'chrome132',
  sourcemap: production ? false : 'linked',
  minify: production,
  logLevel: 'warning',
};

for (const each of [options, pageOptions]) {
  if (watch) await (await context(each)).watch();
  else await build(each);
}
