import { namesCredential } from '../rules/checks/credentials';
import type { Dockerfile, Instruction } from './dockerfile';
import { expandWord } from './expand-word';
import { pairsIn } from './words';

/** An `ARG` that has no value unless a build gives it one. */
export interface BuildArgument {
  readonly name: string;
  /** Whether by its name it holds a secret, which the history of the image would show. */
  readonly isSecret: boolean;
}

/** What builders give a value themselves: the proxies of their own, and what they build on and for. */
const GIVEN =
  /^(?:(?:https?|ftp|no|all)_proxy|(?:BUILD|TARGET)(?:PLATFORM|OS|ARCH|VARIANT)|TARGETSTAGE|SOURCE_DATE_EPOCH|BUILDKIT_\w+)$/i;

/** The arguments of a Dockerfile that have no default anywhere, each once, in the order of the text. */
export function argumentsWithoutDefault({ escape, globalArguments, stages }: Dockerfile): readonly BuildArgument[] {
  const declared = new Map<string, boolean>();
  const declare = ({ line, argumentsAt }: Instruction) => {
    for (const { name, value } of pairsIn(line.text, argumentsAt, 'ARG', escape)) {
      const word = expandWord(line, name, escape, () => undefined).value;
      declared.set(word, declared.get(word) === true || value !== undefined);
    }
  };
  globalArguments.forEach(declare);
  for (const instruction of stages.flatMap(({ instructions }) => instructions)) {
    if (instruction.keyword === 'ARG') declare(instruction);
  }
  return [...declared].flatMap(([name, hasDefault]) =>
    hasDefault || GIVEN.test(name) ? [] : [{ name, isSecret: namesCredential(name) }],
  );
}
