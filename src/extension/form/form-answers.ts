import type { JsonObject } from '../../command/matcher/matcher-ast';
import type { Wrapper } from '../../command/model/command';
import { isXnatObjectType } from '../../command/model/xnat-objects';
import type { LaunchInput } from '../../launch-file/launch-file';
import { readAnyObject } from '../../resolution/xnat-object';
import type { FieldValue, FieldValues } from '../../webview/protocol';
import type { FormInput } from './form-inputs';

/**
 * What the form gives for a launch, as XNAT's dialog sends it: an empty box sends an empty text, a box that is not ticked
 * sends `false`. What is as it would be without being given is left out.
 *
 * @returns undefined where nothing is given
 */
export function answerOf({ field, shape, options, value, initial }: FormInput): LaunchInput | undefined {
  switch (value.kind) {
    case 'object':
      return answerOfObject(value.source, value.text);
    case 'list':
      return isSame(value, initial) ? undefined : { kind: 'list', texts: value.texts };
    case 'text':
      break;
  }
  const { text } = value;
  switch (shape) {
    case 'file':
      return text.trim() === '' ? undefined : { kind: 'file', path: text };
    case 'password':
      return text === '' ? undefined : { kind: 'text', text };
    case 'checkbox':
      return { kind: 'text', text };
    case 'select-one':
      if (field.kind === 'derived') return text === '' || options.length < 2 ? undefined : { kind: 'text', text };
      return isSame(value, initial) ? undefined : { kind: 'text', text };
    case 'text':
      // An external input hands even an empty text on to the Command input that it provides.
      return field.kind !== 'external' && isSame(value, initial) ? undefined : { kind: 'text', text };
    default:
      return undefined;
  }
}

/** An object of the archive by what stands in its field; undefined where that is blank, or no JSON where JSON is due. */
export function answerOfObject(source: 'folder' | 'json' | 'text', text: string): LaunchInput | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  switch (source) {
    case 'folder':
      return { kind: 'folder', path: trimmed, properties: {} };
    case 'text':
      return { kind: 'text', text: trimmed };
    case 'json': {
      const object = readAnyObject(trimmed);
      return object === undefined ? undefined : { kind: 'object', object: object as JsonObject };
    }
  }
}

/** What was answered before, as it stands in the form. What the form has no place for is left out. */
export function valuesOf(answers: ReadonlyMap<string, LaunchInput>, { externalInputs }: Wrapper): FieldValues {
  const objectInputs = new Set(externalInputs.filter(({ type }) => isXnatObjectType(type)).map(({ name }) => name));
  return Object.fromEntries(
    [...answers].flatMap(([name, answer]) => {
      const value = valueOf(answer, objectInputs.has(name));
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

function valueOf(answer: LaunchInput, isObject: boolean): FieldValue | undefined {
  switch (answer.kind) {
    case 'text':
      return isObject ? { kind: 'object', source: 'text', text: answer.text } : { kind: 'text', text: answer.text };
    case 'list':
      return { kind: 'list', texts: answer.texts };
    case 'folder':
      return { kind: 'object', source: 'folder', text: answer.path };
    case 'file':
      return { kind: 'text', text: answer.path };
    case 'object':
      return { kind: 'object', source: 'json', text: JSON.stringify(answer.object, undefined, 2) };
    case 'reference':
      return undefined;
  }
}

function isSame(a: FieldValue, b: FieldValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
