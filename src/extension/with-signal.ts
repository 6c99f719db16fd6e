import type * as vscode from 'vscode';

/** Runs something with a signal that fires when the editor cancels. */
export async function withSignal<T>(
  cancellation: vscode.CancellationToken,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const cancelled = new AbortController();
  const watch = cancellation.onCancellationRequested(() => cancelled.abort());
  try {
    return await run(cancelled.signal);
  } finally {
    watch.dispose();
  }
}
