import { bindDocument } from '../../command/binding/bind-command';
import { createCommandDocument } from '../../command/document/command-document';
import { readLabel } from '../../command/label/read-label';
import { COMMANDS_LABEL } from '../../command/label/write-label';
import type { Command, Wrapper } from '../../command/model/command';
import { storedCommand } from '../../resolution/stored-command';
import { commandFiles } from '../workspace-files';
import type { DockerAccess } from '../docker-access';

/** How long the engine may take to list its images, in milliseconds. */
const PATIENCE = 10_000;

/**
 * The setup and wrapup Commands that a wrapper may name: those of the workspace and, for images that none of them is of,
 * those in the labels of the engine's images, as a server finds them once it has pulled the image. Nothing is looked for
 * where the wrapper names none.
 */
export async function specialCommands(wrapper: Wrapper, docker: DockerAccess): Promise<readonly Command[]> {
  const names = [
    ...[...wrapper.externalInputs, ...wrapper.derivedInputs].map((input) => input.viaSetupCommand),
    ...wrapper.outputHandlers.map((handler) => handler.viaWrapupCommand),
  ].filter((name) => name !== undefined);
  if (names.length === 0) return [];
  const files = await commandFiles();
  const ofWorkspace = files.flatMap(({ text }) => special(commandsIn(text)));
  const images = new Set(ofWorkspace.map(({ image }) => image));
  const ofEngine = await commandsOfEngine(docker);
  return [...ofWorkspace, ...ofEngine.filter(({ image }) => !images.has(image))];
}

const commandsIn = (text: string) =>
  bindDocument(createCommandDocument(text, 'create')).commands.map(({ command }) => command);

const special = (commands: readonly Command[]) =>
  commands.filter(({ type }) => type === 'docker-setup' || type === 'docker-wrapup').map(storedCommand);

/** None where no engine answers: that is told when something is to be run on it. */
async function commandsOfEngine(docker: DockerAccess): Promise<readonly Command[]> {
  const signal = AbortSignal.timeout(PATIENCE);
  const connected = await docker.connect(signal);
  const listed = connected.ok ? await connected.value.listImages(signal) : connected;
  if (!listed.ok) return [];
  return listed.value.flatMap(({ tags, labels }) => {
    const label = labels[COMMANDS_LABEL];
    const reading = label === undefined ? undefined : readLabel(label);
    if (reading?.ok !== true) return [];
    // The service gives a Command of a label the name that its image was pulled by.
    return special(reading.commands.map(({ command }) => command)).flatMap((command) =>
      tags.map((image) => ({ ...command, image })),
    );
  });
}
