import { randomUUID } from 'node:crypto';
import { basename, dirname, resolve } from 'node:path';
import { bindDocument } from '../../command/binding/bind-command';
import { createCommandDocument } from '../../command/document/command-document';
import type { Command, Wrapper } from '../../command/model/command';
import { createdLaunch } from '../../launch/created-launch';
import { nodeDataFiles } from '../../launch/data/node-data-files';
import { placesOfInputs, placesOfLaunch } from '../../launch-file/given-place';
import type { LaunchFile } from '../../launch-file/launch-file';
import { readLaunchFile } from '../../launch-file/read-launch-file';
import { describeUnusable } from '../../launch/unusable-input';
import { resolveWithData } from '../../launch/resolve-with-data';
import { renderPreview } from '../../resolution/render-preview';
import { storedCommand } from '../../resolution/stored-command';
import { unknownInputs } from '../../resolution/unknown-inputs';
import type { Preview, PreviewContent, PreviewedDocument, PreviewSources } from './preview-sources';

/**
 * What the launch that a launch file describes would be.
 *
 * @param wrapperName undefined takes that of the launch file, or else the Command's first
 */
export async function previewLaunchFile(
  document: PreviewedDocument,
  sources: PreviewSources,
  wrapperName?: string,
): Promise<Preview> {
  const reading = readLaunchFile(document.text);
  if (!reading.ok) {
    const lines = reading.problems.map(
      ({ message, span }) => `Line ${document.text.slice(0, span.start).split('\n').length}: ${message}`,
    );
    return { ...nothing(`${basename(document.path)} cannot be used yet.`, ...lines), follows: [document.path] };
  }
  const { file } = reading;
  if (file.command.kind === 'image') {
    const why = `The Command is in the label of ${file.command.image}, and a preview asks nothing of Docker. Run the launch file, or name the Command's file in "command".`;
    return { ...nothing(why), follows: [document.path] };
  }
  const folder = dirname(document.path);
  const commandPath = resolve(folder, file.command.path);
  const otherPaths = file.otherCommands.map((path) => resolve(folder, path));
  const follows = [document.path, commandPath, ...otherPaths];
  const commandText = await sources.textOf(commandPath);
  if (commandText === undefined) return { ...nothing(`There is no Command at ${file.command.path}.`), follows };
  const command = readCommand(commandText);
  if (command === undefined) {
    const why = `The Container Service cannot read ${file.command.path}. Mend what is underlined there.`;
    return { ...nothing(why), follows };
  }
  const otherTexts = await Promise.all(otherPaths.map((path) => sources.textOf(path)));
  const others = otherTexts.map((text) => (text === undefined ? undefined : readCommand(text)));
  const unreadable = file.otherCommands.filter((_path, index) => others[index] === undefined);
  const content = await previewReady(
    {
      name: basename(document.path),
      folder,
      file,
      command,
      chosen: wrapperName,
      placeOf: placesOfLaunch(
        createCommandDocument(commandText, 'create'),
        file.command.path,
        placesOfInputs(createCommandDocument(document.text, 'create'), basename(document.path)),
      ),
    },
    others.filter((other) => other !== undefined),
    unreadable.map((path) => `${path} is no Command that can be read, so no setup or wrapup Command is taken from it.`),
    sources,
  );
  return { ...content, follows };
}

/** A launch file whose Command is at hand. */
interface ReadyLaunch {
  readonly name: string;
  readonly folder: string;
  readonly file: LaunchFile;
  readonly command: Command;
  /** The wrapper that a person chose; one that is gone counts as none. */
  readonly chosen: string | undefined;
  readonly placeOf: (pointer: string) => string;
}

async function previewReady(
  { name, folder, file, command, chosen, placeOf }: ReadyLaunch,
  otherCommands: readonly Command[],
  notes: readonly string[],
  { folders, onProgress, signal }: PreviewSources,
): Promise<PreviewContent> {
  const names = command.wrappers.map((wrapper) => `“${wrapper.name}”`).join(', ');
  const wanted = command.wrappers.some((each) => each.name === chosen) ? chosen : file.wrapper;
  const wrapper = wanted === undefined ? command.wrappers[0] : command.wrappers.find((each) => each.name === wanted);
  if (wrapper === undefined) {
    return nothing(
      wanted === undefined
        ? 'The Command has no wrapper, so there is nothing to launch. Add one to "xnat".'
        : `The Command has no wrapper “${wanted}”. It has ${names || 'none'}.`,
    );
  }
  const resolution = await resolveWithData({
    command,
    wrapper,
    inputs: file.inputs,
    objects: file.objects,
    otherCommands,
    resolvePath: (path) => resolve(folder, path),
    index: { files: nodeDataFiles, signal, onProgress, viewFolder: '/data' },
    folders,
    buildPath: '/build',
    newDirectoryName: randomUUID,
  });
  if (!resolution.ok) return nothing(`${name}: ${describeUnusable(resolution)}`);
  const isUndecided = file.wrapper === undefined && command.wrappers.length > 1;
  const all = [
    ...(isUndecided
      ? [`${name} names no wrapper, and the Command has several: it cannot be run before it names one.`]
      : []),
    ...wrapperNotes(command, wrapper),
    `The inputs are those of ${name}.`,
    ...unknownInputs(file.inputs.keys(), command, wrapper),
    ...resolution.notes,
    ...notes,
  ];
  const text = renderPreview(createdLaunch(resolution.outcome, file.environment), {
    notes: all,
    environment: file.environment,
    placeOf,
  });
  return { kind: 'launch', text, wrappers: command.wrappers.map((each) => each.name) };
}

/** Which of several wrappers is shown, and how to see another. */
export function wrapperNotes({ wrappers }: Command, { name }: Wrapper): readonly string[] {
  if (wrappers.length < 2) return [];
  const place = wrappers.findIndex((each) => each.name === name) + 1;
  return [
    `The Command has ${wrappers.length} wrappers, and this is “${name}”, number ${place}. “Choose wrapper…” above shows another.`,
  ];
}

/** There is no launch to show: a sentence that says why, and those that say more of it. */
export function nothing(...why: readonly string[]): Extract<PreviewContent, { readonly kind: 'nothing' }> {
  return { kind: 'nothing', why };
}

/** The Command in a text, as the service would hold it; undefined where it could not read it. */
export function readCommand(text: string): Command | undefined {
  const document = createCommandDocument(text, 'create');
  const bound = bindDocument(document).commands[0];
  if (bound === undefined || document.tree === 'guessed' || bound.faults.length > 0) return undefined;
  return storedCommand(bound.command);
}
