import type { JsonToWrite } from '../../command/document/write-json';
import { LAUNCH_CONTEXTS } from '../../command/model/contexts';
import { withArticle } from '../../command/rules/wording';
import { asName, freeName, resourceHandlerPart, type Fill, type Part } from './parts';

/** What a wrapper can start from: an object of the archive, or nothing but the site. */
export type StartingPoint =
  'Session' | 'Scan' | 'Project' | 'Subject' | 'Assessor' | 'SubjectAssessor' | 'ProjectAsset' | 'site';

export const STARTING_POINTS: readonly StartingPoint[] = [
  'Session',
  'Scan',
  'Project',
  'Subject',
  'Assessor',
  'SubjectAssessor',
  'ProjectAsset',
  'site',
];

/** What the Command has that a wrapper must serve. */
export interface WrapperNeeds {
  /** The Command's name, for the wrapper's. */
  readonly commandName: string;
  /** Names of the outputs; each needs a handler in every wrapper. */
  readonly outputs: readonly string[];
  /** A mount to fill with the files of what the user starts from. */
  readonly mount: string | undefined;
  /** Names of the wrappers that are there. */
  readonly taken: readonly string[];
}

/** The context that stands for every object of a kind. */
export function contextFor(from: StartingPoint): string {
  return LAUNCH_CONTEXTS.find(({ inputType }) => (inputType ?? 'site') === from)?.name ?? 'site';
}

/** The usual name of the input that the user starts from. */
export function inputNameFor(from: Exclude<StartingPoint, 'site'>): string {
  return from.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}

/** What a wrapper starts from, in words: `a session`, `an assessor`, `the site`. */
export function startingWords(from: StartingPoint): string {
  if (from === 'site') return 'the site';
  return withArticle(inputNameFor(from).replaceAll('-', ' '));
}

/** A wrapper that is offered on one kind of object, feeds the mount with it, and stores every output under it. */
export function wrapperPart(from: StartingPoint, needs: WrapperNeeds, fill: Fill): Part {
  const place = from === 'site' ? 'site' : inputNameFor(from);
  const head = {
    name: fill(1, freeName(`${needs.commandName}-${place}`, needs.taken)),
    label: fill(2, needs.commandName),
    description: fill(3, `Run ${needs.commandName} on ${startingWords(from)}`),
    contexts: [contextFor(from)],
  };
  if (from === 'site') return head;
  const feeds =
    needs.mount === undefined || from === 'Subject' ? {} : { 'provides-files-for-command-mount': needs.mount };
  const input: Part = {
    name: place,
    description: `The ${place.replaceAll('-', ' ')} to run on`,
    type: from,
    required: true,
    ...feeds,
  };
  const handlers: JsonToWrite[] = needs.outputs.map((output) => {
    const name = asName(output, 'output');
    return resourceHandlerPart(`${name}-resource`, output, place, name.toUpperCase());
  });
  return { ...head, 'external-inputs': [input], ...(handlers.length > 0 && { 'output-handlers': handlers }) };
}
