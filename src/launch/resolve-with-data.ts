import type { Command } from '../command/model/command';
import { resolveLaunch } from '../resolution/resolve-launch';
import type { LaunchOutcome } from '../resolution/resolved-launch';
import type { ArchiveLink } from './data/folder-reader';
import { evaluateXPath } from './evaluate-xpath';
import { prepareInputs, type InputsToPrepare } from './prepare-inputs';
import type { UnusableInput } from './unusable-input';
import { findSpecialCommand } from './special-commands';

/** A launch without an XNAT around it: what is given, and where new folders go. */
export interface LocalLaunch extends InputsToPrepare {
  /** Setup and wrapup Commands that the Command may name. */
  readonly otherCommands: readonly Command[];
  /** Folder in which the launch makes its own. */
  readonly buildPath: string;
  readonly newDirectoryName: () => string;
}

/** What came of it. */
export type LocalResolution =
  | {
      readonly ok: true;
      readonly outcome: LaunchOutcome;
      /** Data that have to be laid out as in the archive before they are mounted. */
      readonly links: readonly ArchiveLink[];
      /** Files of this machine by the path in the user's cache that stands for them. */
      readonly cachedFiles: ReadonlyMap<string, string>;
      /** What was made up, a sentence each. */
      readonly notes: readonly string[];
    }
  | ({ readonly ok: false } & UnusableInput);

/**
 * Reads the data that are given, then resolves the launch. Every secret counts as there: whether its value is known is
 * asked only when something runs.
 *
 * @throws the signal's reason once it is aborted
 */
export async function resolveWithData(launch: LocalLaunch): Promise<LocalResolution> {
  const preparation = await prepareInputs(launch);
  if (!preparation.ok) return preparation;
  const { inputs, sources, links, cachedFiles, notes } = preparation.prepared;
  const outcome = resolveLaunch({
    command: launch.command,
    wrapperName: launch.wrapper.name,
    inputs,
    settings: { configurations: [], buildPath: launch.buildPath, pathTranslation: undefined },
    sources: {
      ...sources,
      newDirectoryName: launch.newDirectoryName,
      specialCommand: (reference) => findSpecialCommand(reference, launch.otherCommands),
      hasSecret: () => true,
      evaluateXPath,
    },
  });
  return { ok: true, outcome, links, cachedFiles, notes };
}
