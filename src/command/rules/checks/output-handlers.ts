import { isBlank } from '../../model/blank';
import type { CommandOutput, DerivedInput, OutputHandler, WrapperInput } from '../../model/command';
import { headPlace, keyPlace, type Located, type LocatedCommand, isWritten } from '../../model/located-command';
import { placeOf } from '../../model/located-command';
import { isWrapperInputType, isXnatObjectType } from '../../model/xnat-objects';
import type { CommandTemplates } from '../../template/command-templates';
import type { Report } from '../create-problem';
import { capitalised, quoted, withArticle } from '../wording';
import { checkSpecialCommand } from './special-commands';

const TARGET = 'as-a-child-of';
const OLD_TARGET = 'as-a-child-of-wrapper-input';

/** Output handlers: whether what they create can be created where they say. */
export function checkOutputHandlers(command: LocatedCommand, templates: CommandTemplates, report: Report): void {
  if (command.value.type !== 'docker') return;
  const outputs = new Map(command.outputs.map((output) => [output.value.name, output]));
  for (const wrapper of command.wrappers) {
    const earlier = new Map<string, Located<OutputHandler>>();
    const inputs = new Map(wrapper.inputs.toReversed().map((input) => [input.value.name, input]));
    const external = new Set(wrapper.externalInputs);
    for (const handler of wrapper.handlers) {
      checkOldTarget(handler, command, report);
      checkTarget(handler, inputs, external, earlier, report);
      checkCreatedObject(handler, outputs.get(handler.value.acceptsCommandOutput), templates, report);
      checkSpecialCommand(handler, 'via-wrapup-command', handler.value.viaWrapupCommand, report);
      if (handler.value.name !== undefined) earlier.set(handler.value.name, handler);
    }
  }
}

function targetKey(handler: Located<OutputHandler>): string {
  return isWritten(handler, TARGET) ? TARGET : OLD_TARGET;
}

function checkOldTarget(handler: Located<OutputHandler>, command: LocatedCommand, report: Report): void {
  if (!isWritten(handler, OLD_TARGET)) return;
  const both = isWritten(handler, TARGET);
  report(
    'deprecated-as-a-child-of-wrapper-input',
    keyPlace(handler, OLD_TARGET),
    both
      ? `"${OLD_TARGET}" is an old name of "${TARGET}", which is written here too and wins. Delete the old one.`
      : command.mode === 'update'
        ? `Updating a Command does not know the old name "${OLD_TARGET}", so this handler has no target. Write ` +
          `"${TARGET}".`
        : `"${OLD_TARGET}" is an old name that only the creation of a Command understands: updating it with the same ` +
          `text is refused. Write "${TARGET}".`,
    { unnecessary: both },
  );
}

function checkTarget(
  handler: Located<OutputHandler>,
  inputs: ReadonlyMap<string, Located<WrapperInput>>,
  external: ReadonlySet<Located<WrapperInput>>,
  earlier: ReadonlyMap<string, Located<OutputHandler>>,
  report: Report,
): void {
  const target = handler.value.asAChildOf;
  if (isBlank(target)) return;
  const input = inputs.get(target);
  if (input !== undefined) {
    checkTargetInput(handler, input, external.has(input) ? 'external' : 'derived', report);
    return;
  }
  const parent = earlier.get(target);
  if (parent === undefined) return;
  const related = [
    { span: placeOf(parent, 'type').span, message: `${quoted(target)} creates ${withArticle(parent.value.type)}.` },
  ];
  if (parent.value.type === 'Resource') {
    report(
      'handler-parent-not-creatable',
      placeOf(handler, targetKey(handler)),
      `The handler ${quoted(target)} creates a Resource, and nothing can hang below one: the server stores this, and ` +
        'every launch fails. Name an Assessor or Scan handler, or an input.',
      { related },
    );
  } else if (handler.value.type === 'Assessor' || handler.value.type === 'Scan') {
    report(
      'handler-child-not-resource',
      isWritten(handler, 'type') ? placeOf(handler, 'type') : headPlace(handler),
      `Only a Resource can be created below what another handler creates, not ${withArticle(handler.value.type)}: the server ` +
        'stores this, and every launch fails. Hang it below an input.',
      { related },
    );
  }
}

