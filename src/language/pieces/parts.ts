import type { JsonToWrite } from '../../command/document/write-json';
import { hole } from '../completion/snippet-text';

/** Writes a text that the author may want to change: as it is, or as a numbered hole of a snippet. */
export type Fill = (number: number, text: string) => JsonToWrite;

export const asText: Fill = (_, text) => text;
export const asHole: Fill = (number, text) => hole(number, text);

/** An object to be written, its properties in the order that a Command is best read. */
export type Part = Readonly<Record<string, JsonToWrite>>;

/** A mount of the Command: where the container finds the data of an input, or writes what it makes. */
export function mountPart(name: JsonToWrite, path: JsonToWrite, access: 'read' | 'write'): Part {
  return { name, path, writable: access === 'write' };
}

/** An input of the Command, of one of the server's types, with what that type needs. */
export function inputPart(type: string, name: string, fill: Fill): Part {
  const head = { name: fill(1, name), description: fill(2, ''), type, required: false };
  switch (type) {
    case 'boolean':
      return { ...head, 'default-value': 'false', 'true-value': fill(3, `--${name}`), 'false-value': '' };
    case 'number':
      return { ...head, 'default-value': fill(3, '1') };
    case 'select-one':
      return { ...head, 'select-values': [fill(3, 'first'), fill(4, 'second')], 'default-value': fill(3, 'first') };
    case 'select-many':
      return {
        ...head,
        'select-values': [fill(3, 'first'), fill(4, 'second')],
        'multiple-delimiter': 'space',
        'default-value': '[]',
      };
    case 'file':
      return head;
    default:
      return { ...head, 'default-value': fill(3, '') };
  }
}

/** What the tool writes on a mount, as an output of the Command. */
export function outputPart(name: JsonToWrite, mount: JsonToWrite, fill: Fill): Part {
  return { name, description: fill(3, ''), mount, path: fill(4, ''), required: true };
}

/** What stores an output of the Command as a resource of what the user started from. */
export function resourceHandlerPart(
  name: JsonToWrite,
  output: JsonToWrite,
  target: JsonToWrite,
  label: JsonToWrite,
): Part {
  return { name, 'accepts-command-output': output, 'as-a-child-of': target, type: 'Resource', label };
}

/** A secret of the server, by its system property, and the variable in which the container finds it. */
export function secretPart(property: JsonToWrite, variable: JsonToWrite): Part {
  return {
    source: { type: 'system-property', identifier: property },
    destination: { type: 'environment-variable', identifier: variable },
  };
}

/**
 * A name that starts as `base` and is none of those taken.
 *
 * @param isFree what else a name must satisfy, which only finitely many fail
 */
export function freeName(
  base: string,
  taken: Iterable<string>,
  isFree: (name: string) => boolean = () => true,
): string {
  const names = new Set(taken);
  return firstFree(base, (name) => !names.has(name) && isFree(name));
}

/** As `freeName` for several bases: the names taken are read once, and each base is numbered once. */
export function freeNames(taken: Iterable<string>): (base: string) => string {
  const names = new Set(taken);
  const found = new Map<string, string>();
  return (base) => {
    const known = found.get(base) ?? firstFree(base, (name) => !names.has(name));
    found.set(base, known);
    return known;
  };
}

function firstFree(base: string, isFree: (name: string) => boolean): string {
  let name = base;
  for (let number = 2; !isFree(name); number++) name = `${base}-${number}`;
  return name;
}

/** A text as a name of an input, an output or a handler: letters, digits, `_` and `-`. */
export function asName(text: string, otherwise: string): string {
  const name = text.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+|-+$/g, '');
  return name === '' ? otherwise : name;
}
