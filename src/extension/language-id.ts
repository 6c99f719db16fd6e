/** The language of a Command's document; a part of the public contract, as in `package.json`. */
export const LANGUAGE_ID = 'xnat-command';

/** The language that VS Code itself gives to Dockerfiles. */
export const DOCKERFILE_LANGUAGE_ID = 'dockerfile';