function checkTargetInput(
  handler: Located<OutputHandler>,
  input: Located<WrapperInput | DerivedInput>,
  declared: 'external' | 'derived',
  report: Report,
): void {
  const { name, type, required, defaultValue } = input.value;
  const place = placeOf(handler, targetKey(handler));
  const related = [{ span: placeOf(input, 'type').span, message: `${quoted(name)} is of type ${type}.` }];
  const isObject = isXnatObjectType(type) ? type !== 'File' || declared === 'derived' : false;
  if (!isObject) {
    if (!isWrapperInputType(type) && type !== 'file') return;
    report(
      'handler-target-not-object',
      place,
      `Input ${quoted(name)} is ${withArticle(type)} and no object of the archive, so nothing can be stored below it: the server ` +
        'stores the Command, and every launch fails. Name an input that stands for an object.',
      { related },
    );
    return;
  }
  const derivedMultiple = 'multiple' in input.value && input.value.multiple;
  if (!required && !derivedMultiple && (declared === 'derived' || isBlank(defaultValue))) {
    report(
      'handler-target-optional',
      place,
      `Input ${quoted(name)} is optional. When it has no value, this handler has nowhere to store its output, and the ` +
        'launch fails before it starts, even for an optional output. Make the input required.',
      { related: [{ span: placeOf(input, 'required').span, message: `${quoted(name)} is optional.` }] },
    );
  }
  const creates = handler.value.type;
  const wantsSession = creates === 'Assessor' || creates === 'Scan';
  if (wantsSession ? type !== 'Session' : creates === 'Resource' && (type === 'Resource' || type === 'File')) {
    report(
      'handler-target-type-unusual',
      place,
      wantsSession
        ? `${capitalised(withArticle(creates))} belongs to a Session, and ${quoted(name)} is ${withArticle(type)}. Where it ends up is said by the XML that ` +
            'the tool writes. Name the Session.'
        : `A Resource below ${withArticle(type)} is unusual: ${quoted(name)} is one. Name the object that it belongs to.`,
      { related },
    );
  }
}

function checkCreatedObject(
  handler: Located<OutputHandler>,
  output: Located<CommandOutput> | undefined,
  templates: CommandTemplates,
  report: Report,
): void {
  const { type, xsiType, viaWrapupCommand } = handler.value;
  if (type !== 'Assessor' && type !== 'Scan') return;
  if (isBlank(xsiType)) {
    report(
      'handler-xsi-type-missing',
      headPlace(handler),
      `Without "xsi-type" the service cannot check before the launch whether the user may create this ${type}: the ` +
        'upload may fail when all is done. Name the data type that the XML is of.',
    );
  }
  const path = output?.value.path;
  if (output === undefined || viaWrapupCommand !== undefined || /\.xml\/?$/i.test(path ?? '')) return;
  if (path !== undefined && endsWithTemplate(path, templates)) return;
  report(
    'xml-output-path',
    isWritten(handler, 'type') ? placeOf(handler, 'type') : headPlace(handler),
    `${capitalised(withArticle(type))} is created from one XML file, and the path of output ${quoted(output.value.name ?? '')} names none: if ` +
      'anything else lies there, the upload fails. Let the path of the output name the file.',
    {
      related: [{ span: placeOf(output, 'path').span, message: 'This output holds the XML file.' }],
    },
  );
}

function endsWithTemplate(path: string, templates: CommandTemplates): boolean {
  const { keys, jsonPath } = templates.scan(path);
  return jsonPath?.end === path.length || keys.at(-1)?.end === path.length;
}
