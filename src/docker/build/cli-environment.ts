import { dirname } from 'node:path';
import type { Endpoint } from '../endpoint';
import type { BuildSecret } from './build-request';

type Variables = Readonly<Record<string, string | undefined>>;

/** The variables that send a docker command line elsewhere than we mean. */
const OVERRULED = ['DOCKER_CONTEXT', 'DOCKER_TLS', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH', 'BUILDX_BUILDER'];

/**
 * The environment in which a docker command line builds with BuildKit on a certain engine.
 *
 * @param secrets each under the variable that `secretVariable` names; here and nowhere else their values are handed on
 */
export function cliEnvironment(
  { address, transport }: Pick<Endpoint, 'address' | 'transport'>,
  secrets: readonly BuildSecret[],
  inherited: Variables,
): Variables {
  const kept = Object.fromEntries(Object.entries(inherited).filter(([name]) => !OVERRULED.includes(name)));
  const values = secrets.map(({ value }, index) => [secretVariable(index), value.reveal()] as const);
  return {
    ...kept,
    DOCKER_HOST: address,
    DOCKER_BUILDKIT: '1',
    // The engine's own builder: another would keep the image to itself.
    BUILDX_BUILDER: 'default',
    ...(transport.kind === 'tcp' && transport.tls !== undefined && tlsVariables(transport.tls)),
    ...Object.fromEntries(values),
  };
}

/** The variable that hands a secret to the command line, by its place in the request. */
export const secretVariable = (index: number) => `XNAT_COMMANDS_BUILD_SECRET_${index}`;

type Tls = NonNullable<Extract<Endpoint['transport'], { readonly kind: 'tcp' }>['tls']>;

/** The command line looks for ca.pem, cert.pem and key.pem in one folder, where we have found them. */
function tlsVariables({ ca, certificate, key, server }: Tls): Variables {
  const file = ca ?? certificate ?? key;
  return {
    ...(server === 'verified' ? { DOCKER_TLS_VERIFY: '1' } : { DOCKER_TLS: '1' }),
    ...(file !== undefined && { DOCKER_CERT_PATH: dirname(file) }),
  };
}
