import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Makes a folder with such Commands in it, by name: each `NAME.command.json` runs its script. */
export function writeSecretCommands(folder: string, image: string, scripts: Readonly<Record<string, string>>): void {
  mkdirSync(folder);
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, `${name}.command.json`), JSON.stringify(secretCommand(name, image, script), null, 2));
  }
}

/**
 * A Command that asks for nothing but its secret `runs.token`, which it gets as the variable RUNS_TOKEN, and that has a folder
 * `/out` to write to.
 */
function secretCommand(name: string, image: string, script: string): object {
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
