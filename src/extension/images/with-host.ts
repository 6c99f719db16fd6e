import * as vscode from 'vscode';
import type { DockerConnection, DockerHost } from '../../docker';
import type { Outcome } from '../../launch/engine';
import type { DockerAccess } from '../docker-access';
import { withSignal } from '../with-signal';

/** Does something with a host, with progress and Cancel. */
export async function withHost<T>(
  docker: DockerAccess,
  host: DockerHost,
  title: string,
  act: (connection: DockerConnection, signal: AbortSignal, report: (message: string) => void) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, cancellation) =>
      withSignal(cancellation, async (signal): Promise<Outcome<T>> => {
        const connected = await docker.connect(signal, host);
        if (!connected.ok) return connected;
        return act(connected.value, signal, (message) => progress.report({ message }));
      }),
  );
}
