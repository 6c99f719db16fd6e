import { deepEqual } from 'node:assert/strict';
import { argumentsWithoutDefault } from '../../../../src/command/label/build-arguments';
import { readDockerfile } from '../../../../src/command/label/dockerfile';

const namesIn = (...lines: readonly string[]) =>
  argumentsWithoutDefault(readDockerfile(lines.join('\n'))).map(({ name }) => name);

describe('The arguments that a build must be given', () => {
  it('are those without a default, each once, ahead of the first stage and in all of them', () => {
    deepEqual(
      namesIn('ARG BASE', 'ARG A=1', 'FROM $BASE AS one', 'ARG VERSION B=2', 'FROM one', 'ARG VERSION', 'ARG EMPTY='),
      ['BASE', 'VERSION'],
    );
  });

  it('are not those that have a default ahead of the first stage', () => {
    deepEqual(namesIn('ARG VERSION=1', 'FROM scratch', 'ARG VERSION'), []);
  });

  it('are not those that a builder fills in', () => {
    deepEqual(namesIn('FROM scratch', 'ARG TARGETPLATFORM', 'ARG http_proxy', 'ARG TARGETARCH BUILDKIT_SYNTAX'), []);
  });

  it('are marked where they are for secrets', () => {
    deepEqual(argumentsWithoutDefault(readDockerfile('FROM scratch\nARG NPM_TOKEN\nARG VERSION')), [
      { name: 'NPM_TOKEN', isSecret: true },
      { name: 'VERSION', isSecret: false },
    ]);
  });
});
