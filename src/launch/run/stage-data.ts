import { layOutAndStage } from '../staging';
import type { Conclusion, LaunchRun } from './launch-run';

/** Makes ready all that the containers mount. */
export async function stageData(run: LaunchRun): Promise<Conclusion | undefined> {
  const { launch, links, cachedFiles } = run.plan;
  const containers = [
    launch.container,
    ...[...launch.setupContainers, ...launch.wrapupContainers].map((each) => each.container),
  ];
  const mounts = containers.flatMap((container) => container.mounts);
  if (mounts.length + links.length === 0) return undefined;
  const step = run.begin({ kind: 'stage', id: 'stage', title: 'Prepare folders' });
  const files = launch.fileCopies.map(({ cachePath, to }) => ({ from: cachedFiles.get(cachePath) ?? cachePath, to }));
  const staged = await layOutAndStage({ links, mounts, files }, run.signal);
  if (staged.ok) {
    step.end({ result: 'done', message: undefined, container: undefined });
    return undefined;
  }
  if (run.isStopped()) {
    step.end({ result: 'stopped', message: undefined, container: undefined });
    return run.stopped();
  }
  const { message } = staged;
  step.end({ result: 'failed', message, container: undefined });
  return { status: 'Failed (Staging)', ending: { kind: 'failed', failure: undefined }, message };
}
