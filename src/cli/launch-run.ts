import { rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve as resolvePath } from 'node:path';
import { decodeBody } from '../command/document/decode-body';
import { registryOf } from '../docker/registry/image-host';
import { registryUrlOf } from '../docker/registry/serving';
import type { LaunchFile } from '../launch-file/launch-file';
import type { ServerSettings } from '../launch/container-spec';
import { serviceVariablesWith } from '../launch/launch-environment';
import { SERVICE_VARIABLES } from '../command/model/service-variables';
import { STAND_INS } from '../launch/service-variables';
import { notRun, type UnattendedOutcome } from '../launch/unattended/unattended-outcome';
import { runUnattended } from '../launch/unattended/run-unattended';
import type { LaunchConsole } from './launch-console';
import { adviceFor, secretResolver, type SecretPlaces } from './launch-secrets';
import { makeStorage } from './launch-storage';
import { readWhole } from './read-whole';
import { shownPath } from './shown-path';

/** A launch that a person named. */
export interface LaunchToRun {
  /** As they named it. */
  readonly path: string;
  /** Folder that its paths are relative to. */
  readonly base: string;
  readonly file: LaunchFile;
  /** Of the launch file; undefined where there is none. */
  readonly text: string | undefined;
  /** Where an input of a name is given a value: in the launch file, or by an option. */
  readonly givenAt: (input: string) => string | undefined;
}

/** What the launches of one call have in common. */
export interface LaunchAround {
  /** Address of the engine that goes before the one of the launch file. */
  readonly engine: string | undefined;
  readonly secrets: SecretPlaces;
  /** Folder that the log and the outputs are kept in; undefined: they are removed. */
  readonly keep: string | undefined;
  readonly screen: LaunchConsole;
}

/** There is no server here whose settings could be asked for. */
const settingsFor = ({ environment }: LaunchFile): ServerSettings => ({
  serviceVariables: serviceVariablesWith(STAND_INS, environment),
  passwordSource: undefined,
  containerUser: '',
  secretDelivery: 'environment',
});

const standInsOf = ({ environment }: LaunchFile) =>
  `Stand-ins, not a server's values: ${SERVICE_VARIABLES.filter((name) => !environment.has(name)).join(', ')}.`;

/** Runs one launch, with its log on the screen; removes the folders it made, unless they are to be kept. */
export async function runOne(
  { file, base, givenAt }: LaunchToRun,
  { engine, secrets, keep, screen }: LaunchAround,
  signal: AbortSignal,
): Promise<UnattendedOutcome> {
  const storage = await makeStorage(keep);
  if (!storage.ok) return notRun('unusable', storage.message, '');
  let hasBegun = false as boolean;
  try {
    const outcome = await runUnattended(
      { ...file, engine: engine ?? file.engine },
      {
        resolvePath: (path) => resolvePath(base, path),
        nameOf: (path) => shownPath(resolvePath(base, path)),
        givenAt,
        readText: async (path) => decodeBody(await readWhole(path)).text,
        connect: connectTo(engine === undefined ? 'launch-file' : 'option'),
        resolveSecret: secretResolver(secrets, [base]),
        loginFor,
        server: { settings: settingsFor(file), notes: [standInsOf(file)] },
        storage: storage.path,
        owner: `${hostname()} ${process.pid}`,
        onEvent(event) {
          hasBegun = true;
          return screen.onEvent(event);
        },
        onProgress: (message) => screen.progress(message),
        onWarning: (sentence) => screen.note(`Warning: ${sentence}`),
      },
      signal,
    );
    if (outcome.kind !== 'not-run' || outcome.missingSecrets.length === 0) return outcome;
    return { ...outcome, message: [outcome.message, ...adviceFor(outcome.missingSecrets, secrets)].join(' ') };
  } finally {
    screen.end();
    if (keep === undefined) remove(storage.path, screen);
    else if (hasBegun) screen.note(`The log and the outputs are in ${storage.path}.`);
  }
}

const connectTo = (chosenBy: 'option' | 'launch-file') => async (address: string | undefined, signal: AbortSignal) => {
  const { connect, currentHost, machineSurroundings } = await import('../docker');
  return connect(currentHost(machineSurroundings({ setting: '', choice: address, chosenBy })).search, signal);
};

/** What `docker login` has left for the image's registry, as the docker command line would use it. */
async function loginFor(image: string) {
  const registry = registryOf(registryUrlOf(image));
  if (registry === undefined) return undefined;
  const { dockerCredentials, machineCredentialFiles } = await import('../docker');
  const found = await dockerCredentials(registry, machineCredentialFiles());
  return found.kind === 'found' ? found.login : undefined;
}

/** A container that runs as root leaves files that only root may remove. */
function remove(folder: string, screen: LaunchConsole): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    screen.note(`The folder ${folder} could not be removed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
