import { checkCommand, type CheckOptions } from '../check-command';
import type { Span } from '../document/syntax-tree';
import type { Problem } from '../problem';
import { createProblem } from '../rules/create-problem';
import { applyRuleSettings } from '../rules/settings';
import { quoted } from '../rules/wording';
import { shownProblems } from '../shown-problems';
import { checkDockerfileSecrets } from './check-dockerfile-secrets';
import { imageLabel, spanInDockerfile, type DockerfileLabel } from './dockerfile-labels';
import type { LabelDocument, LabelledDockerfile } from './labelled-dockerfile';
import { valueMeant } from './value-meant';

/**
 * Everything that is wrong with the Commands' labels of a Dockerfile, with the Commands in them, and with how it treats
 * secrets: at their places in the Dockerfile, in the order of the text.
 */
export function checkDockerfile(
  { dockerfile, labels }: LabelledDockerfile,
  options: CheckOptions = {},
): readonly Problem[] {
  const kept = labels.flatMap(({ label }) => (label.fate === 'overridden' ? [] : [label]));
  const keptIn = new Map(kept.map((label) => [label.stage, label]));
  const ofImage = imageLabel(kept);
  const problems = [
    ...labels.flatMap(({ label }) => fateProblems(label, keptIn.get(label.stage) ?? ofImage)),
    ...labels.flatMap(({ label }) => variableProblems(label)),
    ...checkDockerfileSecrets(dockerfile),
  ];
  const inLabels = labels.flatMap((one) => commandProblems(one, options));
  const all = [...applyRuleSettings(problems, options.rules), ...inLabels].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  );
  return shownProblems(all, 0, options.rules);
}

const at = (span: Span) => ({ pointer: '', span });

/** @param counting the label that counts where this one does not */
function fateProblems(label: DockerfileLabel, counting: DockerfileLabel | undefined): readonly Problem[] {
  if (label.fate === 'overridden') {
    const related = counting === undefined ? [] : [{ span: counting.key, message: 'This one counts.' }];
    const message =
      'A later label of the same key takes the place of this one: Docker keeps the last, so XNAT sees no Command of ' +
      'this. Put all Commands into one list.';
    return [
      createProblem('label-repeated', at({ start: label.key.start, end: label.written.end }), message, {
        related,
        unnecessary: true,
      }),
    ];
  }
  if (label.fate === 'other-stage') {
    const name = label.stage.name === undefined ? 'an earlier stage' : `the stage ${quoted(label.stage.name)}`;
    const message =
      `This label is in ${name}, which does not become the image: XNAT sees it only in an image built with --target. ` +
      'Move it to the last stage.';
    return [createProblem('label-other-stage', at(label.key), message)];
  }
  return [];
}

function variableProblems(label: DockerfileLabel): readonly Problem[] {
  if (label.fate === 'overridden') return [];
  return label.substitutions
    .filter(({ declared }) => !declared)
    .map(({ span, text, value }) => {
      const by = value === '' ? 'nothing' : quoted(value);
      const message =
        `Docker takes ${quoted(text)} for a variable, which this Dockerfile does not set, and puts ${by} in its place ` +
        '(or what the base image sets). Write the dollar sign with an escape ahead of it to keep it.';
      return createProblem('label-variable', at(span), message);
    });
}

/** The problems of the Commands in a label. What Docker or a lost backslash already broke is told once. */
function commandProblems({ label, document }: LabelDocument, options: CheckOptions): readonly Problem[] {
  if (label.fate === 'overridden') return [];
  if (label.fault !== undefined) {
    const message =
      label.fault.kind === 'open-quote'
        ? 'This quote is never closed, so Docker refuses to build the image. Close it, and escape the quotes within.'
        : 'Docker takes this for a variable and refuses to build the image. Escape the dollar sign.';
    return applyRuleSettings([createProblem('label-unbuildable', at(label.fault.span), message)], options.rules);
  }
  const inFile = (span: Span) => spanInDockerfile(label, span);
  const [syntaxFault] = document.syntaxFaults;
  if (syntaxFault !== undefined && valueMeant(label) !== undefined) {
    const message =
      'Docker takes quotation marks and backslashes away that are not escaped, and what is left here is not JSON, so XNAT ' +
      'takes none of the Commands. Within double quotes write \\" for every quotation mark of the JSON, and every ' +
      'backslash of it twice.';
    const problem = createProblem('label-underescaped', at(inFile(syntaxFault.span)), message);
    return applyRuleSettings([problem], options.rules);
  }
  return checkCommand(document, options).map((problem) => ({
    ...problem,
    span: inFile(problem.span),
    related: problem.related.map(({ span, message }) => ({ span: inFile(span), message })),
  }));
}
