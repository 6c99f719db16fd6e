import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { Command } from '../../command/model/command';
import type { GivenValue } from '../../resolution/launch-request';
import { resolveLaunch } from '../../resolution/resolve-launch';
import type { LaunchOutcome } from '../../resolution/resolved-launch';
import { storedCommand } from '../../resolution/stored-command';
import type { Answer } from './ask-questions';

/**
 * Resolves a launch with what a person answered, and nothing of an XNAT around it.
 *
 * @param buildPath folder in which the launch makes its own folders
 */
export function resolveAnswers(
  command: Command,
  wrapperName: string,
  answers: ReadonlyMap<string, Answer>,
  buildPath: string,
): LaunchOutcome {
  const inputs = new Map<string, GivenValue>();
  for (const [name, answer] of answers) inputs.set(name, givenValue(answer));
  return resolveLaunch({
    command: storedCommand(command),
    wrapperName,
    inputs,
    settings: { configurations: [], buildPath, pathTranslation: undefined },
    sources: {
      objectById: () => undefined,
      objectByUri: () => undefined,
      newDirectoryName: randomUUID,
      specialCommand: () => undefined,
      // A secret that is not stored is asked for once the launch is known to resolve.
      hasSecret: () => true,
      hasCachedFile: () => false,
    },
  });
}

/** A folder stands for an object that has this folder and, as far as is known, nothing else. */
function givenValue(answer: Answer): GivenValue {
  if (answer.kind === 'text') return answer.text;
  const { objectType: type, folder } = answer;
  const id = basename(folder.fsPath);
  return { type, id, label: id, uri: `/archive/experiments/${encodeURIComponent(id)}`, directory: folder.fsPath };
}
