import type { Command } from '../command/model/command';

/**
 * Finds the Command that `via-setup-command` or `via-wrapup-command` names, as the service looks it up: the text is split at
 * its colons into image, tag and the Command's name. Without a name the image must have just one Command.
 *
 * @param commands those known, each with its image and tag.
 */
export function findSpecialCommand(reference: string, commands: readonly Command[]): Command | undefined {
  const [repository = '', tag, ...name] = reference.split(':');
  const image = tag === undefined ? repository : `${repository}:${tag}`;
  const candidates = commands.filter((command) => command.image === image);
  if (name.length > 0) return candidates.find((command) => command.name === name.join(':'));
  return candidates.length === 1 ? candidates[0] : undefined;
}
