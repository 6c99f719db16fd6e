import type { CommandInput, WrapperInput } from '../model/command';
import type { Located, LocatedCommand, LocatedWrapper } from '../model/located-command';
import { createKeyFinder, type KeyFinder } from './key-finder';
import { replacementKeyOf } from './replacement-key';
import { scanTemplate, type TemplateScan } from './scan-template';
import { type TemplatePlace, templatePlaces } from './template-places';

/** The input whose value a replacement key stands for. */
export type KeyOwner =
  | { readonly kind: 'command'; readonly input: Located<CommandInput> }
  | {
      readonly kind: 'wrapper';
      readonly input: Located<WrapperInput>;
      readonly wrapper: LocatedWrapper;
      /** Its place among the wrapper's inputs, external ones first. */
      readonly index: number;
    };

/** A template and what stands in it. */
export interface ScannedTemplate {
  readonly place: TemplatePlace;
  readonly scan: TemplateScan;
}

/** The templates of a Command and the keys they may use. */
export interface CommandTemplates {
  readonly templates: readonly ScannedTemplate[];
  /** The inputs of every key. The same key may belong to several: to inputs of different wrappers, or by mistake. */
  readonly owners: ReadonlyMap<string, readonly KeyOwner[]>;
  /** Every key that is found in some template. */
  readonly used: ReadonlySet<string>;
  /** Finds the keys in any text. */
  readonly finder: KeyFinder;
  /** Takes any text apart as if it were a template. */
  readonly scan: (text: string) => TemplateScan;
  /** Whether a text changes at launch, or is meant to: it holds a key of some input, what looks like one, or a JSONPath. */
  readonly isTemplate: (text: string) => boolean;
  /** A text with everything taken out that is, or is meant to be, replaced at launch. */
  readonly withoutTemplates: (text: string) => string;
  /** A text of the same length in which everything that is, or is meant to be, replaced at launch is the letter k. */
  readonly mask: (text: string) => string;
}

/** Finds the templates of a Command, the keys they may use, and what stands in each of them. */
export function readTemplates(command: LocatedCommand): CommandTemplates {
  const owners = ownersOf(command);
  const finder = createKeyFinder(owners.keys());
  const templates = templatePlaces(command).map((place) => ({ place, scan: scanTemplate(place.node.value, finder) }));
  const used = new Set<string>();
  for (const { scan } of templates) {
    for (const { key } of scan.keys) {
      if (used.has(key)) continue;
      used.add(key);
      for (const ending of finder.endingsOf(key)) used.add(ending);
    }
  }
  return {
    templates,
    owners,
    used,
    finder,
    scan: (text) => scanTemplate(text, finder),
    isTemplate: (text) => {
      const { keys, unknownKeys, jsonPath } = scanTemplate(text, finder);
      return keys.length > 0 || unknownKeys.length > 0 || jsonPath !== undefined;
    },
    withoutTemplates: (text) => fillParts(text, scanTemplate(text, finder), ''),
    mask: (text) => fillParts(text, scanTemplate(text, finder), 'k'),
  };
}

function ownersOf(command: LocatedCommand): ReadonlyMap<string, readonly KeyOwner[]> {
  const owners = new Map<string, KeyOwner[]>();
  const add = (owner: KeyOwner): void => {
    const key = replacementKeyOf(owner.input.value);
    const others = owners.get(key);
    if (others === undefined) owners.set(key, [owner]);
    else others.push(owner);
  };
  for (const input of command.inputs) add({ kind: 'command', input });
  for (const wrapper of command.wrappers) {
    wrapper.inputs.forEach((input, index) => add({ kind: 'wrapper', input, wrapper, index }));
  }
  return owners;
}

function fillParts(text: string, { keys, unknownKeys, jsonPath }: TemplateScan, filling: string): string {
  let filled = '';
  let from = 0;
  const parts = [...keys, ...unknownKeys, ...(jsonPath === undefined ? [] : [jsonPath])];
  for (const { start, end } of parts.sort((a, b) => a.start - b.start)) {
    if (end <= from) continue;
    filled += text.slice(from, Math.max(start, from)) + filling.repeat(end - Math.max(start, from));
    from = end;
  }
  return filled + text.slice(from);
}
