import type { HostWishes, Surroundings } from '../../src/docker/surroundings';

/** A Linux machine of user 1000 with nothing on it but what is given; file texts by path. */
export function machine(
  given: Partial<HostWishes> & {
    variables?: Record<string, string>;
    files?: Record<string, string>;
    platform?: string;
  },
): Surroundings {
  const {
    setting = '',
    choice,
    chosenBy = 'choice',
    hosts = [],
    variables = {},
    files = {},
    platform = 'linux',
  } = given;
  return {
    setting,
    choice,
    chosenBy,
    hosts,
    variables,
    platform,
    homeFolder: '/home/ada',
    userId: 1000,
    readFile: (path) => files[path],
    exists: (path) => path in files,
    listFolder: (folder) => [
      ...new Set(
        Object.keys(files)
          .filter((path) => path.startsWith(`${folder}/`))
          .map((path) => path.slice(folder.length + 1).split('/')[0] ?? ''),
      ),
    ],
    sha256: (text) => `hash-of-${text}`,
  };
}
