import type { ServiceVariable } from '../command/model/service-variables';

/** What they hold, by name. */
export type ServiceVariables = Readonly<Record<ServiceVariable, string>>;

/**
 * What a test launch gives in their place: plainly no real values, so that a tool that calls XNAT fails at once and says
 * where it tried. A name under `invalid` never resolves.
 */
export const STAND_INS: ServiceVariables = {
  XNAT_HOST: 'http://xnat.invalid',
  XNAT_USER: 'test-launch',
  XNAT_PASS: 'no-token-in-a-test-launch',
  XNAT_WORKFLOW_ID: '0',
  XNAT_EVENT_ID: '0',
};
