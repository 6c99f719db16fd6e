/** Dependencies point one way; the folder of a file tells what it may touch. */
const PURE = '^src/(command|language|launch-file|resolution)/';

/** A rule that lets the files of `from` import nothing of src but `to`. */
const only = (from, to) => ({
  name: `${from}-imports-only-${to.join('-') || 'itself'}`,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: [from, ...to].map((folder) => `^src/${folder}/`) },
});

module.exports = {
  forbidden: [
    only('command', []),
    only('language', ['command', 'launch-file']),
    only('resolution', ['command']),
    only('launch-file', ['command', 'resolution']),
    only('launch', ['command', 'launch-file', 'resolution', 'secrets']),
    only('secrets', []),
    only('docker', ['command', 'resolution', 'launch', 'secrets']),
    only('server', ['command', 'language', 'launch-file', 'resolution']),
    only('webview', []),
    only('cli', ['command', 'language', 'launch-file', 'resolution', 'launch', 'docker', 'secrets']),
    {
      name: 'vscode-only-in-extension',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/extension/' },
      to: { path: '^(vscode|vscode-languageclient)' },
    },
    {
      name: 'pure-folders-touch-no-platform',
      severity: 'error',
      from: { path: PURE },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'dockerode-only-in-docker',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/docker/' },
      to: { path: 'dockerode' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      mainFields: ['module', 'main'],
      conditionNames: ['import', 'require', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
