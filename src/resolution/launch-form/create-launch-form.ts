import { createLaunchContext } from '../launch-context';
import type { LaunchContext } from '../launch-context';
import { LaunchFault } from '../launch-fault';
import type { LaunchRequest } from '../launch-request';
import { resolveInputTrees } from '../resolve-input-trees';
import type { LaunchError, ResolvedInput } from '../resolved-launch';
import { sensitiveTextsOf } from '../sensitive-input';
import { createFormFields } from './form-fields';
import { createFormValues } from './form-values';
import type { LaunchFormMeta, LaunchFormOutcome } from './launch-form';

/**
 * Makes the form that the Container Service would show before a launch: inputs are resolved as far as they go with what is
 * given so far, and several values for one input are something to choose from. Pure: nothing is read but through the
 * request's sources.
 */
export function createLaunchForm(request: LaunchRequest): LaunchFormOutcome {
  const inputs: ResolvedInput[] = [];
  try {
    const context = createLaunchContext(request);
    const roots = resolveInputTrees(context, inputs, 'form');
    const fields = createFormFields(roots, inputs, context);
    return { ok: true, form: { meta: metaOf(context), fields, values: createFormValues(inputs) }, inputs };
  } catch (fault) {
    if (!(fault instanceof LaunchFault)) throw fault;
    return { ok: false, ...replyTo(fault.error), error: fault.error, inputs, unresolved: sensitiveTextsOf(request) };
  }
}

function metaOf({ configured: { command, wrapper } }: LaunchContext): LaunchFormMeta {
  return {
    commandName: command.name,
    commandLabel: command.label,
    commandDescription: command.description,
    wrapperName: wrapper.name,
    wrapperDescription: wrapper.description,
    image: command.image,
    imageType: command.type,
  };
}

function replyTo({ kind, message }: LaunchError): { readonly status: 400 | 500; readonly reply: string } {
  return kind === 'preresolve-required'
    ? { status: 400, reply: `The command has failed in the pre-resolution step.\n${message}` }
    : { status: 500, reply: `The command could not be resolved.\n${message}` };
}
