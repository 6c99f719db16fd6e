/** Where the documentation of the rules stands; a rule's code is the anchor. */
export const RULES_PAGE = 'https://github.com/xnat-commands/xnat-commands/blob/main/docs/rules.md';
