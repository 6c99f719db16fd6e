import type { Command, Wrapper } from '../../command/model/command';
import { storedCommand } from '../../resolution/stored-command';
import { readCommand } from '../../launch/read-command';

/** The Command as it stands in its document, as far as a form can be made of it. */
export type FormSource =
  | {
      readonly kind: 'command';
      /** As the server holds it. */
      readonly command: Command;
      readonly wrapper: Wrapper;
    }
  /** Why there can be no form, in a sentence. */
  | { readonly kind: 'obstacle'; readonly message: string };

/**
 * Reads what a form is made of.
 *
 * @param text of the Command's document
 * @param documentName what a person calls the document
 */
export function readFormSource(text: string, documentName: string, wrapperName: string): FormSource {
  const reading = readCommand(text);
  if (!reading.ok) return { kind: 'obstacle', message: `XNAT would refuse ${documentName}: ${reading.reason}` };
  const command = storedCommand(reading.bound.command);
  const wrapper = command.wrappers.find(({ name }) => name === wrapperName);
  return wrapper === undefined
    ? { kind: 'obstacle', message: `${documentName} has no wrapper “${wrapperName}”.` }
    : { kind: 'command', command, wrapper };
}
