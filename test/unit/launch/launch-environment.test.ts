import { deepEqual } from 'node:assert/strict';
import { serviceVariablesWith, withEnvironment } from '../../../src/launch/launch-environment';
import { STAND_INS } from '../../../src/launch/service-variables';
import type { ResolvedContainer, ResolvedLaunch } from '../../../src/resolution/resolved-launch';

const text = (value: string) => ({ text: value, template: value, pointer: '', replacements: [] });

describe('The environment of a launch file', () => {
  const container = {
    environment: [
      { name: text('LEVEL'), value: text('1') },
      { name: text('MODE'), value: text('fast') },
      { name: text('XNAT_HOST'), value: text('of the Command') },
    ],
  } as unknown as ResolvedContainer;
  const launch = { container, setupContainers: [{ container }], wrapupContainers: [] } as unknown as ResolvedLaunch;
  const environment = new Map([
    ['LEVEL', '2'],
    ['EXTRA', 'x'],
    ['XNAT_HOST', 'http://localhost'],
  ]);

  it('stands beside the Command’s and in place of it, in every container', () => {
    const changed = withEnvironment(launch, environment);
    for (const each of [changed.container, changed.setupContainers[0]!.container]) {
      deepEqual(
        each.environment.map(({ name, value }) => `${name.text}=${value.text}`),
        ['MODE=fast', 'LEVEL=2', 'EXTRA=x'],
      );
    }
  });

  it('takes the place of what the service adds', () => {
    deepEqual(serviceVariablesWith(STAND_INS, environment), { ...STAND_INS, XNAT_HOST: 'http://localhost' });
  });
});
