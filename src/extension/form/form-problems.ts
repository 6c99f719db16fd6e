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
  if (value.kind === 'object' && value.source === 'json' && value.text.trim() !== '') return jsonProblem(value.text);
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

/** What is wrong inside an object is found where it is read. */
function jsonProblem(text: string): FieldProblem | undefined {
  return readAnyObject(text) === undefined ? { kind: 'wrong', message: 'This is no JSON object.' } : undefined;
}
