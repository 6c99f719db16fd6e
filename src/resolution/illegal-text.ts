import { ILLEGAL_TEXTS, illegalTextIn } from '../command/model/illegal-text';
import { resolutionFault } from './launch-fault';

/**
 * Refuses a value that could end a command or start another.
 *
 * @param origin says where the value is from, for the explanation.
 * @throws LaunchFault
 */
export function refuseIllegalText(name: string, value: string | undefined, origin: string, pointer: string): void {
  const illegal = illegalTextIn(value);
  if (illegal === undefined) return;
  throw resolutionFault({
    kind: 'illegal-input',
    message: `Input "${name}" has a value containing illegal string "${illegal}".`,
    explanation:
      `The value of "${name}" ${origin} and contains "${illegal}". The service refuses any value with ` +
      `one of ${ILLEGAL_TEXTS.map((text) => `"${text}"`).join(' ')}, wherever it is from. ` +
      'Change the value, or derive another property.',
    pointer,
  });
}
