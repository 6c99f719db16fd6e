import type { OutputReport, OutputTarget, UploadVerdict } from '../outputs/output-report';
import { countOf, describeBytes } from './quantities';

/** Where an output goes, such as `/archive/experiments/XNAT_E1, resource NIFTI`. */
export function describeTarget({ target, type, label }: Pick<OutputReport, 'target' | 'type' | 'label'>): string {
  return type === 'Resource' ? `${placeOf(target)}, resource ${label}` : `${placeOf(target)}, as ${type}`;
}

const placeOf = (target: OutputTarget) =>
  target.kind === 'object' ? target.uri : `what the handler ${target.handler} makes`;

/** What becomes of an output, in a few words: `3 files, 12 KB`, `failed`. */
export function describeResult({ result, required }: OutputReport): string {
  if (result.kind === 'failure') return required ? 'failed' : 'nothing to upload';
  const count = result.files.length + result.more;
  return `${countOf(count, 'file')}, ${describeBytes(result.bytes)}`;
}

/** What an output is marked with: format, content and tags. */
export function describeMarks({ format, content, tags }: OutputReport): string {
  return [
    format ? `format ${format}` : '',
    content ? `content ${content}` : '',
    tags.length > 0 ? `tags ${tags.join(', ')}` : '',
  ]
    .filter((mark) => mark !== '')
    .join('; ');
}

/** All outputs in a sentence; undefined when the Command has none. */
export function summariseUploads({ outputs, faults }: UploadVerdict): string | undefined {
  if (outputs.length === 0) return undefined;
  if (faults.length > 0) return `Failed to upload required outputs. ${faults.join(' ')}`;
  let [files, bytes] = [0, 0];
  for (const { result } of outputs) {
    if (result.kind !== 'upload') continue;
    files += result.files.length + result.more;
    bytes += result.bytes;
  }
  const missing = outputs.filter(({ result }) => result.kind === 'failure').map(({ name }) => name);
  const left = missing.length > 0 ? ` Nothing to upload for ${missing.join(', ')}, which is not required.` : '';
  return `${countOf(files, 'file')} (${describeBytes(bytes)}) would be uploaded.${left}`;
}

/** So many files of an output are shown in a text. */
const SHOWN_FILES = 10;

/** All there is to say of the outputs, a line each. */
export function outputLines({ outputs }: UploadVerdict): readonly string[] {
  return outputs.flatMap((output) => {
    const { name, result, notes } = output;
    const marks = describeMarks(output);
    const head = `${name}: ${describeResult(output)} → ${describeTarget(output)}${marks === '' ? '' : ` (${marks})`}`;
    const more = result.kind === 'upload' ? result.files.length + result.more - SHOWN_FILES : 0;
    const body =
      result.kind === 'failure'
        ? [result.message, result.explanation]
        : result.files.slice(0, SHOWN_FILES).map(({ path, size }) => `${path}, ${describeBytes(size)}`);
    return [head, ...[...body, ...(more > 0 ? [`and ${more} more`] : []), ...notes].map((line) => `  ${line}`)];
  });
}
