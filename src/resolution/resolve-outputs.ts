import { isLoadedType } from '../command/model/xnat-objects';
import type { CommandOutput, OutputHandler } from '../command/model/command';
import { findUniqueValue, reachedInputs } from './find-input';
import type { LaunchContext } from './launch-context';
import { resolutionFault } from './launch-fault';
import type { ResolvedInput, ResolvedOutput, ResolvedValue } from './resolved-launch';

/**
 * Where the outputs go, one for each handler, in the order of the handlers.
 *
 * @throws LaunchFault for an output without handler, and for a handler without a target to store under.
 */
export function resolveOutputs(inputs: readonly ResolvedInput[], context: LaunchContext): readonly ResolvedOutput[] {
  const { command, wrapper, wrapperPointer } = context.configured;
  const byHandler = new Map<string, ResolvedOutput>();
  const problems = new Map<string, string>();
  command.outputs.forEach((output, index) => {
    const outputPointer = `/outputs/${index}`;
    const handlers = wrapper.outputHandlers.filter(({ acceptsCommandOutput }) => acceptsCommandOutput === output.name);
    if (handlers.length === 0) throw unhandledFault(output, wrapper.name, outputPointer);
    for (const handler of handlers) {
      const pointer = `${wrapperPointer}/output-handlers/${wrapper.outputHandlers.indexOf(handler)}`;
      const target = targetOf(output, handler, inputs, context);
      if ('problem' in target) {
        if (output.required)
          throw resolutionFault({ kind: 'output', ...target.problem, pointer: `${pointer}/as-a-child-of` });
        problems.set(handler.name ?? '', target.problem.explanation);
        continue;
      }
      byHandler.set(handler.name ?? '', resolveOutput(output, outputPointer, handler, pointer, target.uri, context));
    }
  });
  return wrapper.outputHandlers.map((handler, index) => {
    const output = byHandler.get(handler.name ?? '');
    if (output !== undefined) return output;
    throw resolutionFault({
      kind: 'output',
      message: `Command wrapper output handler "${handler.name ?? 'null'}" has no resolved output to handle.`,
      explanation:
        problems.get(handler.name ?? '') ??
        `No output of the Command is named "${handler.acceptsCommandOutput ?? ''}". Correct accepts-command-output.`,
      pointer: `${wrapperPointer}/output-handlers/${index}`,
    });
  });
}

function unhandledFault(output: CommandOutput, wrapperName: string, pointer: string): Error {
  return resolutionFault({
    kind: 'output',
    message: `No wrapper output handler was configured to handle command output "${output.name ?? 'null'}".`,
    explanation: `Add an output handler to wrapper "${wrapperName}" whose accepts-command-output is "${output.name ?? ''}".`,
    pointer,
  });
}

type Target =
  | { readonly uri: string | undefined }
  | { readonly problem: { readonly message: string; readonly explanation: string } };

function targetOf(
  output: CommandOutput,
  handler: OutputHandler,
  inputs: readonly ResolvedInput[],
  context: LaunchContext,
): Target {
  const name = handler.asAChildOf ?? '';
  const value = findUniqueValue(name, inputs);
  if (value !== undefined) return inputTarget(output, name, value, inputs, context);
  const other = context.configured.wrapper.outputHandlers.find((each) => each.name === name);
  if (other === undefined) {
    return {
      problem: {
        message:
          `Cannot resolve output "${output.name ?? ''}". The handler says the output is supposed to be handled by ` +
          `"${name}", but either that isn't an input, or an output, or maybe the input does not have a uniquely resolved value.`,
        explanation:
          `"${name}" is no input with just one value here, and no other handler. Name an input that always has a value in ` +
          'as-a-child-of.',
      },
    };
  }
  if (handler.type === 'Resource' && (other.type === 'Assessor' || other.type === 'Scan')) return { uri: undefined };
  const own = handler.name ?? '';
  return {
    problem: {
      message:
        `Cannot resolve handler "${own}". Handler "${own}" has type "${handler.type}"; target handler "${name}" has type ` +
        `"${other.type}". Handler "${own}" must be type Resource, target handler "${name}" needs to be type Assessor OR Scan.`,
      explanation:
        'Only a Resource can be stored under what another handler makes, and only under an Assessor or a Scan.',
    },
  };
}

function inputTarget(
  output: CommandOutput,
  name: string,
  value: ResolvedValue,
  inputs: readonly ResolvedInput[],
  context: LaunchContext,
): Target {
  const object = value.object ?? loadFromValue(name, value, inputs, context);
  if (object !== undefined) return { uri: object.uri };
  return {
    problem: {
      message:
        `Cannot resolve output "${output.name ?? ''}". Input "${name}" is supposed to handle the output, but it does not ` +
        'have an XNAT object value.',
      explanation:
        value.value === undefined
          ? `Outputs go below the object of "${name}", and "${name}" has no value in this launch. Give one, or mark "${name}" as required.`
          : `Outputs go below the object of "${name}", and its value "${value.value}" is no object. Name an input of an object ` +
            'type in as-a-child-of.',
    },
  };
}

/** A value without an object may still be the URI or id of one. */
function loadFromValue(
  name: string,
  { value }: ResolvedValue,
  inputs: readonly ResolvedInput[],
  context: LaunchContext,
): { readonly uri?: string } | undefined {
  const type = [...reachedInputs(inputs)].find((input) => input.name === name)?.type ?? '';
  if (value === undefined || !isLoadedType(type)) return undefined;
  const { sources } = context.request;
  if (!value.startsWith('/')) return sources.objectById(type, value);
  return sources.objectByUri(type, value.startsWith('/archive') ? value : `/archive${value}`);
}

function resolveOutput(
  output: CommandOutput,
  outputPointer: string,
  handler: OutputHandler,
  handlerPointer: string,
  targetUri: string | undefined,
  { filler, values }: LaunchContext,
): ResolvedOutput {
  const fill = (template: string | undefined, property: string): string | undefined =>
    filler.fill(template, `${handlerPointer}/${property}`, values)?.text;
  return {
    name: `${output.name ?? 'null'}:${handler.name ?? 'null'}`,
    output: output.name ?? '',
    handler: handler.name ?? '',
    outputPointer,
    handlerPointer,
    type: handler.type,
    xsiType: handler.xsiType,
    required: output.required,
    mount: output.mount ?? '',
    path: filler.fill(output.path, `${outputPointer}/path`, values)?.text,
    glob: output.glob,
    label: fill(handler.label, 'label'),
    format: fill(handler.format, 'format'),
    description: fill(handler.description, 'description'),
    content: fill(handler.content, 'content'),
    tags: handler.tags.map((tag, index) => filler.fill(tag, `${handlerPointer}/tags/${index}`, values).text),
    handledBy: handler.asAChildOf ?? '',
    targetUri,
    viaWrapupCommand: handler.viaWrapupCommand,
  };
}
