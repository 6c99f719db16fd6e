import type { DockerHost } from '../../docker';
import { titleOf } from './image-texts';
import type { ImageOfHost } from './row';
import { counted } from './wording';

/** What is to be removed from a host: a name of an image, or by its id an image that has none. */
export interface Removal {
  readonly host: DockerHost;
  /** Of the image. */
  readonly id: string;
  /** The name; undefined for an image that has none. */
  readonly name: string | undefined;
}

/** What became of removals. */
export interface RemovalOutcome {
  readonly asked: number;
  readonly removed: number;
  /** What the engine would not remove, with its reason in sentences. */
  readonly refused: readonly { readonly title: string; readonly reason: string }[];
  /** Of engines that went away, why the rest was not tried there, a sentence each. */
  readonly lost: readonly string[];
  readonly isCancelled: boolean;
}

/** Every name of the images, each once: grouped by repository, an image may stand in several rows. */
export function removalsOf(images: readonly ImageOfHost[]): readonly Removal[] {
  const distinct = new Map(images.map((image) => [`${image.host.reference}\n${image.image.id}`, image]));
  return [...distinct.values()].flatMap(({ host, image: { id, tags } }): readonly Removal[] =>
    tags.length === 0 ? [{ host, id, name: undefined }] : tags.map((name) => ({ host, id, name })),
  );
}

/** What the engine is to remove: the name, or the id of an image without one. */
export const referenceOf = ({ id, name }: Removal): string => name ?? id;

/** What a person sees of it. */
export const titleOfRemoval = ({ id, name }: Removal): string => titleOf(id, name);

/** More images than this are not listed one by one. */
const LISTED = 10;

/** Asks a person whether that is what they mean: how many, which, and from where. */
export function removalQuestion(removals: readonly Removal[]): { readonly question: string; readonly detail: string } {
  const hosts = [...new Map(removals.map(({ host }) => [host.reference, host.name])).values()];
  const from = hosts.length === 1 ? `from ${hosts[0] ?? ''}` : `from ${hosts.length} Docker hosts: ${hosts.join(', ')}`;
  const images = new Map<string, string[]>();
  for (const removal of removals) {
    const key = `${removal.host.reference}\n${removal.id}`;
    images.set(key, [...(images.get(key) ?? []), titleOfRemoval(removal)]);
  }
  const lines = [...images.values()].map((names) => names.join(', '));
  const more = lines.length > LISTED ? [`… and ${(lines.length - LISTED).toLocaleString('en')} more`] : [];
  return {
    question: `Remove ${whatOf(removals, images.size)} ${from}?`,
    detail: [
      ...(removals.length === 1 ? [] : [...lines.slice(0, LISTED), ...more, '']),
      'An image goes with its last name. It can be pulled or built again.',
    ].join('\n'),
  };
}

function whatOf(removals: readonly Removal[], imageCount: number): string {
  const [first] = removals;
  if (removals.length === 1 && first !== undefined) return titleOfRemoval(first);
  if (imageCount === 1) return `${counted(removals.length, 'name')} of an image`;
  const names = removals.length === imageCount ? '' : `, with ${counted(removals.length, 'name')},`;
  return `${counted(imageCount, 'image')}${names}`;
}

/** More reasons than this are left to a second try. */
const REASONS = 4;

/** What to tell a person at the end; undefined where all went well. */
export function removalSummary({ asked, removed, refused, lost, isCancelled }: RemovalOutcome): string | undefined {
  if (refused.length + lost.length === 0 && (!isCancelled || asked === 1)) return undefined;
  const done = asked === 1 ? [] : [`Removed ${removed.toLocaleString('en')} of ${asked.toLocaleString('en')}.`];
  const reasons = refused.slice(0, REASONS).map(({ title, reason }) => `${title} stays: ${reason}`);
  const more = refused.length - REASONS;
  return [
    ...lost,
    ...done,
    ...reasons,
    ...(more > 0 ? [`${more.toLocaleString('en')} more stay for reasons like these.`] : []),
  ].join(' ');
}
