import type { ValueOrigin } from './resolved-launch';

/** Ends a sentence that starts with "The value of x". */
export function describeOrigin(origin: ValueOrigin): string {
  switch (origin.kind) {
    case 'none':
      return 'is from nowhere';
    case 'given':
      return 'was given at launch';
    case 'default':
      return origin.from === 'command'
        ? 'is its default'
        : "is the default that the site's or project's configuration sets";
    case 'provided':
      return `is provided by wrapper input "${origin.by}"`;
    case 'property':
      return `is the property "${origin.property}" of "${origin.parent}"`;
    case 'directory':
      return `is the folder of "${origin.parent}"`;
    case 'member': {
      const one = origin.candidates === 1 ? 'the only one' : 'one';
      return `is ${origin.property === undefined ? 'the URI' : `the property "${origin.property}"`} of ${one} of the ${origin.list} of "${origin.parent}"`;
    }
    case 'upward':
      return `is ${origin.property === undefined ? 'the URI' : `the property "${origin.property}"`} of the object that holds "${origin.parent}"`;
  }
}
