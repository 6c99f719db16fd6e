import * as vscode from 'vscode';

/** The names of the images that the Docker engine was seen to have; nothing is asked of an engine for their sake. */
export interface KnownImages {
  /** As `repository:tag`. */
  readonly names: readonly string[];
  readonly onDidChange: vscode.Event<void>;
  /** To be told by whoever has listed an engine's images. */
  tell(names: readonly string[]): void;
  dispose(): void;
}

export function createKnownImages(): KnownImages {
  const changed = new vscode.EventEmitter<void>();
  let names: readonly string[] = [];
  return {
    get names() {
      return names;
    },
    onDidChange: changed.event,
    tell(told) {
      if (told.join('\n') === names.join('\n')) return;
      names = told;
      changed.fire();
    },
    dispose: () => changed.dispose(),
  };
}
