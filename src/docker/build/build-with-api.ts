import type Dockerode from 'dockerode';
import type { IncomingMessage } from 'node:http';
import { readJsonLines } from '../json-lines';
import type { BuildOutcome, BuildOutput, BuildRequest } from './build-request';
import { packContext } from './pack-context';

/**
 * Builds an image with the engine's classic builder, which knows no secrets.
 *
 * @throws dockerode's error when the engine refuses, or that of the connection or of a file that cannot be read
 */
export async function buildWithApi(
  client: Dockerode,
  request: Omit<BuildRequest, 'secrets'>,
  output: BuildOutput,
  signal: AbortSignal,
): Promise<BuildOutcome> {
  const { archive, dockerfile } = packContext(request);
  const { name, arguments: given } = request;
  const hasArguments = Object.keys(given).length > 0;
  const options = {
    path: '/build?',
    method: 'POST',
    file: archive,
    options: {
      dockerfile,
      rm: true,
      forcerm: true,
      ...(name !== undefined && { t: name }),
      ...(hasArguments && { buildargs: JSON.stringify(given) }),
    },
    abortSignal: signal,
    isStream: true,
    statusCodes: { 200: true },
  };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    archive.on('error', reject);
    client.modem.dial(options, (error: Error | null, result: unknown) => {
      if (error !== null) reject(error);
      else resolve(result as IncomingMessage);
    });
  });
  let imageId: string | undefined;
  for await (const line of readJsonLines(answer)) {
    const { stream, error, aux } = line as BuildLine;
    if (typeof stream === 'string') output(Buffer.from(stream));
    if (typeof aux?.ID === 'string') imageId = aux.ID;
    if (typeof error === 'string') {
      output(Buffer.from(`${error}\n`));
      return { kind: 'failed', message: 'The build failed.' };
    }
  }
  return imageId === undefined
    ? { kind: 'failed', message: 'The engine ended the build without an image.' }
    : { kind: 'built', imageId };
}

/** What the engine sends while it builds. */
interface BuildLine {
  readonly stream?: unknown;
  readonly error?: unknown;
  readonly aux?: { readonly ID?: unknown } | null;
}
