import { deepEqual, equal } from 'node:assert/strict';
import { readChallenge } from '../../../../src/docker/registry/challenge';

describe('a registry’s challenge', () => {
  it('is Basic or Bearer', () => {
    deepEqual(readChallenge('Basic realm="lab"'), { kind: 'basic' });
    deepEqual(readChallenge('Bearer realm="https://auth.example/token",service="lab \\"1\\"",scope="a"'), {
      kind: 'bearer',
      realm: 'https://auth.example/token',
      service: 'lab "1"',
    });
  });

  it('is Bearer where both are offered', () => {
    equal(readChallenge('Basic realm="x", Bearer realm="https://a/t"')?.kind, 'bearer');
    equal(readChallenge('bearer realm=https://a/t')?.kind, 'bearer');
  });

  it('is none where there is neither', () => {
    equal(readChallenge(null), undefined);
    equal(readChallenge('Negotiate'), undefined);
    equal(readChallenge('Bearer service="x"'), undefined);
  });
});
