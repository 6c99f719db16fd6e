import type { Span } from '../document/syntax-tree';
import type { Problem } from '../problem';
import { namesCredential } from '../rules/checks/credentials';
import { createProblem } from '../rules/create-problem';
import { quoted } from '../rules/wording';
import { trimEndOf } from '../trim-end';
import { lastStage, lineage, type Dockerfile, type Instruction } from './dockerfile';
import { expandWord, type VariableLookup } from './expand-word';
import { copiedFiles } from './copied-files';
import { readVariables } from './stage-variables';
import { pairsIn, type Word } from './words';

/** Secrets that a Dockerfile bakes into its image by `ENV`, `ARG` or `COPY`, where everybody who can pull it reads them. */
export function checkDockerfileSecrets(dockerfile: Dockerfile): readonly Problem[] {
  const last = lastStage(dockerfile);
  const intoImage = new Set(last === undefined ? [] : lineage(last));
  const variables = readVariables(dockerfile);
  return [
    ...dockerfile.globalArguments.flatMap((instruction) => argumentProblems(dockerfile, instruction, 'kept')),
    ...dockerfile.stages.flatMap((stage) =>
      stage.instructions.flatMap((instruction) => {
        const fate = intoImage.has(stage) ? 'kept' : 'left behind';
        switch (instruction.keyword) {
          case 'ENV':
            return environmentProblems(dockerfile, instruction, variables.at(stage, instruction), fate);
          case 'ARG':
            return argumentProblems(dockerfile, instruction, fate);
          case 'COPY':
          case 'ADD':
            return copyProblems(dockerfile, instruction, fate);
          default:
            return [];
        }
      }),
    ),
  ];
}

/** Whether the image has the layer. One that is left behind is still in the builder's cache. */
type Fate = 'kept' | 'left behind';

const details = (fate: Fate) => (fate === 'kept' ? {} : ({ severity: 'hint' } as const));

function environmentProblems(
  { escape }: Dockerfile,
  instruction: Instruction,
  lookup: VariableLookup,
  fate: Fate,
): readonly Problem[] {
  const { line, argumentsAt } = instruction;
  return pairsIn(line.text, argumentsAt, 'ENV', escape).flatMap(({ name, value }) => {
    const key = line.text.slice(name.start, name.end);
    if (value === undefined || !namesCredential(key)) return [];
    const { value: text, substitutions } = expandWord(line, value, escape, lookup);
    const isFromBuild = substitutions.some(({ declared }) => declared);
    if (!isFromBuild && !isSecretText(text)) return [];
    const message =
      `The image keeps the value of ${quoted(key)} in its configuration for all who can pull it. Give it to the build ` +
      'with RUN --mount=type=secret, and to a container of XNAT with "secrets" of the Command.';
    return [
      createProblem('dockerfile-secret-env', { pointer: '', span: spanOf(instruction, name) }, message, details(fate)),
    ];
  });
}

/** A value, and not none at all, a place to look, or a word to be replaced. */
const isSecretText = (text: string) =>
  text.trim() !== '' && !/^(?:\/|<.*>$|\{\{|true$|false$|changeme$)/i.test(text.trim());

function argumentProblems({ escape }: Dockerfile, instruction: Instruction, fate: Fate): readonly Problem[] {
  const { line, argumentsAt } = instruction;
  return pairsIn(line.text, argumentsAt, 'ARG', escape).flatMap(({ name }) => {
    const key = line.text.slice(name.start, name.end);
    if (!namesCredential(key)) return [];
    const message =
      `Whoever can pull the image reads the value of the build argument ${quoted(key)} in its history. Mount it as a ` +
      'secret in the RUN instruction that needs it: RUN --mount=type=secret,id=….';
    return [
      createProblem('dockerfile-secret-arg', { pointer: '', span: spanOf(instruction, name) }, message, details(fate)),
    ];
  });
}

function copyProblems({ escape }: Dockerfile, instruction: Instruction, fate: Fate): readonly Problem[] {
  return copiedFiles(instruction, escape)
    .sources.filter(({ path }) => isSecretFile(path))
    .map(({ path, word }) => {
      const message =
        `${quoted(path)} most likely holds secrets, and a file once copied stays in the image, even where a later ` +
        'instruction deletes it. Mount it where it is needed, with RUN --mount=type=secret, and add it to .dockerignore.';
      const place = { pointer: '', span: spanOf(instruction, word) };
      return createProblem('dockerfile-secret-copy', place, message, details(fate));
    });
}

const SECRET_FILES: readonly RegExp[] = [
  /^\.env(?:\.(?!example$|sample$|template$|dist$|test$)[^.]+)?$/,
  /^(?:\.netrc|_netrc|\.npmrc|\.yarnrc\.yml|\.pypirc|\.pgpass|\.git-credentials|\.htpasswd|kubeconfig)$/,
  /^id_(?:rsa|dsa|ecdsa|ed25519)$/,
  /\.(?:key|p12|pfx|jks|keystore|kdbx)$/,
  /(?:^|[._-])(?:private|priv|server|client|tls)?[._-]?key\.pem$/,
  /^(?:credentials|secrets?|service[-_]?account)(?:\.(?:json|ya?ml|toml|ini|txt|env))?$/,
  /^(?:token|password|passwd|api[-_]?key)(?:\.txt)?$/,
];
const SECRET_FOLDERS = /(?:^|\/)(?:\.ssh|\.aws|\.gnupg|\.kube|\.docker)(?:\/|$)/;

/** Whether a path looks like one of a file that holds secrets. */
function isSecretFile(path: string): boolean {
  const name = trimEndOf(path, '/').split('/').at(-1)?.toLowerCase() ?? '';
  return SECRET_FOLDERS.test(path) || SECRET_FILES.some((pattern) => pattern.test(name));
}

export function spanOf({ line }: Instruction, { start, end }: Word): Span {
  const from = line.offsets[start] ?? 0;
  return { start: from, end: end > start ? (line.offsets[end - 1] ?? from) + 1 : from };
}
