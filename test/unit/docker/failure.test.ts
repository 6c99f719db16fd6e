import assert from 'node:assert/strict';
import type { Endpoint } from '../../../src/docker/endpoint';
import { failureOf } from '../../../src/docker/failure';

const endpoint: Endpoint = {
  address: 'tcp://lab:2376',
  source: { kind: 'context', name: 'lab' },
  transport: { kind: 'tcp', host: 'lab', port: 2376, tls: undefined },
};
const quiet = new AbortController().signal;
const withCode = (code: string) => Object.assign(new Error(`words of ${code}`), { code });

describe('failures of the engine', () => {
  it('name the endpoint, where it comes from and the cause', () => {
    const causes = {
      ENOENT: 'not-running',
      ECONNREFUSED: 'not-running',
      EACCES: 'no-permission',
      ENOTFOUND: 'unknown-host',
      ETIMEDOUT: 'time-out',
      CERT_HAS_EXPIRED: 'certificate',
      DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
      ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
      HPE_INVALID_CONSTANT: 'not-docker',
      EWHATEVER: 'unknown',
    };
    for (const [code, cause] of Object.entries(causes)) {
      const failure = failureOf(withCode(code), endpoint, quiet);
      assert.ok(failure.kind === 'unreachable', code);
      assert.equal(failure.cause, cause, code);
      assert.match(failure.message, /tcp:\/\/lab:2376 \(from the Docker context “lab”\): .+\.$/);
    }
  });

  it('tell a break from an engine that was never there', () => {
    assert.equal(failureOf(withCode('ECONNRESET'), endpoint, quiet).kind, 'lost');
    assert.equal(failureOf(withCode('EPIPE'), endpoint, quiet).kind, 'lost');
  });

  it('tell a cancel from a time-out', () => {
    const aborted = withCode('ABORT_ERR');
    assert.equal(failureOf(aborted, endpoint, AbortSignal.abort()).kind, 'cancelled');
    const late = failureOf(aborted, endpoint, AbortSignal.abort(new DOMException('late', 'TimeoutError')));
    assert.equal(late.kind === 'unreachable' && late.cause, 'time-out');
  });

  it('quote an engine that says no', () => {
    const words = '(HTTP code 409) unexpected - Conflict. The container name "/a" is already in use. ';
    const refusal = Object.assign(new Error(words), { statusCode: 409 });
    assert.deepEqual(failureOf(refusal, endpoint, quiet), {
      kind: 'refused',
      status: 409,
      message: 'Conflict. The container name "/a" is already in use.',
    });
  });

  it('say what keeps an image from being removed, and what to do first', () => {
    const advice = {
      'conflict: unable to remove repository reference "a:1" (must force) - container 0123 is using its referenced image 4567':
        'Stop and remove that container first.',
      'conflict: unable to delete 4567 (cannot be forced) - image is being used by running container 0123':
        'Stop and remove that container first.',
      'image used by 0123: image is in use by a container: consider listing external containers':
        'Stop and remove that container first.',
      'conflict: unable to delete 4567 (cannot be forced) - image has dependent child images':
        'Remove the images that were built on it first.',
    };
    for (const [said, next] of Object.entries(advice)) {
      const refusal = Object.assign(new Error(`(HTTP code 409) conflict - ${said} `), { statusCode: 409 });
      assert.equal(failureOf(refusal, endpoint, quiet).message, `${said}. ${next}`);
    }
  });

  it('know a missing image in the words of Docker and of Podman', () => {
    for (const message of ['No such image: lab/tool:1', 'lab/tool:1: image not known']) {
      const failure = failureOf(
        Object.assign(new Error(`(HTTP code 404) unexpected - ${message} `), { statusCode: 404 }),
        endpoint,
        quiet,
      );
      assert.ok(failure.kind === 'image-missing', message);
      assert.equal(failure.image, 'lab/tool:1');
      assert.match(failure.message, /lab\/tool:1 is not on the Docker engine at tcp:\/\/lab:2376/);
    }
  });
});
