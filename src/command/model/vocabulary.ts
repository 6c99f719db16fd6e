/*
 * The words that the Container Service knows, each list in the order of its own messages.
 */

/** Values of a Command's `type`. */
export const COMMAND_TYPES = ['docker', 'docker-setup', 'docker-wrapup'] as const;

/** Whether a Command prepares files for another one, or works on what that one leaves. */
export function isSetupOrWrapup(type: string): boolean {
  return type === 'docker-setup' || type === 'docker-wrapup';
}

/** Values of a Command's `visibility`. */
export const VISIBILITIES = ['public', 'private', 'protected'] as const;

/** Values of a Command input's `type`. Any other text is stored as `string`. */
export const COMMAND_INPUT_TYPES = ['string', 'boolean', 'number', 'select-one', 'select-many', 'file'] as const;

/** Values of `multiple-delimiter`. */
export const MULTIPLE_DELIMITERS = ['quoted-space', 'space', 'comma', 'flag'] as const;

/** Values of an output handler's `type`. */
export const HANDLER_TYPES = ['Resource', 'Assessor', 'Scan'] as const;

/** The only `type` of a secret's source. */
export const SECRET_SOURCE_TYPE = 'system-property';

/** The only `type` of a secret's destination. */
export const SECRET_DESTINATION_TYPE = 'environment-variable';

/** Variables of the container that a secret may not be put in. The documentation's `XNAT_HOME` is not among them. */
export const SECRET_RESERVED_VARIABLES = ['XNAT_USER', 'XNAT_PASS', 'XNAT_HOST'] as const;
