import { delayed } from '../patience';
import { REQUEST_PATIENCE, type Conclusion, type LaunchRun } from './launch-run';

/**
 * Pulls the images that are not there. One is there when it has a tag that is the very text of the Command; the Container
 * Service looks no closer, so that `docker.io/x/y:1` is pulled each time.
 */
export async function pullImages(run: LaunchRun): Promise<Conclusion | undefined> {
  const { main, setups, wrapups } = run.plan;
  const images = new Set([main, ...setups, ...wrapups].map(({ spec }) => spec.image));
  let pulls = 0;
  for (const image of images) {
    const present = await run.tools.engine.hasImage(image, delayed(run.signal, REQUEST_PATIENCE));
    if (run.isStopped()) return run.stopped();
    if (!present.ok) {
      const message = run.wordsOf(present.failure, `Docker could not say whether it has the image ${image}`);
      return run.failed('Failed (Container launch)', present.failure, message);
    }
    if (present.value) continue;
    const conclusion = await pull(run, image, ++pulls);
    if (conclusion !== undefined) return conclusion;
  }
  return undefined;
}

async function pull(run: LaunchRun, image: string, number: number): Promise<Conclusion | undefined> {
  const step = run.begin({ kind: 'pull', id: `pull-${number}`, title: `Pull ${image}` });
  const credentials = await run.tools.credentialsFor(image);
  const pulled = await run.tools.engine.pullImage(image, credentials, (message) => step.progress(message), run.signal);
  if (run.isStopped()) {
    step.end({ result: 'stopped', message: undefined, container: undefined });
    return run.stopped();
  }
  if (pulled.ok) {
    step.end({ result: 'done', message: undefined, container: undefined });
    return undefined;
  }
  const message = run.wordsOf(pulled.failure, `The image ${image} is not on the engine and cannot be pulled`);
  step.end({ result: 'failed', message, container: undefined });
  return run.failed('Failed (Container launch)', pulled.failure, message);
}
