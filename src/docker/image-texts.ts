import type { ImageText } from '../launch/run/check-launch';

/** What the engine tells of an image, as far as people write texts into it. */
interface ImageConfiguration {
  readonly Config?: {
    readonly Env?: readonly string[] | null;
    readonly Labels?: Readonly<Record<string, string>> | null;
    readonly Cmd?: readonly string[] | null;
    readonly Entrypoint?: readonly string[] | string | null;
  } | null;
  readonly Comment?: string;
  readonly Author?: string;
}

/** A layer of an image, newest first. */
interface HistoryEntry {
  readonly CreatedBy?: string;
  readonly Comment?: string;
}

/** The texts in an image's configuration and history, each with a name. */
export function imageTexts(configuration: unknown, history: unknown): readonly ImageText[] {
  const { Config, Comment, Author } = configuration as ImageConfiguration;
  const steps = (history as readonly HistoryEntry[]).toReversed();
  return [
    ...(Config?.Env ?? []).map((text) => ({ part: `the environment variable ${text.split('=')[0] ?? ''}`, text })),
    ...Object.entries(Config?.Labels ?? {}).map(([key, value]) => ({
      part: `the label ${key}`,
      text: `${key}=${value}`,
    })),
    { part: 'the default command', text: JSON.stringify([Config?.Entrypoint, Config?.Cmd]) },
    { part: 'the author or comment', text: `${Author ?? ''} ${Comment ?? ''}` },
    ...steps.map(({ CreatedBy = '', Comment: comment = '' }, index) => ({
      part: `step ${index + 1} of the history`,
      text: `${CreatedBy} ${comment}`,
    })),
  ];
}
