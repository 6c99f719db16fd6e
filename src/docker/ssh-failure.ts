import type { UnreachableCause } from '../launch/engine';

/** Why ssh brought no connection to an engine. */
export class SshFailure extends Error {
  override readonly name = 'SshFailure';

  /** @param message the rest of a sentence: what went wrong and what to do, ending in a full stop */
  constructor(
    readonly kind: UnreachableCause,
    message: string,
  ) {
    super(message);
  }
}

interface KnownFailure {
  readonly pattern: RegExp;
  readonly kind: UnreachableCause;
  readonly message: (login: string) => string;
}

/** What ssh and the docker command line on the other machine print; the first that fits. */
const KNOWN: readonly KnownFailure[] = [
  {
    pattern: /Host key verification failed/i,
    kind: 'certificate',
    message: (login) =>
      `the key of that machine is not known or has changed. Run “ssh ${login}” once in a terminal and check its key.`,
  },
  {
    pattern: /permission denied while trying to connect to the Docker|dial unix .*: connect: permission denied/i,
    kind: 'no-permission',
    message: () =>
      'you are logged in, and may not use Docker there. Add yourself to the group “docker” on that machine.',
  },
  {
    pattern: /dial unix .*: connect: |Cannot connect to the Docker daemon|failed to connect to the docker API/i,
    kind: 'not-running',
    message: () => 'you are logged in, and Docker does not run there. Start it on that machine, or correct its socket.',
  },
  {
    pattern: /Permission denied|Too many authentication failures/i,
    kind: 'no-permission',
    message: (login) =>
      `ssh may not log in. “ssh ${login}” must work without a question: with a key that has no passphrase or is in an agent.`,
  },
  {
    pattern: /Could not resolve hostname|Name or service not known/i,
    kind: 'unknown-host',
    message: () => 'no such host is known. Check the name, and that you are on the right network.',
  },
  {
    pattern: /timed out/i,
    kind: 'time-out',
    message: () => 'that machine does not answer in time. Check that it runs and that no firewall is in between.',
  },
  {
    pattern: /Connection refused|No route to host|Network is unreachable/i,
    kind: 'not-running',
    message: () => 'no ssh server answers there. Check host and port.',
  },
  {
    pattern: /dial-stdio['’"]? is not a docker command/i,
    kind: 'version',
    message: () => 'Docker there is too old to be reached over ssh. Version 18.09 can, and 20.10 is needed.',
  },
  {
    pattern: /docker: (?:command )?not found|docker['’"]? is not recognized|not found.*docker/i,
    kind: 'not-docker',
    message: () => 'there is no program “docker” for those who log in by ssh. Install it there, or put it on the PATH.',
  },
];

/** How much of what a program says is quoted, in UTF-16 code units. */
const QUOTED = 300;

/**
 * Makes a failure of what ssh printed before it ended without a connection.
 *
 * @param login as one types it after `ssh`
 */
export function sshFailure(login: string, printed: string, exitCode: number | null): SshFailure {
  const known = KNOWN.find(({ pattern }) => pattern.test(printed));
  if (known !== undefined) return new SshFailure(known.kind, known.message(login));
  const words = printed.trim().split('\n').at(-1)?.trim().slice(0, QUOTED) ?? '';
  const what = words === '' ? `ssh ended with code ${exitCode ?? 'unknown'}` : `ssh says “${words.replace(/\.$/, '')}”`;
  return new SshFailure('unknown', `${what}. Try “ssh ${login} docker version” in a terminal.`);
}

/** The failure of a machine that has no ssh. */
export function sshMissing(reason: string): SshFailure {
  return new SshFailure(
    'settings',
    `the program “ssh” does not start here (${reason}). Install OpenSSH and put it on the PATH.`,
  );
}
