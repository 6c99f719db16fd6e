import type { CommandDocument } from '../../command/document/command-document';
import { locationAt, type Location } from '../location';
import { scopeOf, type Scope } from '../scope';
import { commandPieces } from './command-pieces';
import type { Candidate, Completion, CompletionKnowledge } from './completion';
import { innerCompletions } from './inner-completions';
import { mapCandidates } from './map-completions';
import { pieceCandidates } from './piece-completions';
import { propertyCandidates } from './property-completions';
import { fill, slotAt } from './slot';
import { valueCandidates } from './value-completions';

/** Characters after which an editor should ask again without being told to. */
export const COMPLETION_TRIGGERS = ['"', "'", ':', '#', '@', '.', '^'] as const;

/**
 * What fits at a place of the text, the most likely first. Never throws, whatever stands there.
 *
 * @param offset place of the cursor, from 0 to the text's length
 * @param knowledge what is known outside the text
 */
export function completionsAt(
  document: CommandDocument,
  offset: number,
  knowledge: CompletionKnowledge = {},
): readonly Completion[] {
  const location = locationAt(document, offset);
  if (location === undefined) return [];
  const slot = slotAt(document, location, offset);
  const inSlot = (candidates: readonly Candidate[]) =>
    slot === undefined ? [] : candidates.map((candidate) => fill(slot, candidate));
  if (location.at === 'root') return inSlot(commandPieces());
  const scope = scopeOf(location);
  if (scope === undefined) return [];
  const whole = inSlot(wholeCandidates(document, location, scope, knowledge));
  const inner = innerCompletions(document, location, scope, offset, knowledge);
  const isStarted = location.at !== 'key' && location.value?.kind === 'string' && location.value.value !== '';
  return isStarted ? [...inner, ...whole] : [...whole, ...inner];
}

/** What takes the place of the whole name, value or element at the cursor. */
function wholeCandidates(
  document: CommandDocument,
  location: Exclude<Location, { at: 'root' }>,
  scope: Scope,
  knowledge: CompletionKnowledge,
): readonly Candidate[] {
  switch (location.at) {
    case 'key':
      return [...propertyCandidates(location, document.mode), ...mapCandidates(location, scope)];
    case 'value':
      return valueCandidates(location, scope, knowledge);
    case 'element':
      return [...pieceCandidates(document, location, scope), ...valueCandidates(location, scope, knowledge)];
  }
}
