/** The environment variables that the Container Service itself sets in every container. */
export const SERVICE_VARIABLES = ['XNAT_HOST', 'XNAT_USER', 'XNAT_PASS', 'XNAT_WORKFLOW_ID', 'XNAT_EVENT_ID'] as const;

export type ServiceVariable = (typeof SERVICE_VARIABLES)[number];

/** The documentation reserves this one as well, but the service neither sets nor checks it. */
export const DOCUMENTED_RESERVED_VARIABLE = 'XNAT_HOME';

const NAMES: ReadonlySet<string> = new Set(SERVICE_VARIABLES);

/** Whether the service sets the variable of this name in every container. */
export function isServiceVariable(name: string): name is ServiceVariable {
  return NAMES.has(name);
}
