import type Dockerode from 'dockerode';
import type { Outcome } from '../../launch/engine';
import type { Endpoint } from '../endpoint';
import { attempt } from '../failure';
import type { EngineVersion } from '../version';
import type { BuildOutcome, BuildOutput, BuildRequest } from './build-request';
import { buildWithApi } from './build-with-api';
import { buildWithCli } from './build-with-cli';
import { findBuildKitCli, type DockerCli } from './docker-cli';

/**
 * What builds: BuildKit, whose protocol the docker command line speaks, or the engine's classic builder over its API, which
 * mounts no secrets.
 */
export type Builder =
  | { readonly kind: 'buildkit'; readonly cli: DockerCli }
  | {
      readonly kind: 'classic';
      /** Why it is not BuildKit, in a sentence. */
      readonly reason: string;
    };

/** Chooses BuildKit where the engine has it and a docker command line of this machine can drive it. */
export async function chooseBuilder({ product }: EngineVersion, signal: AbortSignal): Promise<Builder> {
  if (product === 'Podman') return { kind: 'classic', reason: 'Podman has no BuildKit.' };
  const cli = await findBuildKitCli(process.env.PATH ?? '', signal);
  if (cli !== undefined) return { kind: 'buildkit', cli };
  return {
    kind: 'classic',
    reason: 'No docker command line with BuildKit is on the PATH. Install Docker 23 or later with its buildx plugin.',
  };
}

/** Builds an image on an engine. Secrets of the request go to BuildKit alone. */
export async function buildImage(
  { client, endpoint }: { readonly client: Dockerode; readonly endpoint: Endpoint },
  builder: Builder,
  request: BuildRequest,
  output: BuildOutput,
  signal: AbortSignal,
): Promise<Outcome<BuildOutcome>> {
  const built = await attempt(endpoint, signal, () =>
    builder.kind === 'buildkit'
      ? buildWithCli(builder.cli, endpoint, request, output, signal)
      : buildWithApi(client, request, output, signal),
  );
  return !built.ok && built.failure.kind === 'cancelled' ? { ok: true, value: { kind: 'cancelled' } } : built;
}
