// Bundles each entry into one CommonJS file in dist/: VS Code loads a single file fastest.
import { build, context } from 'esbuild';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** @type {import('esbuild').BuildOptions} */
const options = {
  entryPoints: {
    extension: 'src/extension/extension.ts',
    docker: 'src/docker/index.ts',
    server: 'src/server/main.ts',
    cli: 'src/cli/main.ts',
  },
  outdir: 'dist',
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  // The JSON packages' "main" is a UMD bundle whose inner requires esbuild cannot follow.
  mainFields: ['module', 'main'],
  // dockerode's optional native speed-ups; it works without them.
  external: ['vscode', 'cpu-features', '*.node'],
  sourcemap: production ? false : 'linked',
  minify: production,
  logLevel: 'warning',
};

if (watch) await (await context(options)).watch();
else await build(options);
