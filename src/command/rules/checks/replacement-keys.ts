import type { LocatedCommand } from '../../model/located-command';
import { headPlace, isWritten, type Place, placeOf } from '../../model/located-command';
import type { CommandTemplates, KeyOwner } from '../../template/command-templates';
import { replacementKeyOf } from '../../template/replacement-key';
import type { Report } from '../create-problem';
import { quoted } from '../wording';

/** Keys of one launch that are equal, or part of one another: the service replaces them in no order to rely on. */
export function checkReplacementKeys(command: LocatedCommand, templates: CommandTemplates, report: Report): void {
  if (command.value.type !== 'docker') return;
  for (const [key, owners] of templates.owners) {
    const clash = firstClash(owners);
    if (clash === undefined) continue;
    const [earlier, later] = clash;
    report(
      'replacement-key-duplicate',
      keyPlaceOf(later),
      `Input ${quoted(earlier.input.value.name)} has the key ${quoted(key)} too: one of the two values takes every place ` +
        'of it, and which one is a matter of chance. Give each a key of its own.',
      { related: [{ span: keyPlaceOf(earlier).span, message: 'The other input with this key.' }] },
    );
  }
  checkOverlaps(templates, report);
}

function keyPlaceOf({ input }: KeyOwner): Place {
  return isWritten(input, 'replacement-key') ? placeOf(input, 'replacement-key') : headPlace(input);
}

/** Two inputs of one launch that share a key although neither feeds the other. */
function firstClash(owners: readonly KeyOwner[]): readonly [KeyOwner, KeyOwner] | undefined {
  // Inputs that share their names too are another problem, or none where one feeds the other.
  if (owners.length < 2 || !owners.some(({ input }) => isWritten(input, 'replacement-key'))) return undefined;
  const ofCommand = owners.filter(({ kind }) => kind === 'command');
  const [first, second] = ofCommand;
  if (first !== undefined && second !== undefined && !sameName(first, second)) return [first, second];
  const byWrapper = new Map<unknown, KeyOwner>();
  for (const owner of owners) {
    if (owner.kind !== 'wrapper') continue;
    const other = byWrapper.get(owner.wrapper.node) ?? first;
    byWrapper.set(owner.wrapper.node, owner);
    if (other !== undefined && !sameName(other, owner) && !feeds(owner, other)) return [other, owner];
  }
  return undefined;
}

function sameName(one: KeyOwner, other: KeyOwner): boolean {
  return one.input.value.name === other.input.value.name;
}

function feeds(wrapperInput: KeyOwner, target: KeyOwner): boolean {
  if (wrapperInput.kind !== 'wrapper' || target.kind !== 'command') return false;
  return wrapperInput.input.value.providesValueForCommandInput === target.input.value.name;
}

function checkOverlaps(templates: CommandTemplates, report: Report): void {
  const keys = [...templates.owners.keys()];
  const own = keys.filter((key) =>
    templates.owners.get(key)?.some(({ input }) => replacementKeyOf(input.value) !== `#${input.value.name}#`),
  );
  if (own.length === 0) return;
  const { finder } = templates;
  for (const outer of keys) {
    // A key that no template has is not in the way of any other.
    if (!templates.used.has(outer)) continue;
    const inner = finder
      .find(outer)
      .flatMap(({ key }) => (key === outer ? finder.endingsOf(outer) : [key]))
      .find((key) => inOneLaunch(templates.owners.get(key), templates.owners.get(outer)));
    const [innerOwner] = templates.owners.get(inner ?? '') ?? [];
    const [outerOwner] = templates.owners.get(outer) ?? [];
    if (inner === undefined || innerOwner === undefined || outerOwner === undefined) continue;
    report(
      'replacement-key-overlap',
      keyPlaceOf(innerOwner),
      `The key ${quoted(inner)} is part of the key ${quoted(outer)} of input ${quoted(outerOwner.input.value.name)}: ` +
        'where the service replaces it first, which is a matter of chance, the longer key is broken. Use keys that do ' +
        'not contain each other.',
      { related: [{ span: keyPlaceOf(outerOwner).span, message: 'The longer key.' }] },
    );
  }
}

/** Whether two keys may be replaced in the same launch: unless they belong to different wrappers alone. */
function inOneLaunch(inner: readonly KeyOwner[] | undefined, outer: readonly KeyOwner[] | undefined): boolean {
  if (inner === undefined || outer === undefined) return false;
  const wrapperOf = (owner: KeyOwner): unknown => (owner.kind === 'wrapper' ? owner.wrapper.node : undefined);
  const wrappers = new Set(outer.map(wrapperOf));
  return wrappers.has(undefined) || inner.some((owner) => owner.kind === 'command' || wrappers.has(wrapperOf(owner)));
}
