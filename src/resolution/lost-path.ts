import type { JsonValue, PathOperand, PathStep } from '../command/matcher/matcher-ast';

const PROVIDER = 'com.jayway.jsonpath.spi.json.JacksonJsonProvider';

/** The library's words for a path that leads nowhere, which differ by where and why it stops. */
export function describeLostPath({ steps }: PathOperand, document: JsonValue): string {
  let at = '$';
  let model: JsonValue | undefined = document;
  for (const [index, step] of steps.entries()) {
    const rest = steps.slice(index).map(fragmentOf).join('');
    if (step.kind === 'property') {
      if (!isMap(model)) {
        const found = model === null ? 'null' : javaClass(model);
        return (
          `Expected to find an object with property ${fragmentOf(step)} in path ${at} but found '${found}'. ` +
          `This is not a json object according to the JsonProvider: '${PROVIDER}'.`
        );
      }
      at += fragmentOf(step);
      model = model[step.names[0] ?? ''];
      if (model === undefined && index < steps.length - 1) return `Missing property in path ${at}`;
    } else if (step.kind === 'index' || step.kind === 'slice') {
      if (model === null) return `The path ${at} is null`;
      if (!isList(model)) {
        return `Filter: ${rest} can only be applied to arrays. Current context is: ${javaText(model)}`;
      }
      if (step.kind === 'slice' || step.indexes.length > 1) break;
      at += fragmentOf(step);
      model = model.at(step.indexes[0] ?? 0);
    } else if (step.kind === 'filter' && !isMap(model) && !isList(model)) {
      return `Filter: ${rest} can not be applied to primitives. Current context is: ${javaText(model)}`;
    } else {
      break;
    }
    if (model === undefined) break;
  }
  return `No results for path: $${steps.map(fragmentOf).join('')}`;
}

/** A step as the library writes it. */
function fragmentOf(step: PathStep): string {
  switch (step.kind) {
    case 'property':
      return `[${step.names.map((name) => `'${name}'`).join(',')}]`;
    case 'index':
      return `[${step.indexes.join(',')}]`;
    case 'slice':
      return `[${step.from ?? ''}:${step.to ?? ''}]`;
    case 'wildcard':
      return '[*]';
    case 'descent':
      return '..';
    case 'filter':
      return '[?]';
    case 'function':
      return `.${step.name}()`;
  }
}

function isMap(value: JsonValue | undefined): value is Readonly<Record<string, JsonValue | undefined>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** A value as Java's `toString` writes it: no quotes, and `=` between key and value. */
export function javaText(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(javaText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([key, each]) => `${key}=${javaText(each)}`);
  return `{${entries.join(', ')}}`;
}

/** The class of a value that Jackson has read. */
export function javaClass(value: JsonValue): string {
  if (typeof value === 'string') return 'java.lang.String';
  if (typeof value === 'boolean') return 'java.lang.Boolean';
  if (typeof value === 'number') return Number.isInteger(value) ? 'java.lang.Integer' : 'java.lang.Double';
  return Array.isArray(value) ? 'java.util.ArrayList' : 'java.util.LinkedHashMap';
}
