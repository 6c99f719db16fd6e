/**
 * A Command that asks for nothing but its secret `runs.token`, which it gets as the variable RUNS_TOKEN, and that has a folder
 * `/out` to write to.
 */
export function secretCommand({ name, image, script }: Readonly<Record<'name' | 'image' | 'script', string>>): object {
  return {
    name,
    image,
    type: 'docker',
    'schema-version': '1.0',
    version: '1.0',
    'command-line': script,
    'override-entrypoint': true,
    mounts: [{ name: 'out', path: '/out', writable: true }],
    secrets: [
      {
        source: { type: 'system-property', identifier: 'runs.token' },
        destination: { type: 'environment-variable', identifier: 'RUNS_TOKEN' },
      },
    ],
    xnat: [
      { name: `${name}-site`, contexts: ['site'], 'external-inputs': [], 'derived-inputs': [], 'output-handlers': [] },
    ],
  };
}
