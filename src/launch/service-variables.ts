/** The environment variables the Container Service gives to every container. */
export const SERVICE_VARIABLES = ['XNAT_HOST', 'XNAT_USER', 'XNAT_PASS', 'XNAT_WORKFLOW_ID', 'XNAT_EVENT_ID'] as const;

export type ServiceVariables = Readonly<Record<(typeof SERVICE_VARIABLES)[number], string>>;

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
