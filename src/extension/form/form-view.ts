import type { Command, Wrapper } from '../../command/model/command';
import { isXnatObjectType } from '../../command/model/xnat-objects';
import type { LaunchInput } from '../../launch-file/launch-file';
import { createdLaunch } from '../../launch/created-launch';
import { numberDoubt } from '../../launch/number-doubt';
import type { PreparedInputs } from '../../launch/prepare-inputs';
import { illegalTextIn } from '../../command/model/illegal-text';
import { createLaunchForm } from '../../resolution/launch-form/create-launch-form';
import type { GivenValue, LaunchRequest } from '../../resolution/launch-request';
import { outcomeMask, sensitiveMask } from '../../resolution/mask-sensitive';
import { resolveLaunch } from '../../resolution/resolve-launch';
import type { LaunchOutcome, ResolvedSecret } from '../../resolution/resolved-launch';
import type { XnatObject } from '../../resolution/xnat-object';
import type { Control, FieldProblem, FieldValues, FormField, FormPreview } from '../../webview/protocol';
import { answerOf, answerOfObject } from './form-answers';
import type { FormData } from './form-data';
import { listFormInputs, type FormInput } from './form-inputs';
import { previewOfLaunch } from './form-preview';
import { problemOf } from './form-problems';
import { standIns } from './stand-ins';

/** A form under the values that stand in it. */
export interface WorkedForm {
  readonly fields: readonly FormField[];
  readonly preview: FormPreview;
  readonly secrets: readonly ResolvedSecret[];
  /** What the form gives for a launch, by the name of the input. */
  readonly answers: ReadonlyMap<string, LaunchInput>;
}

/**
 * Works a form out: what there is to choose from, what is wrong, and what a launch would be. Pure but for the folders, which
 * `data` reads.
 *
 * @param command as the server holds it
 * @param values what was changed in the form
 * @throws the signal's reason once it is aborted
 */
export async function workOutForm(
  command: Command,
  wrapper: Wrapper,
  values: FieldValues,
  data: FormData,
  signal: AbortSignal,
): Promise<WorkedForm> {
  const { prepared, problems } = await readData(command, wrapper, values, data, signal);
  const requestOf = (inputs: ReadonlyMap<string, GivenValue>, asked: Command): LaunchRequest => ({
    command: asked,
    wrapperName: wrapper.name,
    inputs,
    settings: { configurations: [], buildPath: '/build', pathTranslation: undefined },
    sources: {
      ...prepared.sources,
      newDirectoryName: () => 'new',
      specialCommand: () => undefined,
      hasSecret: () => true,
    },
  });

  const formInputs = new Map([...legalTexts(wrapper, values), ...prepared.inputs]);
  const outcome = createLaunchForm(requestOf(formInputs, withOptionalDerived(command)));
  if (!outcome.ok) {
    const mask = sensitiveMask(outcome.inputs, outcome.unresolved);
    const { message, explanation } = outcome.error;
    const preview = { kind: 'refused', message: mask(message), explanation: mask(explanation) } as const;
    return { fields: [], preview, secrets: [], answers: new Map() };
  }
  const inputs = listFormInputs(command, wrapper, outcome.form, values).map((input) => withRequired(input, wrapper));
  const answers = new Map(
    inputs.flatMap((input) => {
      const answer = answerOf(input);
      return answer === undefined ? [] : [[input.field.name, answer] as const];
    }),
  );
  for (const input of inputs) {
    const own = problemOf(input);
    if (own !== undefined && !problems.has(input.field.name)) problems.set(input.field.name, own);
  }
  const missing = standIns(inputs, problems);
  const texts = missing.map(({ name, text }) => [name, text] as const);
  const given = new Map([...givenTexts(answers), ...texts, ...prepared.inputs]);
  const launch = resolveLaunch(requestOf(given, command));
  const preview = previewOf(createdLaunch(launch, new Map()), inputs, problems, [
    ...prepared.notes,
    ...missing.flatMap(({ note }) => (note === undefined ? [] : [note])),
  ]);
  return {
    fields: inputs.map((input) => fieldOf(input, problems.get(input.field.name), prepared)),
    preview,
    secrets: launch.ok ? launch.launch.secrets : secretsOf(command),
    answers,
  };
}

/** Reads what stands for objects and files; what cannot be read is left out and becomes a problem of its field. */
async function readData(
  command: Command,
  wrapper: Wrapper,
  values: FieldValues,
  data: FormData,
  signal: AbortSignal,
): Promise<{ readonly prepared: PreparedInputs; readonly problems: Map<string, FieldProblem> }> {
  const inputs = new Map<string, LaunchInput>();
  for (const { name } of wrapper.externalInputs.filter(({ type }) => isXnatObjectType(type))) {
    const value = values[name];
    const answer = value?.kind === 'object' ? answerOfObject(value.source, value.text) : undefined;
    if (answer !== undefined) inputs.set(name, answer);
  }
  for (const { name } of command.inputs.filter(({ type }) => type === 'file')) {
    const value = values[name];
    if (value?.kind === 'text' && value.text.trim() !== '') inputs.set(name, { kind: 'file', path: value.text });
  }
  const problems = new Map<string, FieldProblem>();
  for (;;) {
    const preparation = await data.prepare(command, wrapper, inputs, signal);
    if (preparation.ok) return { prepared: preparation.prepared, problems };
    problems.set(preparation.input, { kind: 'wrong', message: preparation.message });
    if (!inputs.delete(preparation.input)) throw new Error(preparation.message);
  }
}

