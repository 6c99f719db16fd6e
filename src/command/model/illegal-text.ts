/** What the value of no input may contain, in the order the service looks for it. */
export const ILLEGAL_TEXTS = [';', '&&', '||', '`', '('] as const;

/** The first of the texts that no value may contain which this one does; undefined where there is none. */
export function illegalTextIn(value: string | undefined): string | undefined {
  return ILLEGAL_TEXTS.find((text) => value?.includes(text));
}
