import { checkCommand } from '../check-command';
import { applyEdits } from '../document/text-edits';
import type { Span } from '../document/syntax-tree';
import { fixesFor } from '../fixes/fixes-for';
import type { Problem, QuickFix, TextEdit } from '../problem';
import type { RuleSettings } from '../rules/settings';
import type { LabelledDockerfile, LabelDocument } from './labelled-dockerfile';
import { dockerfileLabels, spanInDockerfile } from './dockerfile-labels';
import { removePair } from './remove-pair';
import { secretFixes } from './secret-mounts';
import { valueMeant } from './value-meant';
import { escapeForDockerfile, quoteForDockerfile } from './write-label';

/** The mechanical ways to mend a problem of a Dockerfile, the best one first; none where the author has to think. */
export function dockerfileFixes(
  checked: LabelledDockerfile,
  problem: Problem,
  rules: RuleSettings,
): readonly QuickFix[] {
  const { dockerfile, labels } = checked;
  const { code, span } = problem;
  const own = labels.find(({ label }) => label.key.start <= span.start && span.end <= label.written.end);
  switch (code) {
    case 'label-repeated':
      return own === undefined ? [] : [deleteLabel(dockerfile.text, own)];
    case 'label-variable':
      return [{ title: 'Escape the dollar sign', kind: 'safe', edits: [insertAt(span.start, dockerfile.escape)] }];
    case 'label-underescaped': {
      const meant = own && valueMeant(own.label);
      if (own === undefined || meant === undefined) return [];
      const newText = quoteForDockerfile(meant, dockerfile.escape);
      return [{ title: 'Escape the backslashes', kind: 'safe', edits: [{ span: own.label.written, newText }] }];
    }
    case 'dockerfile-secret-arg':
    case 'dockerfile-secret-env':
    case 'dockerfile-secret-copy':
      return secretFixes(dockerfile, problem);
    default:
      return own === undefined ? [] : commandFixes(checked, own, problem, rules);
  }
}

const insertAt = (offset: number, newText: string): TextEdit => ({ span: { start: offset, end: offset }, newText });

const deleteLabel = (text: string, { label }: LabelDocument): QuickFix => ({
  title: 'Delete this label',
  kind: 'safe',
  edits: [removePair(text, label.instruction, { start: label.key.start, end: label.written.end })],
});

/** The fixes of a Command's problem, written as the label has to have them. */
function commandFixes(
  { dockerfile }: LabelledDockerfile,
  { label, document }: LabelDocument,
  problem: Problem,
  rules: RuleSettings,
): readonly QuickFix[] {
  const isSame = (span: Span) => {
    const placed = spanInDockerfile(label, span);
    return placed.start === problem.span.start && placed.end === problem.span.end;
  };
  const original = checkCommand(document, { rules }).find(({ code, span }) => code === problem.code && isSame(span));
  if (original === undefined) return [];
  return fixesFor(document, original).map((fix): QuickFix => {
    const oneLine = fix.edits.map(({ span, newText }) => ({ span, newText: newText.replaceAll(/\r?\n\s*/g, ' ') }));
    const value = applyEdits(document.text, oneLine);
    const inPlace = oneLine.map(({ span, newText }) => ({
      span: spanInDockerfile(label, span),
      newText: escapeForDockerfile(newText, dockerfile.escape),
    }));
    const keepsLayout = readsAs(applyEdits(dockerfile.text, inPlace), value);
    const whole = { span: label.written, newText: quoteForDockerfile(value, dockerfile.escape) };
    return { ...fix, edits: keepsLayout ? inPlace : [whole] };
  });
}

const readsAs = (text: string, value: string) => dockerfileLabels(text).some((label) => label.value === value);
