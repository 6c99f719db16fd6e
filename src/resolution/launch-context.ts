import type { JsonValue } from '../command/matcher/matcher-ast';
import type { ConfiguredCommand } from './configured-command';
import type { TemplateFiller } from './fill-template';
import type { LaunchRequest } from './launch-request';
import type { ResolvedInput } from './resolved-launch';
import type { ValueMap } from './value-map';

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
  /** Why an input has no values, in a sentence, where that is known. */
  readonly reasons: Map<ResolvedInput, string>;
}
