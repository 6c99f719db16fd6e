import * as vscode from 'vscode';
import type { DockerConnection, DockerHost } from '../../docker';
import type { Outcome } from '../../launch/engine';
import type { DockerAccess } from '../docker-access';

/** Does something with a host, with progress and Cancel. */
export async function withHost<T>(
  docker: DockerAccess,
  host: DockerHost,
  title: string,
  act: (connection: DockerConnection, signal: AbortSignal, report: (message: string) => void) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, cancellation): Promise<Outcome<T>> => {
      const cancelled = new AbortController();
      const watch = cancellation.onCancellationRequested(() => cancelled.abort());
      try {
        const connected = await docker.connect(cancelled.signal, host);
        if (!connected.ok) return connected;
        return await act(connected.value, cancelled.signal, (message) => progress.report({ message }));
      } finally {
        watch.dispose();
      }
    },
  );
}
