import * as vscode from 'vscode';
import { COMMANDS_LABEL } from '../../command/label/write-label';
import type { DockerConnection } from '../../docker';
import { describeProgress } from '../../launch/image-pull';
import type { DockerAccess } from '../docker-access';
import { chooseImage } from './choose-image';
import type { ImageHosts } from './host-store';
import { loginFor } from './login-for';
import type { RepositoryTags } from './repository-tags';

/** What came of a pull, in sentences. */
interface Pulled {
  readonly ok: boolean;
  readonly message: string;
}

/**
 * Registers **Pull image…**: asks for a name, unless it is given some, pulls the images with the logins of their hosts, and
 * says which Commands came.
 */
export function registerPullImage(
  docker: DockerAccess,
  hosts: ImageHosts,
  repositories: RepositoryTags,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return vscode.commands.registerCommand('xnatCommands.pullImage', async (...given: readonly unknown[]) => {
    if (!vscode.workspace.isTrusted) {
      void vscode.window.showWarningMessage('Images are pulled in trusted workspaces only.');
      return;
    }
    const names = given.filter((name) => typeof name === 'string');
    const images =
      names.length > 0 ? names : [await chooseImage(repositories, log)].filter((name) => name !== undefined);
    if (images.length === 0) return;
    const pulls = await pullAll(images, { docker, hosts, log });
    const [first] = pulls;
    if (first === undefined) return;
    for (const { message } of pulls) log.info(message);
    const failed = pulls.filter(({ ok }) => !ok);
    const message = images.length === 1 ? first.message : summaryOf(images.length, pulls);
    if (failed.length > 0) {
      void vscode.window.showErrorMessage(message);
      return;
    }
    const show = 'Show images';
    if ((await vscode.window.showInformationMessage(message, show)) === show) {
      await vscode.commands.executeCommand('xnatCommands.images.focus');
    }
  });
}

/** Pulls one image after the other, as each takes all of the line; what was not yet begun when the person gave up is left out. */
async function pullAll(images: readonly string[], services: PullServices): Promise<readonly Pulled[]> {
  const title = images.length === 1 ? `Pulling ${images[0] ?? ''}` : `Pulling ${images.length} images`;
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, cancellation) => {
    const stop = new AbortController();
    cancellation.onCancellationRequested(() => {
      stop.abort();
    });
    const connected = await services.docker.connect(stop.signal);
    if (stop.signal.aborted) return [];
    if (!connected.ok) return [{ ok: false, message: connected.failure.message }];
    const pulls: Pulled[] = [];
    for (const image of images) {
      const ahead = images.length === 1 ? '' : `${image}: `;
      const pulled = await pull(
        image,
        connected.value,
        services,
        (words) => progress.report({ message: ahead + words }),
        stop.signal,
      );
      if (pulled === undefined) break;
      pulls.push(pulled);
    }
    return pulls;
  });
}

/** More reasons than this are left to the log. */
const REASONS = 3;

/** What came of several pulls: how many went well, and why others did not. */
function summaryOf(count: number, pulls: readonly Pulled[]): string {
  const failed = pulls.filter(({ ok }) => !ok);
  const pulled = pulls.length - failed.length;
  return [
    `Pulled ${pulled === count ? count : `${pulled} of ${count}`} images.`,
    ...failed.slice(0, REASONS).map(({ message }) => message),
    ...(failed.length > REASONS ? [`The log has ${failed.length - REASONS} more reasons.`] : []),
  ].join(' ');
}

interface PullServices {
  readonly docker: DockerAccess;
  readonly hosts: ImageHosts;
  readonly log: vscode.LogOutputChannel;
}

async function pull(
  image: string,
  connection: DockerConnection,
  { hosts, log }: PullServices,
  report: (message: string) => void,
  signal: AbortSignal,
): Promise<Pulled | undefined> {
  const isStopped = () => signal.aborted;
  const { login, from, differences } = await loginFor(image, hosts, log);
  report(from === undefined ? 'without a login' : `signed in by ${from}`);
  for (const difference of differences) log.info(difference);

  const onProgress = atMostEvery(100, (words: string) => {
    report(words);
  });
  const pulled = await connection.containers.pullImage(
    image,
    login,
    (progress) => {
      onProgress(describeProgress(progress));
    },
    signal,
  );
  if (isStopped()) return undefined;
  if (!pulled.ok) return { ok: false, message: pulled.failure.message };

  const listed = await connection.listImages(signal);
  if (isStopped()) return undefined;
  if (!listed.ok) return { ok: false, message: listed.failure.message };
  const label = listed.value.find(({ tags }) => tags.includes(image))?.labels[COMMANDS_LABEL];
  // What checks Commands is large, and the bundle of the Images view has it already.
  const { describeBrought } = await import('../images');
  return { ok: true, message: [describeBrought(image, label), ...differences].join(' ') };
}

/** Passes a text on, but no more often than every so many milliseconds: an engine tells of each kilobyte. */
function atMostEvery(milliseconds: number, pass: (text: string) => void): (text: string) => void {
  let next = 0;
  return (text) => {
    const now = performance.now();
    if (now < next) return;
    next = now + milliseconds;
    pass(text);
  };
}
