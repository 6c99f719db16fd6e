import { applyEdits } from '../document/text-edits';
import type { TextEdit } from '../problem';
import { lastStage, readDockerfile, type Dockerfile, type Stage } from './dockerfile';
import { dockerfileLabels, imageLabel } from './dockerfile-labels';
import { COMMANDS_LABEL, quoteForDockerfile } from './write-label';

/** The edits that give a Dockerfile a label, or why it cannot have one. */
export type LabelWriting =
  | { readonly ok: true; readonly edits: readonly TextEdit[]; readonly kind: 'added' | 'replaced' | 'unchanged' }
  | { readonly ok: false; readonly reason: string };

/**
 * Gives the image of a Dockerfile the label `org.nrg.commands` with this value. The label that the image has so far is
 * replaced where it stands; an image without one gets an instruction behind the last `LABEL` of the last stage, or else at
 * its end. Nothing else of the file changes. The result has been read back.
 *
 * @param value of the label: JSON in one line, without control characters
 */
export function writeDockerfileLabel(text: string, value: string): LabelWriting {
  const dockerfile = readDockerfile(text);
  const stage = lastStage(dockerfile);
  if (stage === undefined) return { ok: false, reason: 'It has no FROM, so it makes no image.' };
  const existing = imageLabel(dockerfileLabels(dockerfile));
  if (existing?.value === value && existing.fault === undefined) return { ok: true, edits: [], kind: 'unchanged' };
  const quoted = quoteForDockerfile(value, dockerfile.escape, lineEndOf(text));
  // A label that an earlier stage gives is written anew in the last one: other stages may build on that one as well.
  const replaced = existing?.stage === stage && existing.fault === undefined ? existing : undefined;
  const edit =
    replaced === undefined
      ? insertion(dockerfile, stage, quoted)
      : replaced.form === 'equals'
        ? { span: replaced.written, newText: quoted }
        : { span: { start: replaced.key.start, end: replaced.written.end }, newText: `${COMMANDS_LABEL}=${quoted}` };
  if (edit === undefined || !readsBack(applyEdits(text, [edit]), value)) {
    return { ok: false, reason: 'Its last instruction is not finished: a quote is open, or its last line goes on.' };
  }
  return { ok: true, edits: [edit], kind: existing === undefined ? 'added' : 'replaced' };
}

function insertion({ text, escape }: Dockerfile, stage: Stage, quoted: string): TextEdit | undefined {
  const { instructions, from } = stage;
  const after = instructions.findLast(({ keyword }) => keyword === 'LABEL') ?? instructions.at(-1) ?? from;
  const lineFeed = text.indexOf('\n', after.span.end);
  const at = lineFeed === -1 ? text.length : lineFeed + 1;
  if (text.slice(after.span.end, at).trimEnd().endsWith(escape)) return undefined;
  const lineEnd = lineEndOf(text);
  const instruction = `LABEL ${COMMANDS_LABEL}=${quoted}`;
  const newText = lineFeed === -1 ? `${lineEnd}${instruction}${lineEnd}` : `${instruction}${lineEnd}`;
  return { span: { start: at, end: at }, newText };
}

const readsBack = (text: string, value: string) => {
  const label = imageLabel(dockerfileLabels(text));
  return label?.value === value && label.fault === undefined;
};

/** The file's own line end: that of its first line. */
const lineEndOf = (text: string) => (/\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n');
