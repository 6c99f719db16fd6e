import { valueOf } from '../document/navigation';
import { inHashOrder } from '../java/hash-order';
import { isBlank } from '../model/blank';
import type { DerivedInput, OutputHandler, WrapperInput } from '../model/command';
import { placeOf, pointerTo, type Located, type LocatedCommand, type LocatedWrapper } from '../model/located-command';
import { HANDLER_TYPES } from '../model/vocabulary';
import type { Report } from './report';
import type { DeclaredNames } from './declared-names';
import type { WrapperInputs } from './validate-wrapper-inputs';
import { anyOf, namedToo, orNull, OUTSIDE_NAME_ALPHABET, quote } from './wording';

/** Validates the output handlers in their order and returns the names of the outputs they accept. */
export function validateHandlers(
  wrapper: LocatedWrapper,
  command: LocatedCommand,
  names: DeclaredNames,
  inputs: WrapperInputs,
  prefix: string,
  report: Report,
): ReadonlySet<string> {
  const first = new Map<string, Located<OutputHandler>>();
  const handled = new Set<string>();
  for (const handler of wrapper.handlers) {
    const { name, acceptsCommandOutput: output } = handler.value;
    if (output !== undefined && names.outputs.has(output)) handled.add(output);
    else checkOutputKnown(handler, command, names, prefix, report);
    checkTargetKnown(handler, wrapper, inputs, first, prefix, report);
    checkTargetUsable(handler, inputs, prefix, report);
    const twin = name === undefined ? undefined : first.get(name);
    if (name !== undefined && twin === undefined) first.set(name, handler);
    if (twin !== undefined) {
      report.says(() => `${prefix}output handler name "${orNull(name)}" is not unique.`);
      report.refuses(() => ({
        code: 'handler-name-duplicate',
        part: handler,
        key: 'name',
        what: namedToo('Another output handler of the wrapper', name),
        advice: 'Give this one a name of its own.',
        related: [{ span: placeOf(twin, 'name').span, message: 'The first handler of this name.' }],
      }));
    }
    checkHandler(handler, prefix, report);
  }
  return handled;
}

function checkOutputKnown(
  handler: Located<OutputHandler>,
  command: LocatedCommand,
  names: DeclaredNames,
  prefix: string,
  report: Report,
): void {
  const { acceptsCommandOutput: output } = handler.value;
  report.says(() => {
    const known = inHashOrder(names.outputs.keys(), command.outputs.length).join(', ');
    return `${prefix}output handler refers to unknown command output "${orNull(output)}". Known outputs: ${known}.`;
  });
  if (isBlank(output)) return;
  report.refuses(() => ({
    code: 'handler-output-unknown',
    part: handler,
    key: 'accepts-command-output',
    what: `The Command has no output named ${quote(output)}.`,
    advice:
      names.outputs.size === 0
        ? 'Declare it under "outputs".'
        : `Use ${anyOf(names.outputs.keys())}, or declare it under "outputs".`,
    basis: [pointerTo(command, 'outputs')],
  }));
}

function checkTargetKnown(
  handler: Located<OutputHandler>,
  wrapper: LocatedWrapper,
  inputs: WrapperInputs,
  earlier: ReadonlyMap<string, unknown>,
  prefix: string,
  report: Report,
): void {
  const { asAChildOf: target } = handler.value;
  if (target !== undefined && (inputs.first.has(target) || earlier.has(target))) return;
  report.says(() => {
    const knownHandlers = inHashOrder(earlier.keys(), wrapper.handlers.length).join(', ');
    return (
      `${prefix}output handler does not refer to a known wrapper input or output. ` +
      `"as-a-child-of": "${orNull(target)}".\nKnown inputs: ${inputs.known().join(', ')}.` +
      `\nKnown outputs (so far): ${knownHandlers}.`
    );
  });
  if (isBlank(target)) return;
  report.refuses(() => {
    const meant = wrapper.handlers.find((candidate) => candidate.value.name === target);
    const later = meant === handler ? undefined : meant;
    const usable = anyOf(targets(inputs, earlier));
    return {
      code: 'handler-target-unknown',
      part: handler,
      key: targetKey(handler),
      what:
        meant === undefined
          ? `The wrapper has no input and no earlier output handler named ${quote(target)}.`
          : later === undefined
            ? 'The output handler is to be a child of itself.'
            : `The output handler ${quote(target)} is declared further down.`,
      advice: later === undefined ? `Use ${usable || 'an input of the wrapper'}.` : 'Move it before this one.',
      related: later && [{ span: placeOf(later, 'name').span, message: 'The output handler meant.' }],
      basis: ['external-inputs', 'derived-inputs', 'output-handlers'].map((key) => pointerTo(wrapper, key)),
    };
  });
}

function* targets(inputs: WrapperInputs, earlier: ReadonlyMap<string, unknown>): Iterable<string> {
  yield* inputs.first.keys();
  yield* earlier.keys();
}

