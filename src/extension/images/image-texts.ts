import type { HistoryEntry, ImageDetails } from '../../docker';
import { shortId } from './arrange-images';
import { maskSecrets, secretLooks } from './mask-secrets';
import { ageText, counted, sizeText } from './wording';

/** How an image was made, to be read from top to bottom, with values that look like secrets pointed out and masked. */
export function historyText(title: string, entries: readonly HistoryEntry[], now: Date = new Date()): string {
  const steps = entries.toReversed().map(({ createdBy, created, size, comment }, index) => ({
    number: index + 1,
    text: instructionOf(createdBy),
    facts: [sizeText(size), created === undefined ? undefined : ageText(created, now), comment]
      .filter((fact) => fact !== undefined && fact !== '')
      .join(' · '),
  }));
  const findings = steps.flatMap(({ number, text }) =>
    secretLooks(text).map(({ name }) => `  Step ${number}: ${name}, in “${wordsOf(text)}”`),
  );
  return [
    `History of ${title}`,
    `${counted(steps.length, 'step')}, the first at the top. Sizes are what a step added.`,
    '',
    ...secretsText(findings),
    ...steps.flatMap(({ number, text, facts }) => [`${number}. ${facts}`, indented(maskSecrets(text)), '']),
  ].join('\n');
}

function secretsText(findings: readonly string[]): readonly string[] {
  if (findings.length === 0) return [];
  const many = findings.length > 1;
  return [
    `Warning: ${counted(findings.length, 'value')} ${many ? 'look like secrets and are' : 'looks like a secret and is'} masked here.`,
    `Whoever can pull the image can read ${many ? 'them' : 'it'}. Have ${many ? 'them' : 'it'} replaced wherever ${many ? 'they are' : 'it is'} used,`,
    'and build the image anew with RUN --mount=type=secret.',
    '',
    ...findings,
    '',
  ];
}

/** What the builder of old wrote around an instruction goes; BuildKit notes it as it was. */
const instructionOf = (createdBy: string) =>
  createdBy
    .replace(/^\/bin\/sh -c #\(nop\)\s+/, '')
    .replace(/^(?=\|\d+ )/, 'RUN ')
    .replace(/^(?=\/bin\/sh -c )/, 'RUN ')
    .replace(/\s+# buildkit$/, '')
    .trim() || '(nothing noted)';

const wordsOf = (text: string) => /^\S+/.exec(text)?.[0] ?? text;

const indented = (text: string) =>
  text
    .replaceAll(/\s+&&\s+/g, ' \\\n&& ')
    .split('\n')
    .map((line) => `   ${line}`)
    .join('\n');

/** All that an engine says of an image as JSON, with values that look like secrets masked. */
export function inspectText({ answer }: ImageDetails): string {
  const masked = JSON.stringify(
    answer,
    (_, value: unknown) => (typeof value === 'string' ? maskSecrets(value) : value),
    2,
  );
  return `${masked}\n`;
}

/** What an image is called in titles. */
export const titleOf = (id: string, name: string | undefined): string => name ?? shortId(id);
