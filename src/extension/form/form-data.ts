import { escapePointerStep } from '../../command/document/navigation';
import type { Command, Wrapper } from '../../command/model/command';
import type { DataFiles } from '../../launch/data/data-files';
import { createFolderCache } from '../../launch/data/folder-cache';
import type { LaunchInput } from '../../launch-file/launch-file';
import { prepareInputs, type InputsPreparation } from '../../launch/prepare-inputs';

/** Where a form's data are read. */
export interface DataSource {
  readonly files: DataFiles;
  /** What is at an absolute path. */
  kindOf(path: string): Promise<'folder' | 'file' | 'nothing'>;
  /** Makes a path absolute: relative to the Command. */
  resolvePath(path: string): string;
  /** Told now and then how many files were found so far. */
  onProgress(found: number): void;
}

/** Reads the folders and objects that a form gives. Folders are remembered, for most key presses change something else. */
export class FormData {
  private folders = createFolderCache();

  constructor(private readonly source: DataSource) {}

  /**
   * @param inputs folders, files and objects alone
   * @throws the signal's reason once it is aborted
   */
  async prepare(
    command: Command,
    wrapper: Wrapper,
    inputs: ReadonlyMap<string, LaunchInput>,
    signal: AbortSignal,
  ): Promise<InputsPreparation> {
    const { folders } = this;
    const { files } = this.source;
    const resolvePath = (path: string) => this.source.resolvePath(path);
    for (const [input, given] of inputs) {
      if (given.kind !== 'folder' && given.kind !== 'file') continue;
      const found = await this.source.kindOf(resolvePath(given.path));
      if (found === given.kind) continue;
      const message = `There is no ${given.kind} ${given.path}.`;
      return { ok: false, input, message, pointer: `/inputs/${escapePointerStep(input)}/${given.kind}` };
    }
    const onProgress = (found: number) => this.source.onProgress(found);
    const index = { files, signal, onProgress, viewFolder: '/data' };
    return prepareInputs({ command, wrapper, inputs, objects: new Map(), resolvePath, index, folders });
  }

  /** The next time everything is read anew. */
  forget(): void {
    this.folders = createFolderCache();
  }
}
