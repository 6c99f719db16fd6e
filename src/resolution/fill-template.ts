import type { JsonValue } from '../command/matcher/matcher-ast';
import { isBlank } from '../command/model/blank';
import { fillJsonPathPart } from './json-path-part';
import type { Replacement, ResolvedEntry, ResolvedText } from './resolved-launch';
import type { ValueMap } from './value-map';
import { inHashOrder } from '../command/java/hash-order';

/** Fills templates of one launch. */
export interface TemplateFiller {
  /** A template that may be absent stays absent. */
  readonly fill: {
    (template: string, pointer: string, values: ValueMap): ResolvedText;
    (template: string | undefined, pointer: string, values: ValueMap): ResolvedText | undefined;
  };
  /**
   * Names and values of a map; of two that end up with one name, the last wins.
   *
   * @param tableSize of the hash map that holds the templates; Java's own choice if absent
   */
  readonly fillMap: (
    templates: ReadonlyMap<string, string>,
    pointer: string,
    values: ValueMap,
    tableSize?: number,
  ) => readonly ResolvedEntry[];
}

/** @param wrapper JSON of the configured wrapper, for `^wrapper:…^`. */
export function createTemplateFiller(wrapper: JsonValue): TemplateFiller {
  function fill(template: string, pointer: string, values: ValueMap): ResolvedText;
  function fill(template: string | undefined, pointer: string, values: ValueMap): ResolvedText | undefined;
  function fill(template: string | undefined, pointer: string, values: ValueMap): ResolvedText | undefined {
    if (template === undefined) return undefined;
    // Without any value not even a JSONPath is filled in.
    if (isBlank(template) || values.isEmpty) return { text: template, template, pointer, replacements: [] };
    let text = fillJsonPathPart(template, wrapper, pointer);
    const replacements: Replacement[] = [];
    for (const [key, { value = '', input }] of values.entries()) {
      if (!text.includes(key)) continue;
      text = text.replaceAll(key, () => value);
      replacements.push({ key, value, input });
    }
    return { text, template, pointer, replacements };
  }
  return {
    fill,
    fillMap: (templates, pointer, values, tableSize) => {
      const filled = new Map<string, ResolvedEntry>();
      // The server keeps these maps as hash maps, and their order decides which of two equal names stays.
      for (const name of inHashOrder(templates.keys(), tableSize)) {
        const place = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        const entry = { name: fill(name, place, values), value: fill(templates.get(name) ?? '', place, values) };
        filled.set(entry.name.text, entry);
      }
      return [...filled.values()];
    },
  };
}
