import { SecretValue } from '../secret-value';
import type { SecretSource } from './secret-source';

/** An environment variable of the editor or of the command line. */
export const environmentSource: SecretSource = {
  prefix: 'env',
  usage: 'env:VARIABLE',
  read(variable, _secret, { environment }) {
    const text = environment[variable];
    return Promise.resolve(text === undefined ? undefined : new SecretValue(text));
  },
};
