import type { LaunchOutcome } from '../resolution/resolved-launch';
import { containerSpec, type ServerSettings } from './container-spec';
import { withEnvironment } from './launch-environment';
import { STAND_INS } from './service-variables';

/** What a server sets has no say in whether a container can be asked for. */
const ANY_SERVER: ServerSettings = {
  serviceVariables: STAND_INS,
  passwordSource: undefined,
  containerUser: '',
  secretDelivery: 'environment',
};

/**
 * What becomes of a resolved launch when its containers are asked of an engine: the variables of a launch file join, and
 * what the service or the engine refuses then is the launch's error.
 */
export function createdLaunch(outcome: LaunchOutcome, environment: ReadonlyMap<string, string>): LaunchOutcome {
  if (!outcome.ok) return outcome;
  const launch = withEnvironment(outcome.launch, environment);
  const { container, secrets, setupContainers, wrapupContainers, inputs } = launch;
  const specs = [
    containerSpec(container, secrets, ANY_SERVER),
    ...[...setupContainers, ...wrapupContainers].map((special) => containerSpec(special.container, [], ANY_SERVER)),
  ];
  const refused = specs.find((spec) => !spec.ok);
  return refused === undefined ? { ok: true, launch } : { ok: false, error: refused.error, inputs, unresolved: [] };
}
