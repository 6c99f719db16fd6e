import type { Location } from '../location';
import type { Scope } from '../scope';
import type { Candidate } from './completion';
import { environmentNames } from './environment-names';
import { hole } from './snippet-text';

const ULIMITS: Readonly<Record<string, string>> = {
  nofile: 'Open files.',
  nproc: 'Processes of the user.',
  memlock: 'Locked memory, in bytes.',
  stack: 'Stack, in bytes.',
  core: 'Core dumps, in bytes.',
  cpu: 'CPU time, in seconds.',
  fsize: 'Size of a file, in bytes.',
};

/** Names that fit in an object whose names are the author's own; of the rest of objects, none. */
export function mapCandidates(location: Location & { at: 'key' }, scope: Scope): readonly Candidate[] {
  const own = location.property?.key.value;
  const present = new Set(location.object.properties.map(({ key }) => key.value).filter((key) => key !== own));
  return namesFor(location.type, scope, own).filter(({ label }) => !present.has(label));
}

function namesFor(type: string, scope: Scope, own: string | undefined): readonly Candidate[] {
  switch (type) {
    case 'environment-variables':
      return environmentNames(scope, own).map((name) => entry(name, 'The command line reads it.'));
    case 'ulimits':
      return Object.entries(ULIMITS).map(([name, documentation]) => entry(name, documentation));
    case 'generic-resources':
      return [entry('gpu', 'GPUs; the only one that Kubernetes reads.')];
    default:
      return [];
  }
}

function entry(label: string, documentation: string): Candidate {
  return { label, kind: 'property', documentation, value: hole(1) };
}
