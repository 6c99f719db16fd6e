import * as vscode from 'vscode';
import { COMMANDS_LABEL } from '../../command/label/write-label';
import { describeProgress } from '../../launch/image-pull';
import type { DockerAccess } from '../docker-access';
import { chooseImage } from './choose-image';
import type { ImageHosts } from './host-store';
import { loginFor } from './login-for';

/** What came of a pull; undefined when the person gave up. */
type Pulled = { readonly ok: true; readonly message: string } | { readonly ok: false; readonly message: string };

/** Registers **Pull image…**: asks for a name, pulls it with the login of its image host, and says which Commands came. */
export function registerPullImage(
  docker: DockerAccess,
  hosts: ImageHosts,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return vscode.commands.registerCommand('xnatCommands.pullImage', async (given?: unknown) => {
    if (!vscode.workspace.isTrusted) {
      void vscode.window.showWarningMessage('Images are pulled in trusted workspaces only.');
      return;
    }
    const image = typeof given === 'string' ? given : await chooseImage(hosts, log);
    if (image === undefined) return;
    const options = { location: vscode.ProgressLocation.Notification, title: `Pulling ${image}`, cancellable: true };
    const pulled = await vscode.window.withProgress(options, (progress, cancellation) => {
      const stop = new AbortController();
      cancellation.onCancellationRequested(() => {
        stop.abort();
      });
      return pull(image, { docker, hosts, log }, (message) => progress.report({ message }), stop.signal);
    });
    if (pulled === undefined) return;
    log.info(pulled.message);
    if (!pulled.ok) {
      void vscode.window.showErrorMessage(pulled.message);
      return;
    }
    const show = 'Show images';
    if ((await vscode.window.showInformationMessage(pulled.message, show)) === show) {
      await vscode.commands.executeCommand('xnatCommands.images.focus');
    }
  });
}

interface PullServices {
  readonly docker: DockerAccess;
  readonly hosts: ImageHosts;
  readonly log: vscode.LogOutputChannel;
}

async function pull(
  image: string,
  { docker, hosts, log }: PullServices,
  report: (message: string) => void,
  signal: AbortSignal,
): Promise<Pulled | undefined> {
  const isStopped = () => signal.aborted;
  const connected = await docker.connect(signal);
  if (isStopped()) return undefined;
  if (!connected.ok) return { ok: false, message: connected.failure.message };
  const { login, from, differences } = await loginFor(image, hosts, log);
  report(from === undefined ? 'without a login' : `signed in by ${from}`);
  for (const difference of differences) log.info(difference);

  const onProgress = atMostEvery(100, (words: string) => {
    report(words);
  });
  const pulled = await connected.value.containers.pullImage(
    image,
    login,
    (progress) => {
      onProgress(describeProgress(progress));
    },
    signal,
  );
  if (isStopped()) return undefined;
  if (!pulled.ok) return { ok: false, message: pulled.failure.message };

  const listed = await connected.value.listImages(signal);
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
