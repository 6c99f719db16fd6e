import { readImageReference } from '../../command/image-reference';
import { registryOf } from './image-host';
import { registryUrlOf } from './serving';

/** A repository at a registry. */
export interface Repository {
  /** As a person writes it, without a tag. */
  readonly name: string;
  /** As the registry's API has it. */
  readonly path: string;
}

/** The repository in an image's name that may end in a colon or half a tag; undefined when it is no name of an image. */
export function repositoryOf(image: string): Repository | undefined {
  const reference = readImageReference(image.replace(/:$/, ''));
  if (!reference.valid) return undefined;
  const { repository: name } = reference;
  const url = registryUrlOf(name);
  const path = name.startsWith(`${url}/`) ? name.slice(url.length + 1) : name.replace(/^(index\.)?docker\.io\//, '');
  const isOfficial = registryOf(url)?.host === 'docker.io' && !path.includes('/');
  return { name, path: isOfficial ? `library/${path}` : path };
}
