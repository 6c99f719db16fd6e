import { isBlank } from '../command/model/blank';
import { isNumberText } from '../command/model/number-text';

/** What a person who gives such a value for an input of this type should know, in a sentence; the service takes it. */
export const numberDoubt = (type: string, text: string): string | undefined =>
  type === 'number' && !isBlank(text) && !isNumberText(text)
    ? 'This is no number. The Container Service passes it on as it is.'
    : undefined;