/** Texts of external inputs, which matchers may hold; one that is refused would end the form. */
function legalTexts(wrapper: Wrapper, values: FieldValues): readonly (readonly [string, string])[] {
  return wrapper.externalInputs.flatMap(({ name, type, defaultValue, userSettable }) => {
    const value = values[name];
    if (isXnatObjectType(type) || value?.kind !== 'text' || illegalTextIn(value.text) !== undefined) return [];
    return defaultValue === undefined && userSettable !== false ? [[name, value.text] as const] : [];
  });
}

/** XNAT shows no form where a required input finds nothing to choose from; here the field says so. */
function withOptionalDerived(command: Command): Command {
  return {
    ...command,
    wrappers: command.wrappers.map((wrapper) => ({
      ...wrapper,
      derivedInputs: wrapper.derivedInputs.map((input) => ({ ...input, required: false })),
    })),
  };
}

function withRequired(input: FormInput, wrapper: Wrapper): FormInput {
  const derived = wrapper.derivedInputs.find(({ name }) => name === input.field.name);
  return input.field.kind === 'derived' && derived !== undefined
    ? { ...input, field: { ...input.field, required: derived.required } }
    : input;
}

function givenTexts(answers: ReadonlyMap<string, LaunchInput>): readonly (readonly [string, string])[] {
  return [...answers].flatMap(([name, answer]) => {
    if (answer.kind === 'text') return [[name, answer.text] as const];
    return answer.kind === 'list' ? [[name, JSON.stringify(answer.texts)] as const] : [];
  });
}

function previewOf(
  outcome: LaunchOutcome,
  inputs: readonly FormInput[],
  problems: Map<string, FieldProblem>,
  notes: readonly string[],
): FormPreview {
  if (outcome.ok) return previewOfLaunch(outcome.launch, notes);
  const pending = inputs.filter(
    ({ field, shape }) => problems.has(field.name) && (shape === 'object' || field.kind === 'derived'),
  );
  const [first] = pending;
  if (first !== undefined && pending.every(({ field }) => problems.get(field.name)?.kind === 'missing')) {
    return { kind: 'waiting', message: `Shown once “${first.field.label}” is chosen.` };
  }
  const { pointer } = outcome.error;
  // Both may quote a value.
  const mask = outcomeMask(outcome);
  const message = mask(outcome.error.message);
  const explanation = mask(outcome.error.explanation);
  const blamed = inputs.find(({ field }) => pointer === field.pointer || pointer.startsWith(`${field.pointer}/`));
  if (blamed !== undefined && !problems.has(blamed.field.name)) {
    problems.set(blamed.field.name, { kind: 'wrong', message: explanation });
  }
  return { kind: 'refused', message, explanation };
}

function secretsOf(command: Command): readonly ResolvedSecret[] {
  return command.secrets.flatMap(({ source, destination }, index) =>
    source?.identifier === undefined || destination?.identifier === undefined
      ? []
      : [{ source: source.identifier, destination: destination.identifier, pointer: `/secrets/${index}` }],
  );
}

function fieldOf(input: FormInput, problem: FieldProblem | undefined, prepared: PreparedInputs): FormField {
  const { field } = input;
  const detail = detailOf(input, prepared);
  return {
    name: field.name,
    label: field.label,
    ...(field.description !== undefined && { description: field.description }),
    required: field.required,
    advanced: field.advanced,
    control: controlOf(input),
    ...(detail !== undefined && { detail }),
    ...(problem !== undefined && { problem }),
  };
}

function controlOf({ field, shape, options, value, waitsFor }: FormInput): Control {
  const text = value.kind === 'list' ? '' : value.text;
  if (waitsFor !== undefined) return { kind: 'static', texts: [] };
  switch (shape) {
    case 'text':
      return { kind: 'text', text, expects: field.type === 'number' ? 'number' : 'text' };
    case 'password':
      return { kind: 'password', state: text === '' ? 'empty' : 'kept' };
    case 'checkbox':
      return { kind: 'checkbox', checked: text === 'true' };
    case 'select-one':
      return { kind: 'select-one', options, chosen: text };
    case 'select-many':
      return { kind: 'select-many', options, chosen: value.kind === 'list' ? value.texts : [] };
    case 'static':
      return { kind: 'static', texts: field.sensitive ? ['•••'] : options.map(({ label }) => label) };
    case 'file':
      return { kind: 'file', path: text };
    case 'object':
      return {
        kind: 'object',
        objectType: field.type,
        source: value.kind === 'object' ? value.source : 'folder',
        text,
      };
  }
}

function detailOf({ field, shape, value, waitsFor }: FormInput, prepared: PreparedInputs): string | undefined {
  if (waitsFor !== undefined) return `Follows from “${waitsFor}”.`;
  if (shape === 'object') {
    const object = prepared.inputs.get(field.name);
    return typeof object === 'object' ? describeObject(object) : undefined;
  }
  return value.kind === 'text' ? numberDoubt(field.type, value.text) : undefined;
}

/** What was found: `MR_01: 3 scans, 1 resource`. */
function describeObject(object: XnatObject): string {
  const counts = Object.entries(object).flatMap(([list, members]) => {
    if (!Array.isArray(members) || members.length === 0) return [];
    const what = list.replaceAll('-', ' ');
    return [`${members.length} ${members.length === 1 ? what.replace(/s$/, '') : what}`];
  });
  const name = object.label ?? object.id ?? object.uri ?? object.type;
  return counts.length === 0 ? name : `${name}: ${counts.join(', ')}`;
}
