import { valueOf } from '../document/navigation';
import { inHashOrder } from '../java/hash-order';
import { isBlank } from '../model/blank';
import { placeOf, pointerTo, type LocatedCommand, type LocatedWrapper } from '../model/located-command';
import type { DeclaredNames } from './declared-names';
import type { Report } from './report';
import { validateHandlers } from './validate-handlers';
import { validateWrapperInputs } from './validate-wrapper-inputs';
import { namedToo, orNull, quote } from './wording';

/**
 * Validates one wrapper on its own.
 *
 * @param names of the Command's other parts
 * @param taken names of the wrappers before it; this one's is added
 */
export function validateWrapper(
  wrapper: LocatedWrapper,
  command: LocatedCommand,
  names: DeclaredNames,
  taken: Map<string | undefined, LocatedWrapper>,
  prefix: string,
  report: Report,
): void {
  const name = storedName(wrapper, command);
  const twin = taken.get(name);
  if (twin === undefined) {
    taken.set(name, wrapper);
  } else {
    report.says(() => `${prefix}wrapper name "${orNull(name)}" is not unique.`);
    report.refuses(() => ({
      code: 'wrapper-name-duplicate',
      part: wrapper,
      key: 'name',
      what: namedToo('Another wrapper', name),
      advice: 'Give this one a name of its own.',
      related: [{ span: placeOf(twin, 'name').span, message: 'The first wrapper of this name.' }],
      basis: [pointerTo(twin, 'name')],
    }));
  }
  const wrapperPrefix = `${prefix}wrapper "${orNull(name)}" - `;
  const inputs = validateWrapperInputs(wrapper, names, wrapperPrefix, report);
  const handled = validateHandlers(wrapper, command, names, inputs, wrapperPrefix, report);
  checkUnhandled(wrapper, command, names, handled, wrapperPrefix, report);
  if (!isBlank(name)) return;
  report.says(() => `${prefix}Command wrapper name cannot be blank.`);
  report.refuses(() => ({
    code: 'wrapper-name-blank',
    part: wrapper,
    key: 'name',
    what: name === undefined ? 'The wrapper has no name.' : 'The name of the wrapper is blank.',
    advice: 'Give it a "name".',
  }));
}

/** On update a wrapper without a name gets an empty one; on creation it stays without. */
function storedName(wrapper: LocatedWrapper, command: LocatedCommand): string | undefined {
  if (command.mode === 'update' || wrapper.value.name !== '') return wrapper.value.name;
  return valueOf(wrapper.node, 'name')?.kind === 'string' ? '' : undefined;
}

function checkUnhandled(
  wrapper: LocatedWrapper,
  command: LocatedCommand,
  names: DeclaredNames,
  handled: ReadonlySet<string>,
  prefix: string,
  report: Report,
): void {
  // Wrappers times outputs: a text of a few megabytes can have billions of these.
  if (report.isFull()) return;
  const unhandled = [...names.outputs.keys()].filter((name) => !handled.has(name));
  if (unhandled.length === 0) return;
  for (const name of inHashOrder(inHashOrder(names.outputs.keys(), command.outputs.length))) {
    if (handled.has(name)) continue;
    report.says(() => `${prefix}command output "${name}" is not handled by any output handler.`);
  }
  const label = isBlank(wrapper.value.name) ? 'A wrapper' : `The wrapper ${quote(wrapper.value.name)}`;
  for (const name of unhandled) {
    const output = names.outputs.get(name);
    if (output === undefined) continue;
    report.refuses(() => ({
      code: 'output-not-handled',
      part: output,
      key: 'name',
      what: `${label} has no output handler for the output ${quote(name)}.`,
      advice: 'Add an output handler that accepts it, or remove the output.',
      related: [{ span: placeOf(wrapper, 'name').span, message: 'The wrapper without a handler for it.' }],
      basis: [pointerTo(wrapper, 'output-handlers')],
    }));
  }
}
