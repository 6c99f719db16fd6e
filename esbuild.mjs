// Bundles the entries into dist/. What several of them use stands there once, in chunks of its own: the extension would be half
// as large again otherwise.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { build, context, transform } from 'esbuild';

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

/** Writes what was built as CommonJS. `import('…')` becomes a late `require`, so that code is loaded when it is first needed. */
const asCommonJs = {
  name: 'as-common-js',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onEnd(async ({ outputFiles = [] }) => {
      mkdirSync('dist', { recursive: true });
      for (const { path, text } of outputFiles.filter((file) => file.path.endsWith('.js'))) {
        const map = outputFiles.find((file) => file.path === `${path}.map`);
        const bound = withBoundImports(text);
        const { code, map: newMap } = await transform(map ? `${bound}\n${inlined(map.text)}` : bound, {
          format: 'cjs',
          platform: 'node',
          target: 'node20',
          supported: { 'dynamic-import': false },
          minify: production,
          sourcemap: map ? 'external' : false,
        });
        writeFileSync(path, map ? `${code}//# sourceMappingURL=${basename(path)}.map\n` : code);
        if (map) writeFileSync(`${path}.map`, newMap);
      }
    });
  },
};

/**
 * Has a file take what it imports from chunks once, as it is loaded. As `transform` would have it, every use is a look-up in
 * the chunk's exports by a getter, which costs a check of many Commands a seventh of its time. Chunks do not import each
 * other in circles, and nothing that they export is assigned anew.
 *
 * @param {string} text
 */
function withBoundImports(text) {
  const imports = /import\s*(?:\{([^{}]*)\}\s*from\s*)?("\.\/[^"]+");(\s*)/y;
  const head = /^(?:#!.*\n)?/.exec(text)?.[0] ?? '';
  let bound = head;
  imports.lastIndex = head.length;
  for (let end = head.length; ; end = imports.lastIndex) {
    const [, names, from, space] = imports.exec(text) ?? [];
    if (from === undefined) return bound + text.slice(end);
    const load =
      names === undefined ? `require(${from})` : `const {${names.replaceAll(' as ', ': ')}} = require(${from})`;
    bound += `${load};${space}`;
  }
}

/** @param {string} map */
const inlined = (map) => `//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}`;

/** @type {import('esbuild').BuildOptions} */
const options = {
  entryPoints,
  outdir: 'dist',
  bundle: true,
  // esbuild parts chunks in this format alone; `asCommonJs` makes of them what VS Code loads.
  format: 'esm',
  splitting: true,
  chunkNames: 'chunk-[hash]',
  platform: 'node',
  target: 'node20',
  write: false,
  // The JSON packages' "main" is a UMD bundle whose inner requires esbuild cannot follow.
  mainFields: ['module', 'main'],
  // dockerode's optional native speed-ups; it works without them.
  external: ['vscode', 'cpu-features', '*.node'],
  plugins: [withoutUnused, asCommonJs],
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

// Chunks are named by their content: those of the last build would stay.
rmSync('dist', { recursive: true, force: true });
for (const each of [options, pageOptions]) {
  if (watch) await (await context(each)).watch();
  else await build(each);
}
