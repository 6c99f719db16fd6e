import { resolutionFault } from './launch-fault';

/** What no value may contain, in the order the service looks for it. */
const ILLEGAL_TEXTS = [';', '&&', '||', '`', '('];

/** The first of the texts that no value may contain which this one does; undefined where there is none. */
export function illegalTextIn(value: string | undefined): string | undefined {
  return ILLEGAL_TEXTS.find((text) => value?.includes(text));
}

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
