import assert from 'node:assert/strict';
import { sshArguments } from '../../../src/docker/ssh-connection';
import { sshFailure } from '../../../src/docker/ssh-failure';

describe('ssh to an engine', () => {
  it('asks no question, and takes a host for nothing but a host', () => {
    const plain = sshArguments({ kind: 'ssh', user: undefined, host: 'lab', port: undefined, socket: undefined });
    assert.deepEqual(plain.slice(plain.indexOf('--')), ['--', 'lab', 'docker', 'system', 'dial-stdio']);
    assert.ok(plain.includes('BatchMode=yes'));
    const full = sshArguments({ kind: 'ssh', user: 'ada', host: 'lab', port: 2222, socket: "/run/o'k.sock" });
    assert.match(full.join(' '), /-l ada -p 2222 -- lab docker --host 'unix:\/\/\/run\/o'\\''k\.sock' system/);
  });

  it('is told apart by what it prints', () => {
    const kinds = {
      'Host key verification failed.': 'certificate',
      'ada@lab: Permission denied (publickey,password).': 'no-permission',
      'ssh: Could not resolve hostname lab: Name or service not known': 'unknown-host',
      'ssh: connect to host lab port 22: Connection timed out': 'time-out',
      'ssh: connect to host lab port 22: Connection refused': 'not-running',
      'sh: 1: docker: not found': 'not-docker',
      'bash: docker: command not found': 'not-docker',
      "docker: 'dial-stdio' is not a docker command.": 'version',
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?':
        'not-running',
      'permission denied while trying to connect to the Docker daemon socket': 'no-permission',
      'failed to open the raw stream connection: dial unix /a.sock: connect: no such file or directory': 'not-running',
      'failed to open the raw stream connection: dial unix /a.sock: connect: permission denied': 'no-permission',
      'something new': 'unknown',
      '': 'unknown',
    };
    for (const [printed, kind] of Object.entries(kinds)) {
      const failure = sshFailure('ada@lab', `Warning: an old hint.\n${printed}\n`, 255);
      assert.equal(failure.kind, kind, printed);
      assert.match(failure.message, /\.$/, printed);
    }
  });
});
