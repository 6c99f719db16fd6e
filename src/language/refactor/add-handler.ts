import type { CommandDocument } from '../../command/document/command-document';
import { appendToList } from '../../command/document/json-edits';
import { isXnatObjectType } from '../../command/model/xnat-objects';
import { objectsIn } from '../command-symbol';
import type { Location } from '../location';
import { asName, freeName, resourceHandlerPart } from '../pieces/parts';
import { isTrue, textOf, typeOf, type Scope } from '../scope';
import type { Refactoring } from './refactoring';

/** Wrappers that do nothing with the output at the cursor store it as a resource of what the user starts from. */
export function addHandler(
  document: CommandDocument,
  { type, object }: Exclude<Location, { at: 'root' }>,
  { symbols }: Scope,
): readonly Refactoring[] {
  if (type !== 'command-output') return [];
  const output = textOf(object, 'name') ?? '';
  if (output.trim() === '') return [];
  return symbols.wrappers.flatMap(({ object: wrapper, wrapper: name, inputs, handlers }) => {
    const isHandled = objectsIn(wrapper, 'output-handlers').some(
      (handler) => textOf(handler, 'accepts-command-output') === output,
    );
    const target = inputs.find(
      (input) =>
        isXnatObjectType(typeOf(input)) &&
        !['Resource', 'File'].includes(typeOf(input)) &&
        !isTrue(input.object, 'multiple'),
    );
    if (isHandled || target === undefined || name === undefined) return [];
    const handler = freeName(
      asName(output, 'handler'),
      handlers.map((one) => one.name),
    );
    const label = output.toUpperCase().replace(/[^A-Z0-9_-]+/g, '_');
    const part = resourceHandlerPart(handler, output, target.name, label);
    const edit = appendToList(document, wrapper, 'output-handlers', part);
    if (edit === undefined) return [];
    return [{ title: `Store "${output}" under "${target.name}" in "${name.name}"`, kind: 'rewrite', edits: [edit] }];
  });
}
