import type { RuleDocumentation } from './rule-documentation';

/** The label of a Dockerfile, and secrets that a Dockerfile bakes into its image. */
export const DOCKERFILE_RULES = {
  'label-unbuildable': {
    title: 'Docker refuses the label',
    text: 'A quote that is never closed, or a `${` that is no variable, ends the build.',
    wrong: 'LABEL org.nrg.commands="[{ … }]',
    right: 'LABEL org.nrg.commands="[{ … }]"',
  },
  'label-underescaped': {
    title: 'Backslashes are not escaped for Docker',
    text: 'Within double quotes Docker takes a backslash ahead of a quote, a dollar sign or another backslash for an escape. A backslash of the JSON that is not doubled is lost, what is left is not JSON, and the server installs none of the Commands, with no more than a line in its log. The fix writes the label anew.',
    wrong: String.raw`"[{\"matcher\":\"@.id =~ /\\d/\"}]"`,
    right: String.raw`"[{\"matcher\":\"@.id =~ /\\\\d/\"}]"`,
  },
  'label-variable': {
    title: 'Docker replaces a variable',
    text: 'Outside of single quotes Docker replaces `$name` and `${name}` in a label, by nothing where no `ENV` or `ARG` sets it. Variables that this Dockerfile declares are taken to be meant.',
    wrong: String.raw`"[{\"command-line\":\"ls $HOME\"}]"`,
    right: String.raw`"[{\"command-line\":\"ls \$HOME\"}]"`,
  },
  'label-repeated': {
    title: 'The label is given twice',
    text: 'Of several labels of one key Docker keeps the last. All Commands of an image belong into one list.',
    wrong: 'LABEL org.nrg.commands="[A]" org.nrg.commands="[B]"',
    right: 'LABEL org.nrg.commands="[A,B]"',
  },
  'label-other-stage': {
    title: 'The label is in a stage that does not become the image',
    text: 'The last stage of a Dockerfile becomes the image, with the labels of the stages it is based on. What other stages hold is seen only where one of them is built with `--target`.',
    wrong: 'FROM a AS build, LABEL …, FROM b',
    right: 'FROM a AS build, FROM b, LABEL …',
  },
  'dockerfile-secret-env': {
    title: 'A secret in ENV',
    text: 'The configuration of an image holds its environment, for everybody who can pull it. What the build needs is mounted by BuildKit for one instruction and leaves no trace; what a container needs comes from `secrets` of the Command.',
    wrong: 'ENV API_TOKEN=abc123',
    right: 'RUN --mount=type=secret,id=API_TOKEN …',
  },
  'dockerfile-secret-arg': {
    title: 'A secret in a build argument',
    text: 'The values of build arguments are in the history of the image. BuildKit mounts a secret for one instruction instead, and leaves no trace of it.',
    wrong: 'ARG API_TOKEN',
    right: 'RUN --mount=type=secret,id=API_TOKEN …',
  },
  'dockerfile-secret-copy': {
    title: 'A file with secrets is copied',
    text: 'A copied file stays in its layer, even where a later instruction deletes it. BuildKit mounts a file for one instruction instead. Name it in `.dockerignore`, so that it does not get into the build at all.',
    wrong: 'COPY .npmrc /root/',
    right: 'RUN --mount=type=secret,id=.npmrc,target=/root/.npmrc …',
  },
} as const satisfies Readonly<Record<string, RuleDocumentation>>;
