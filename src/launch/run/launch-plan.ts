import type { LaunchError, ResolvedLaunch } from '../../resolution/resolved-launch';
import { containerSpec, type ContainerSpec, type ServerSettings } from '../container-spec';
import type { ArchiveLink } from '../data/folder-reader';
import type { RunFolder } from '../run-folder-names';
import type { LaunchStep } from './launch-event';

/** Everything a launch needs to run, but for the values of its secrets. */
export interface LaunchPlan {
  /** Names the launch to a person: the Command's name. */
  readonly title: string;
  /** What was resolved: mounts to stage, outputs to look for. */
  readonly launch: ResolvedLaunch;
  readonly main: PlannedContainer;
  /** They run side by side before the main container. */
  readonly setups: readonly PlannedContainer[];
  /** They run side by side once the main container has ended well. */
  readonly wrapups: readonly PlannedContainer[];
  /** Data to be laid out as in the archive before they are mounted. */
  readonly links: readonly ArchiveLink[];
  /** Files of this machine by the path in the user's cache that stands for them. */
  readonly cachedFiles: ReadonlyMap<string, string>;
  /** Also names the run. */
  readonly folder: RunFolder;
  /** What was made up, a sentence each. */
  readonly notes: readonly string[];
  /** What becomes of the containers once they have ended by themselves. */
  readonly afterwards: 'remove' | 'keep';
  /** The window or process that starts the run; kept in the labels of what it makes. */
  readonly owner: string;
}

/** A container of a launch. */
export interface PlannedContainer {
  readonly step: LaunchStep;
  readonly spec: ContainerSpec;
}

export type LaunchPlanning =
  { readonly ok: true; readonly plan: LaunchPlan } | { readonly ok: false; readonly error: LaunchError };

/** Says what containers a resolved launch comes to, or why the service could not create one of them. */
export function planLaunch(
  launch: ResolvedLaunch,
  settings: ServerSettings,
  around: Pick<LaunchPlan, 'links' | 'cachedFiles' | 'folder' | 'notes' | 'afterwards' | 'owner'>,
): LaunchPlanning {
  const title = launch.commandName ?? 'Command';
  const main = containerSpec(launch.container, launch.secrets, settings);
  if (!main.ok) return main;
  const setups: PlannedContainer[] = [];
  const wrapups: PlannedContainer[] = [];
  const special = [
    ...launch.setupContainers.map((container) => ({ kind: 'setup', container, list: setups }) as const),
    ...launch.wrapupContainers.map((container) => ({ kind: 'wrapup', container, list: wrapups }) as const),
  ];
  for (const { kind, container, list } of special) {
    const planned = containerSpec(container.container, [], settings);
    if (!planned.ok) return planned;
    const name = container.commandName ?? container.reference;
    const step: LaunchStep = {
      kind,
      id: `${kind}-${list.length + 1}`,
      title: kind === 'setup' ? `Set up ${container.parentName}: ${name}` : `Wrap up ${container.parentName}: ${name}`,
    };
    list.push({ step, spec: planned.spec });
  }
  const step: LaunchStep = { kind: 'main', id: 'main', title: `Run ${title}` };
  return { ok: true, plan: { title, launch, main: { step, spec: main.spec }, setups, wrapups, ...around } };
}
