import { randomUUID } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import type * as vscode from 'vscode';
import { bindDocument } from '../../command/binding/bind-command';
import { createCommandDocument } from '../../command/document/command-document';
import { nodeDataFiles } from '../../launch/data/node-data-files';
import type { LaunchInput } from '../../launch/launch-file';
import { questionsFor, type Question } from '../../launch/questions';
import { resolveWithData } from '../../launch/resolve-with-data';
import { renderPreview } from '../../resolution/render-preview';
import { storedCommand } from '../../resolution/stored-command';

/**
 * What a launch of a wrapper would be, as text for a person. What was never answered gets a stand-in, and the text says so.
 *
 * @param text of the document that holds the Command
 * @param wrapperName undefined takes the first wrapper
 * @param answersFor what was answered last for a wrapper
 */
export async function previewText(
  uri: vscode.Uri,
  text: string,
  wrapperName: string | undefined,
  answersFor: (wrapper: string) => ReadonlyMap<string, LaunchInput>,
  signal: AbortSignal,
): Promise<string> {
  const document = createCommandDocument(text, 'create');
  const bound = bindDocument(document).commands[0];
  if (bound === undefined || document.tree === 'guessed' || bound.faults.length > 0) {
    return 'The Container Service cannot read this Command yet. Mend what is underlined.\n';
  }
  const command = storedCommand(bound.command);
  const wrapper = command.wrappers.find(({ name }) => name === wrapperName) ?? command.wrappers[0];
  if (wrapper === undefined) return 'This Command has no wrapper, so there is nothing to launch. Add one to "xnat".\n';
  const answers = answersFor(wrapper.name);
  const open = questionsFor(command, wrapper).filter(({ name }) => !answers.has(name));
  const resolution = await resolveWithData({
    command,
    wrapper,
    inputs: new Map([...open.map((question) => [question.name, standIn(question)] as const), ...answers]),
    objects: new Map(),
    otherCommands: [],
    resolvePath: (path) => resolve(dirname(uri.fsPath), path),
    index: { files: nodeDataFiles, signal, onProgress: () => undefined, viewFolder: '/data' },
    buildPath: '/build',
    newDirectoryName: randomUUID,
  });
  if (!resolution.ok) return `${resolution.input}: ${resolution.message}\n`;
  const notes = open.map(
    ({ label }) => `Nothing was chosen yet for ${label}: a stand-in is used. Launch once to choose.`,
  );
  return renderPreview(resolution.outcome, [...resolution.notes, ...notes]);
}

function standIn(question: Question): LaunchInput {
  switch (question.kind) {
    case 'object': {
      const { objectType: type, name } = question;
      return { kind: 'object', object: { type, id: name, label: name, directory: `/data/${name}` } };
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
