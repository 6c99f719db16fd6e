import type { CommandDocument } from '../../../command/document/command-document';
import { valueOf } from '../../../command/document/navigation';
import type { JsonNode, ObjectNode } from '../../../command/document/syntax-tree';
import { looksLikeCommand } from '../../../command/looks-like-command';
import { checkCommand } from '../../../command/check-command';
import type { Problem } from '../../../command/problem';
import { quoted } from '../../../command/rules/wording';
import { readLaunchFile } from '../../../launch-file/read-launch-file';
import { textOf } from '../../scope';
import { launchPaths, launchScope, type LaunchedDocument, type LaunchPath } from '../launch-surroundings';
import type { LaunchSurroundings } from '../launch-surroundings';
import { checkInputs } from './check-inputs';
import { checkNames } from './check-names';
import { checkObjects } from './check-objects';
import { launchProblem, type LaunchProblem } from './launch-problem';

/**
 * What is wrong with a launch file: its form, then what its Command, its wrapper and the files around it tell. What cannot
 * be known here, such as a Command in an image, is not complained of. In the order of the text.
 */
export function checkLaunchFile(document: CommandDocument, surroundings: LaunchSurroundings): readonly LaunchProblem[] {
  const reading = readLaunchFile(document.text);
  const form = reading.ok
    ? []
    : reading.problems.map(({ span, message }) => launchProblem('launch-file-invalid', 'error', span, message));
  const { root } = document;
  if (root?.kind !== 'object' || document.syntaxFaults.length > 0) return form;
  const scope = launchScope(root, surroundings.command);
  const problems = [
    ...form,
    ...checkPaths(root, surroundings),
    ...checkLaunched(root, surroundings.command),
    ...checkObjects(document, root, scope),
    ...(scope === undefined ? [] : [...checkNames(document, root, scope), ...checkInputs(document, root, scope)]),
  ];
  return problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function checkPaths(file: ObjectNode, { kindOf }: LaunchSurroundings): readonly LaunchProblem[] {
  return launchPaths(file).flatMap((path) => {
    const kind = kindOf(path.node.value);
    const message = pathMessage(path, kind);
    const code = path.leadsTo === 'command' ? 'launch-command-missing' : 'launch-path-missing';
    return message === undefined ? [] : [launchProblem(code, 'error', path.node, message)];
  });
}

const WANTED: Readonly<Record<LaunchPath['leadsTo'], string>> = {
  command: 'the Command',
  'other-command': 'a setup or wrapup Command',
  folder: 'the folder',
  file: 'the file',
};

function pathMessage({ node, leadsTo }: LaunchPath, kind: string): string | undefined {
  const path = quoted(node.value);
  if (node.value === '') return `Give the path of ${WANTED[leadsTo]}, relative to this file.`;
  if (kind === 'missing') {
    return isAbsolute(node.value)
      ? `There is no ${path} on this machine.`
      : `There is no ${path} here. Paths are relative to this file.`;
  }
  if (leadsTo === 'folder' && kind === 'file') return `${path} is a file. A folder is needed here.`;
  if (leadsTo !== 'folder' && kind === 'folder') return `${path} is a folder. A file is needed here.`;
  return undefined;
}

/** Also as Windows has it: the text is that of a file, whichever machine reads it. */
const isAbsolute = (path: string) => /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path);

/** What is wrong with the Command, told where the launch file names it. */
function checkLaunched(file: ObjectNode, command: LaunchedDocument | undefined): readonly LaunchProblem[] {
  const place = valueOf(file, 'command');
  if (command === undefined || place === undefined) return [];
  const { document } = command;
  const told = (message: string) => [launchProblem('launch-command-refused', 'error', place, message)];
  if (!isCommand(document.root)) return told(`${quoted(textOf(file, 'command') ?? '')} is no Command.`);
  const type = document.root?.kind === 'object' ? textOf(document.root, 'type') : undefined;
  if (type === 'docker-setup' || type === 'docker-wrapup') {
    return told(`A Command of type ${type} runs beside another one and cannot be launched by itself.`);
  }
  const refusal = refusalOf(document);
  return refusal === undefined ? [] : told(`XNAT would refuse this Command: ${refusal.message}`);
}

/** Several launch files name one Command, and are checked at each change of their own. */
const refusals = new WeakMap<CommandDocument, { readonly first: Problem | undefined }>();

/** Why the server would not create the Command of a document, if it would not. */
function refusalOf(document: CommandDocument): Problem | undefined {
  const known = refusals.get(document);
  if (known !== undefined) return known.first;
  const first = checkCommand(document).find(({ when, severity }) => when === 'create' && severity === 'error');
  refusals.set(document, { first });
  return first;
}

function isCommand(root: JsonNode | undefined): boolean {
  return root?.kind === 'object' && (looksLikeCommand(root) || valueOf(root, 'xnat') !== undefined);
}
