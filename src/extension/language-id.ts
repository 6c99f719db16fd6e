export { COMMAND_LANGUAGE as LANGUAGE_ID, LAUNCH_LANGUAGE as LAUNCH_LANGUAGE_ID } from '../server/protocol';

/** The language that VS Code itself gives to Dockerfiles. */
export const DOCKERFILE_LANGUAGE_ID = 'dockerfile';
