import { describeProgress } from '../image-pull';
import { delayed } from '../patience';
import { redactText } from '../redaction';
import { REQUEST_PATIENCE, type Conclusion, type LaunchRun } from './launch-run';

/**
 * Pulls the images that are not there. One is there when it has a tag that is the very text of the Command; the Container
 * Service looks no closer, so that `docker.io/x/y:1` is pulled each time.
 */
export async function pullImages(run: LaunchRun): Promise<Conclusion | undefined> {
  if (run.tools.engine.pulls === 'at creation') return undefined;
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

const PULLED_WITH_CREDENTIALS = (image: string) =>
  `${image} was pulled with your credentials. A launch on plain Docker pulls without those of XNAT's image hosts: on the server, pull the image beforehand.`;

async function pull(run: LaunchRun, image: string, number: number): Promise<Conclusion | undefined> {
  const step = run.begin({ kind: 'pull', id: `pull-${number}`, title: `Pull ${image}` });
  const login = await run.tools.loginFor(image);
  if (login !== undefined) run.note(PULLED_WITH_CREDENTIALS(image));
  const pulled = await run.tools.engine.pullImage(
    image,
    login,
    (progress) => step.progress(describeProgress(progress)),
    run.signal,
  );
  if (run.isStopped()) {
    step.end({ result: 'stopped', message: undefined, container: undefined });
    return run.stopped();
  }
  if (pulled.ok) {
    step.end({ result: 'done', message: undefined, container: undefined });
    return undefined;
  }
  const message = `The image is not on the engine. ${redactText(run.mask, pulled.failure.message)}`;
  step.end({ result: 'failed', message, container: undefined });
  return run.failed('Failed (Container launch)', pulled.failure, message);
}
