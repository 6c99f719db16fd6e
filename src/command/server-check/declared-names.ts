import type { CommandInput, CommandOutput } from '../model/command';
import type { Located } from '../model/located-command';

/** The first input and the first output of each name that a Command declares: what its wrappers can refer to. */
export interface DeclaredNames {
  readonly inputs: ReadonlyMap<string, Located<CommandInput>>;
  readonly outputs: ReadonlyMap<string, Located<CommandOutput>>;
}
