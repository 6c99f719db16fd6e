import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { Agent } from 'node:http';
import { Duplex } from 'node:stream';
import type { SshTransport } from './address';
import { sshFailure, sshMissing } from './ssh-failure';

/** How long ssh may take to reach the other machine, in seconds. */
const CONNECT_SECONDS = 15;

/** What of ssh's messages is kept, in UTF-16 code units. */
const KEPT_MESSAGES = 4096;

/**
 * The arguments of the system's ssh for a connection to an engine. The other machine's docker command line carries it on to
 * the engine, as it does for the docker command line here. Nobody can answer a question, so ssh must not ask one.
 */
export function sshArguments({ user, host, port, socket }: SshTransport): readonly string[] {
  return [
    '-o',
    'BatchMode=yes',
    '-o',
    `ConnectTimeout=${CONNECT_SECONDS}`,
    '-T',
    ...(user === undefined ? [] : ['-l', user]),
    ...(port === undefined ? [] : ['-p', String(port)]),
    '--',
    host,
    'docker',
    ...(socket === undefined ? [] : ['--host', shellQuoted(`unix://${socket}`)]),
    'system',
    'dial-stdio',
  ];
}

/** ssh hands its words to the other machine's shell as one text. */
const shellQuoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** How a person would type the same login. */
export const loginOf = ({ user, host, port }: SshTransport): string =>
  `${port === undefined ? '' : `-p ${port} `}${user === undefined ? '' : `${user}@`}${host}`;

/** Makes a connection of its own, through a process of ssh, for each request; it ends with the request. */
export class SshAgent extends Agent {
  constructor(private readonly transport: SshTransport) {
    super({ keepAlive: false });
  }

  override createConnection(): Duplex {
    const child = spawn('ssh', [...sshArguments(this.transport)], { windowsHide: true });
    return new SshConnection(child, loginOf(this.transport));
  }
}

/** The input and output of a process as a connection. */
class SshConnection extends Duplex {
  #messages = '';

  constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    login: string,
  ) {
    super({ allowHalfOpen: true });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#messages = (this.#messages + text).slice(-KEPT_MESSAGES);
    });
    child.stdout.on('data', (bytes) => {
      if (!this.push(bytes)) child.stdout.pause();
    });
    // A process that ends early breaks the pipe to it; why it ended is told below.
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => this.destroy(sshMissing(error.message)));
    child.on('close', (code) => {
      if (code === 0) this.push(null);
      else this.destroy(sshFailure(login, this.#messages, code));
    });
  }

  override _read(): void {
    this.child.stdout.resume();
  }

  override _write(chunk: unknown, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    // An error is told when the process has ended, with the reason.
    this.child.stdin.write(chunk, encoding, () => {
      done();
    });
  }

  override _final(done: (error?: Error | null) => void): void {
    this.child.stdin.end(() => {
      done();
    });
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.child.kill();
    done(error);
  }

  /** The agent treats it as a socket, whose settings it has none of. */
  setTimeout(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
