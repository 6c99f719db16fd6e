import { COMMANDS_LABEL } from '../../command/label/write-label';
import type { LabelReading } from '../../command/label/read-label';
import type { DockerHost, Image } from '../../docker';
import type { RowSpec } from './row';

/** How images are arranged. */
export interface Arrangement {
  readonly grouping: 'none' | 'repository';
  /** Words that must all be found in an image's names, labels or the names of its Commands; empty for all images. */
  readonly filter: string;
  /** What is known of an image's label by now. */
  readonly readingOf: (image: Image) => LabelReading | undefined;
}

export interface ArrangedImages {
  readonly rows: readonly RowSpec[];
  /** How many images the filter let through. */
  readonly shown: number;
}

const collator = new Intl.Collator('en', { numeric: true });

/** The images of a host as rows: those with Commands first, each by name; those without a name apart, at the end. */
export function arrangeImages(
  host: DockerHost,
  parent: string,
  images: readonly Image[],
  arrangement: Arrangement,
): ArrangedImages {
  const words = arrangement.filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const shown = words.length === 0 ? images : images.filter((image) => matches(image, words));
  const named = shown.filter(({ tags }) => tags.length > 0);
  const dangling = shown.filter(({ tags }) => tags.length === 0);
  const rows = arrangement.grouping === 'none' ? flat : grouped;
  return {
    rows: [...rows(host, parent, named, arrangement), ...danglingRow(host, parent, dangling, arrangement)],
    shown: shown.length,
  };
}

/** Whether an image has Commands, or a label that should hold some. */
export const hasCommands = ({ labels }: Image): boolean => COMMANDS_LABEL in labels;

function matches(image: Image, words: readonly string[]): boolean {
  let text = searched.get(image);
  if (text === undefined) {
    text = [image.id, ...image.tags, ...Object.entries(image.labels).flat()].join('\n').toLowerCase();
    searched.set(image, text);
  }
  return words.every((word) => text.includes(word));
}

/** What is searched of each image: the filter is applied with every key press. */
const searched = new WeakMap<Image, string>();

function flat(
  host: DockerHost,
  parent: string,
  images: readonly Image[],
  { readingOf }: Arrangement,
): readonly RowSpec[] {
  return images
    .map((image) => ({ image, name: image.tags[0] ?? '', rank: hasCommands(image) ? 0 : 1 }))
    .sort((a, b) => a.rank - b.rank || collator.compare(a.name, b.name))
    .map(({ image, name }) => imageRow(host, parent, image, name, name, readingOf(image)));
}

/** An image with names in several repositories stands in each. */
function grouped(
  host: DockerHost,
  parent: string,
  images: readonly Image[],
  { readingOf }: Arrangement,
): readonly RowSpec[] {
  const repositories = new Map<string, { readonly image: Image; readonly name: string; readonly tag: string }[]>();
  for (const image of images) {
    const seen = new Set<string>();
    for (const name of image.tags) {
      const [repository, tag] = splitName(name);
      if (seen.has(repository)) continue;
      seen.add(repository);
      const members = repositories.get(repository) ?? [];
      members.push({ image, name, tag });
      repositories.set(repository, members);
    }
  }
  return [...repositories]
    .map(([name, members]) => ({ name, members, rank: members.some(({ image }) => hasCommands(image)) ? 0 : 1 }))
    .sort((a, b) => a.rank - b.rank || collator.compare(a.name, b.name))
    .map(({ name, members, rank }): RowSpec => {
      const id = `${parent}/repository/${name}`;
      const content = { kind: 'repository', name, count: members.length, hasCommands: rank === 0 } as const;
      return {
        id,
        content,
        version: `${members.length} ${rank}`,
        children: members
          .sort((a, b) => collator.compare(b.tag, a.tag))
          .map((member) => imageRow(host, id, member.image, member.name, member.tag, readingOf(member.image))),
      };
    });
}

function danglingRow(
  host: DockerHost,
  parent: string,
  images: readonly Image[],
  { readingOf }: Arrangement,
): readonly RowSpec[] {
  if (images.length === 0) return [];
  const id = `${parent}/dangling`;
  const children = images
    .toSorted((a, b) => b.created.getTime() - a.created.getTime())
    .map((image) => imageRow(host, id, image, undefined, shortId(image.id), readingOf(image)));
  return [{ id, content: { kind: 'dangling', count: images.length }, version: String(images.length), children }];
}

function imageRow(
  host: DockerHost,
  parent: string,
  image: Image,
  name: string | undefined,
  title: string,
  reading: LabelReading | undefined,
): RowSpec {
  return {
    id: `${parent}/image/${image.id}`,
    content: { kind: 'image', host, image, name, title, reading },
    // Labels, size and date belong to what the id is the digest of.
    version: [title, ...image.tags, reading === undefined ? 'unread' : 'read'].join('\n'),
  };
}

/** The beginning of an image's id, as the docker command line shows it. */
export const shortId = (id: string): string => id.replace(/^sha256:/, '').slice(0, 12);

/** `repository:tag` in its two halves; a registry's port is no tag. */
export function splitName(name: string): readonly [repository: string, tag: string] {
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/') ? [name.slice(0, colon), name.slice(colon + 1)] : [name, 'latest'];
}