/** The property that names the target: on creation an older one is read where the newer one is missing. */
function targetKey(handler: Located<OutputHandler>): string {
  const current = valueOf(handler.node, 'as-a-child-of');
  const older = 'as-a-child-of-wrapper-input';
  const isOlder = (current === undefined || current.kind === 'null') && handler.value.asAChildOf !== undefined;
  return isOlder ? older : 'as-a-child-of';
}

function checkTargetUsable(
  handler: Located<OutputHandler>,
  inputs: WrapperInputs,
  prefix: string,
  report: Report,
): void {
  const { name, asAChildOf: target } = handler.value;
  if (target === undefined) return;
  const says = `${prefix}output handler "${orNull(name)}" has "as-a-child-of": "${target}", but that input`;
  const several = inputs.multiple.get(target);
  if (several !== undefined) {
    report.says(() => `${says} is set to allow multiple values.`);
    report.refuses(() => ({
      code: 'handler-target-multiple',
      part: handler,
      key: targetKey(handler),
      what: `The input ${quote(target)} takes several values, so it is no one object to store results under.`,
      advice: 'Name an input that takes one value.',
      related: [{ span: placeOf(several, 'multiple').span, message: 'Here the input takes several values.' }],
      basis: [pointerTo(several, 'multiple')],
    }));
  }
  const input = inputs.first.get(target);
  const property = input === undefined ? undefined : propertyInsteadOfUri(input);
  if (input === undefined || property === undefined) return;
  report.says(
    () =>
      `${says}'s value is set to "${property}", which will cause the upload to fail (a "uri" is required for upload).`,
  );
  report.refuses(() => ({
    code: 'handler-target-not-uri',
    part: handler,
    key: targetKey(handler),
    what: `The value of the input ${quote(target)} is the object's ${quote(property)}, and storing needs its "uri".`,
    advice: 'Name another input, or remove "derived-from-xnat-object-property" there.',
    related: [
      { span: placeOf(input, 'derived-from-xnat-object-property').span, message: 'The property used as its value.' },
    ],
    basis: [pointerTo(input, 'derived-from-xnat-object-property')],
  }));
}

function propertyInsteadOfUri(input: Located<WrapperInput> | Located<DerivedInput>): string | undefined {
  if (!('derivedFromXnatObjectProperty' in input.value)) return undefined;
  const property = input.value.derivedFromXnatObjectProperty;
  return property === 'uri' ? undefined : property;
}

function checkHandler(handler: Located<OutputHandler>, prefix: string, report: Report): void {
  const { name, acceptsCommandOutput, asAChildOf, type, label } = handler.value;
  if (isBlank(name)) {
    report.says(() => `${prefix}Command wrapper output - name cannot be blank.`);
    const fault = {
      code: 'handler-name-blank',
      part: handler,
      key: 'name',
      what: 'The output handler has no name.',
      advice: 'Give it a "name".',
    } as const;
    if (name === undefined) report.fails(() => fault);
    else report.refuses(() => fault);
  }
  const own = `${prefix}Command wrapper output "${orNull(name)}" `;
  const subject = isBlank(name) ? 'The output handler' : `The output handler ${quote(name)}`;
  if (isBlank(acceptsCommandOutput)) {
    report.says(() => `${own}- property "accepts-command-output" cannot be blank.`);
    report.refuses(() => ({
      code: 'handler-output-blank',
      part: handler,
      key: 'accepts-command-output',
      what: `${subject} does not say which output it takes.`,
      advice: 'Name an output of the Command in "accepts-command-output".',
    }));
  }
  if (isBlank(asAChildOf)) {
    report.says(() => `${own}- property "as-a-child-of" cannot be blank.`);
    report.refuses(() => ({
      code: 'handler-target-blank',
      part: handler,
      key: targetKey(handler),
      what: `${subject} does not say under which object the result is stored.`,
      advice: 'Name an input of the wrapper, or an earlier output handler, in "as-a-child-of".',
    }));
  }
  if (!(HANDLER_TYPES as readonly string[]).includes(type)) {
    report.says(() => `${own}- Unknown type "${type}". Known types: ${HANDLER_TYPES.join(', ')}`);
    report.refuses(() => ({
      code: 'handler-type-unknown',
      part: handler,
      key: 'type',
      what: `${quote(type)} is no type of output handler.`,
      advice: `Use ${anyOf(HANDLER_TYPES)}.`,
    }));
  }
  if (type === 'Resource' && isBlank(label)) {
    report.says(() => `${own}- when type = Resource, label cannot be blank.`);
    report.refuses(() => ({
      code: 'handler-label-blank',
      part: handler,
      key: 'label',
      what: `${subject} creates a resource without a label.`,
      advice: 'Give it a "label", which names the resource.',
      basis: [pointerTo(handler, 'type')],
    }));
  }
  if (name === undefined) {
    report.throws('within');
  } else if (OUTSIDE_NAME_ALPHABET.test(name)) {
    report.says(() => `${own}name should contain only alphanumeric, _ and - characters.`);
    report.refuses(() => ({
      code: 'handler-name-chars',
      part: handler,
      key: 'name',
      what: `The name ${quote(name)} holds characters that names of output handlers cannot have.`,
      advice: 'Use letters A to Z, digits, "_" and "-" only.',
    }));
  }
}
