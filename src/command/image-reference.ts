/** What is wrong with an image reference, or which of its parts it has. */
export type ImageReference =
  | {
      readonly valid: true;
      readonly repository: string;
      readonly tag: string | undefined;
      readonly digest: string | undefined;
    }
  | { readonly valid: false; readonly fault: ImageReferenceFault };

/** Each names what the author would change. */
export type ImageReferenceFault =
  'white-space' | 'empty-tag' | 'tag-form' | 'digest-form' | 'upper-case' | 'host-form' | 'path-form';

/** What to do about a fault, in a sentence. */
export const REFERENCE_REMEDIES: Readonly<Record<ImageReferenceFault, string>> = {
  'white-space': 'Remove the blanks.',
  'empty-tag': 'Write a tag behind the colon.',
  'tag-form': 'A tag has letters, digits, "_", "." and "-", and at most 128 of them.',
  'digest-form': 'A digest is an algorithm, a colon and at least 32 hexadecimal digits.',
  'upper-case': 'The names of repositories have no capital letters.',
  'host-form': 'What stands before the first slash is no host.',
  'path-form':
    'A repository has small letters and digits, with single separators (".", "_", "__" or hyphens) between them.',
};

const HOST =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*(?::[0-9]+)?$|^\[[0-9A-Fa-f:]+\](?::[0-9]+)?$/;
const PATH_COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;

/**
 * Reads `[host[:port]/]path[:tag][@digest]` by the grammar of the registries (the reference package of Docker's
 * distribution project): repositories in lower case, a tag of at most 128 characters.
 */
export function readImageReference(text: string): ImageReference {
  if (/\s/.test(text)) return fault('white-space');
  const [name, digest] = splitOnce(text, text.indexOf('@'));
  if (digest !== undefined && !DIGEST.test(digest)) return fault('digest-form');
  const colon = name.lastIndexOf(':');
  const [repository, tag] = splitOnce(name, colon > name.lastIndexOf('/') ? colon : -1);
  if (tag === '') return fault('empty-tag');
  if (tag !== undefined && !TAG.test(tag)) return fault('tag-form');
  const components = repository.split('/');
  const [first = ''] = components;
  if (components.length > 1 && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase())) {
    if (!HOST.test(first)) return fault('host-form');
    components.shift();
  }
  if (components.every((component) => PATH_COMPONENT.test(component))) {
    return { valid: true, repository, tag, digest };
  }
  const lower = components.every((component) => PATH_COMPONENT.test(component.toLowerCase()));
  return fault(lower ? 'upper-case' : 'path-form');
}

/** Whether the service finds a tag (or a digest, which its pattern takes for one) in an image's name. */
export function hasTag(image: string): boolean {
  return /^[^\n\r\u0085\u2028\u2029]+:[a-zA-Z0-9_.-]+$/.test(image);
}

/** The image of a new Command as the service stores it, and as others must name it: with the tag that it adds. */
export function storedImage(image: string): string {
  return hasTag(image) ? image : `${image}:latest`;
}

function fault(what: ImageReferenceFault): ImageReference {
  return { valid: false, fault: what };
}

function splitOnce(text: string, at: number): readonly [string, string | undefined] {
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
