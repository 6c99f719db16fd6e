import { readLabel } from '../../command/label/read-label';

/**
 * What an image that was pulled brings, in sentences, as XNAT's own pull with “save commands” takes it.
 *
 * @param image its name with the tag it was pulled by
 * @param label the image's `org.nrg.commands`; undefined when it has none
 */
export function describeBrought(image: string, label: string | undefined): string {
  if (label === undefined) return `${image} is here. It brings no Commands.`;
  const reading = readLabel(label, image);
  if (!reading.ok) return `${image} is here. XNAT takes none of its Commands: ${reading.fault.reason}`;
  const taken = reading.commands.filter(({ refusal }) => refusal === undefined).map(nameOf);
  const refused = reading.commands.filter(({ refusal }) => refusal !== undefined);
  const sentences = [
    `${image} is here.`,
    ...(taken.length > 0 ? [`XNAT takes ${countOf(taken.length)} from it: ${taken.join(', ')}.`] : []),
    ...refused.map((command) => `XNAT would skip ${nameOf(command)}: ${command.refusal ?? ''}`),
  ];
  return reading.commands.length === 0 ? `${image} is here. Its list of Commands is empty.` : sentences.join(' ');
}

const countOf = (count: number) => (count === 1 ? 'one Command' : `${count} Commands`);

const nameOf = ({ command }: { readonly command: { readonly name?: string | undefined } }) =>
  command.name === undefined || command.name.trim() === '' ? 'a Command without a name' : command.name;
