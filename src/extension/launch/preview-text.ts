import { randomUUID } from 'node:crypto';
import { basename, dirname, resolve } from 'node:path';
import { createCommandDocument } from '../../command/document/command-document';
import { placesIn } from '../../command/document/describe-place';
import { createdLaunch } from '../../launch/created-launch';
import type { DataFiles } from '../../launch/data/data-files';
import { nodeDataFiles } from '../../launch/data/node-data-files';
import { LAUNCH_FILE_ENDING, type LaunchInput } from '../../launch-file/launch-file';
import { questionsFor, type Question } from '../../launch/questions';
import { describeUnusable } from '../../launch/unusable-input';
import { resolveWithData } from '../../launch/resolve-with-data';
import { renderPreview } from '../../resolution/render-preview';
import { launchFileBeside } from './launch-file-beside';
import { nothing, previewLaunchFile, readCommand, wrapperNotes } from './preview-launch-file';
import type { Preview, PreviewContent, PreviewedDocument, PreviewSources } from './preview-sources';

/**
 * What a launch would be, as text for a person: that of a launch file, or of a wrapper of a Command. A Command is launched
 * as a launch file beside it says; where there is none, with what was answered last. What was never answered gets a
 * stand-in, and the text says so.
 *
 * @param document the launch file or the Command
 * @param wrapperName undefined takes the first wrapper
 */
export async function previewText(
  document: PreviewedDocument,
  wrapperName: string | undefined,
  sources: PreviewSources,
): Promise<Preview> {
  if (document.path.endsWith(LAUNCH_FILE_ENDING)) return previewLaunchFile(document, sources, wrapperName);
  const beside = await launchFileBeside(document.path, wrapperName, sources);
  if (beside !== undefined) return previewLaunchFile(beside, sources, wrapperName);
  return { ...(await previewCommand(document, wrapperName, sources)), follows: [document.path] };
}

async function previewCommand(
  { path, text }: PreviewedDocument,
  wrapperName: string | undefined,
  { answersFor, folders, onProgress, signal }: PreviewSources,
): Promise<PreviewContent> {
  const command = readCommand(text);
  if (command === undefined) {
    return nothing('The Container Service cannot read this Command yet. Mend what is underlined.');
  }
  const wrapper = command.wrappers.find(({ name }) => name === wrapperName) ?? command.wrappers[0];
  if (wrapper === undefined) {
    return nothing('This Command has no wrapper, so there is nothing to launch. Add one to "xnat".');
  }
  const answers = answersFor(wrapper.name);
  const open = questionsFor(command, wrapper).filter(({ name }) => !answers.has(name));
  const resolution = await resolveWithData({
    command,
    wrapper,
    inputs: new Map([...open.map((question) => [question.name, standIn(question)] as const), ...answers]),
    objects: new Map(),
    otherCommands: [],
    resolvePath: (given) => resolve(dirname(path), given),
    index: { files: WITH_STAND_INS, signal, onProgress, viewFolder: '/data' },
    folders,
    buildPath: '/build',
    newDirectoryName: randomUUID,
  });
  if (!resolution.ok) return nothing(describeUnusable(resolution));
  const notes = open.map(
    ({ label }) => `Nothing was chosen yet for ${label}: a stand-in is used. Launch once to choose.`,
  );
  const environment = new Map<string, string>();
  const preview = renderPreview(createdLaunch(resolution.outcome, environment), {
    notes: [...wrapperNotes(command, wrapper), ...notes, ...resolution.notes],
    environment,
    placeOf: placesIn(createCommandDocument(text, 'create'), basename(path)),
  });
  return { kind: 'launch', text: preview, wrappers: command.wrappers.map(({ name }) => name) };
}

/** Where the folders of stand-ins would be, if they were anywhere. */
const STAND_IN_FOLDER = '/data';

const WITH_STAND_INS: DataFiles = {
  ...nodeDataFiles,
  isFolder: async (path) => path.startsWith(`${STAND_IN_FOLDER}/`) || nodeDataFiles.isFolder(path),
};

function standIn(question: Question): LaunchInput {
  switch (question.kind) {
    case 'object': {
      const { objectType: type, name } = question;
      return { kind: 'object', object: { type, id: name, label: name, directory: `${STAND_IN_FOLDER}/${name}` } };
    }
    case 'yes-no':
      return { kind: 'text', text: 'true' };
    case 'choice':
      return { kind: 'text', text: question.choices[0] ?? '' };
    case 'choices':
      return { kind: 'list', texts: question.choices.slice(0, 1) };
    case 'text':
      return { kind: 'text', text: `<${question.name}>` };
  }
}
