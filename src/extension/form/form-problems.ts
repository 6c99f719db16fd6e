import { basename } from 'node:path';
import { illegalTextIn } from '../../command/model/illegal-text';
import { readAnyObject } from '../../resolution/xnat-object';
import type { FieldProblem } from '../../webview/protocol';
import type { FormInput } from './form-inputs';

/** What is wrong with what stands in one field, as far as that alone tells. */
export function problemOf(input: FormInput): FieldProblem | undefined {
  const { field, shape, value, waitsFor } = input;
  if (waitsFor !== undefined) return undefined;
  const illegal = textsOf(input)
    .map(illegalTextIn)
    .find((each) => each !== undefined);
  if (illegal !== undefined) {
    return { kind: 'wrong', message: `The Container Service refuses a value that contains “${illegal}”.` };
  }
  if (value.kind === 'object' && value.source === 'json' && value.text.trim() !== '')
    return jsonProblem(value.text, field.type);
  if (field.required && isBlank(input)) {
    return { kind: 'missing', message: MISSING[shape] };
  }
  return undefined;
}

const MISSING: Readonly<Record<FormInput['shape'], string>> = {
  text: 'This input is required.',
  password: 'This input is required.',
  checkbox: 'This input is required.',
  'select-one': 'Select one.',
  'select-many': 'Select at least one.',
  static: 'The data have nothing that fits.',
  file: 'Choose a file.',
  object: 'Choose a folder, or give the object as JSON.',
};

/** The texts that reach the Command; of a file, its name. */
function textsOf({ value, shape }: FormInput): readonly string[] {
  switch (value.kind) {
    case 'text':
      return shape === 'static' ? [] : [shape === 'file' ? basename(value.text) : value.text];
    case 'list':
      return value.texts;
    case 'object':
      return [];
  }
}

function isBlank({ shape, value, options }: FormInput): boolean {
  if (shape === 'checkbox') return false;
  if (shape === 'static') return options.length === 0;
  return value.kind === 'list' ? value.texts.length === 0 : value.text.trim() === '';
}

function jsonProblem(text: string, type: string): FieldProblem | undefined {
  const object = readAnyObject(text);
  if (object === undefined) return { kind: 'wrong', message: 'This is no JSON object.' };
  const given = (object as { readonly type?: unknown }).type;
  if (given === undefined || given === type) return undefined;
  const is = typeof given === 'string' ? `is of type ${given}` : 'has a type that is no text';
  return { kind: 'wrong', message: `The object ${is}; a ${type} is due.` };
}
