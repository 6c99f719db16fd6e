import { variable, type Surroundings } from './surroundings';

/**
 * The sockets engines listen on when nobody said otherwise: those that exist, in the order they are tried, and always the
 * one the docker command line would use, so that a failure can name it.
 */
export function defaultSockets(surroundings: Surroundings): readonly [string, ...string[]] {
  const [first, ...others] = knownSockets(surroundings);
  return [first, ...others.filter((path) => surroundings.exists(path))];
}

function knownSockets({ platform, variables, homeFolder, userId }: Surroundings): readonly [string, ...string[]] {
  if (platform === 'win32') {
    return ['//./pipe/docker_engine', '//./pipe/dockerDesktopLinuxEngine', '//./pipe/podman-machine-default'];
  }
  const runtimeFolder =
    variable({ variables }, 'XDG_RUNTIME_DIR') ?? (userId === undefined ? undefined : `/run/user/${userId}`);
  const ofUser = (path: string) => (runtimeFolder === undefined ? [] : [`${runtimeFolder}/${path}`]);
  return [
    '/var/run/docker.sock',
    ...ofUser('docker.sock'),
    // Docker Desktop: on macOS and, with the second, on Linux.
    `${homeFolder}/.docker/run/docker.sock`,
    `${homeFolder}/.docker/desktop/docker.sock`,
    `${homeFolder}/.colima/default/docker.sock`,
    `${homeFolder}/.orbstack/run/docker.sock`,
    `${homeFolder}/.rd/docker.sock`,
    ...ofUser('podman/podman.sock'),
    `${homeFolder}/.local/share/containers/podman/machine/podman.sock`,
    '/run/podman/podman.sock',
  ];
}
