import type { JsonValue } from '../command/matcher/matcher-ast';
import { configureCommand, wrapperJson } from './configured-command';
import type { ConfiguredCommand } from './configured-command';
import { createTemplateFiller } from './fill-template';
import type { TemplateFiller } from './fill-template';
import type { Reason } from './node-values';
import type { LaunchRequest } from './launch-request';
import { ValueMap } from './value-map';

/** What the steps of one resolution share. */
export interface LaunchContext {
  readonly request: LaunchRequest;
  readonly configured: ConfiguredCommand;
  readonly wrapperJson: JsonValue;
  readonly filler: TemplateFiller;
  /** For every template but the command line. */
  readonly values: ValueMap;
  /** For the command line: Command inputs only, with flags. */
  readonly commandLineValues: ValueMap;
  /** Why an input has no values, where that is known, by the input's pointer. */
  readonly reasons: Map<string, Reason>;
}

/**
 * What a resolution starts from.
 *
 * @throws LaunchFault when the wrapper is not there, or two inputs cannot be told apart.
 */
export function createLaunchContext(request: LaunchRequest): LaunchContext {
  const configured = configureCommand(request.command, request.wrapperName, request.settings.configurations);
  const json = wrapperJson(configured.wrapper);
  return {
    request,
    configured,
    wrapperJson: json,
    filler: createTemplateFiller(json),
    values: new ValueMap(),
    commandLineValues: new ValueMap(),
    reasons: new Map(),
  };
}
