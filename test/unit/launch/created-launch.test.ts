import assert from 'node:assert/strict';
import { createdLaunch } from '../../../src/launch/created-launch';
import { launch } from '../../support/launches';

describe('createdLaunch', () => {
  const variables = (environment: Readonly<Record<string, string>>, given: Readonly<Record<string, string>> = {}) => {
    const outcome = createdLaunch(
      launch({ command: { 'environment-variables': environment }, inputs: {} }),
      new Map(Object.entries(given)),
    );
    return outcome.ok
      ? outcome.launch.container.environment.map(({ name, value }) => `${name.text}=${value.text}`)
      : outcome.error;
  };

  it('sets the variables of a launch file beside those of the Command, and in their place', () => {
    assert.deepEqual(variables({ A: '1', B: '2' }, { B: '3', C: '4', XNAT_HOST: 'http://localhost' }), [
      'A=1',
      'B=3',
      'C=4',
    ]);
  });

  it('fails where the creation of the container would', () => {
    const error = variables({ XNAT_HOST: 'x' });
    assert.ok(!Array.isArray(error) && 'kind' in error);
    assert.deepEqual(
      [error.kind, error.stage, error.pointer],
      ['env-clash', 'launch', '/environment-variables/XNAT_HOST'],
    );
    const port = createdLaunch(launch({ command: { ports: { '80': '#p#' }, inputs: [{ name: 'p' }] } }), new Map());
    assert.equal(!port.ok && port.error.message, 'Container and host ports are blank');
  });

  it('leaves what failed before as it is', () => {
    const failed = launch({ command: { inputs: [{ name: 'a', required: true }] } });
    assert.equal(createdLaunch(failed, new Map([['A', '1']])), failed);
  });
});
