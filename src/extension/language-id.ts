/** The language of a Command's document; a part of the public contract, as in `package.json`. */
export const LANGUAGE_ID = 'xnat-command';
