/** Where a person reads about launch files and what can be wrong with them. */
export const LAUNCH_FILE_PAGE = 'https://github.com/xnat-commands/xnat-commands/blob/main/docs/launch-file.md';
