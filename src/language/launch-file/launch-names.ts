import type { Span } from '../../command/document/syntax-tree';
import { symbolNamed, type CommandSymbol } from '../command-symbol';
import type { LaunchPlace } from './launch-place';
import { launchInputNamed, type LaunchScope } from './launch-surroundings';

/** A text of a launch file that is a name of the Command. */
export interface LaunchName {
  /** The string, with its quotes. */
  readonly span: Span;
  readonly symbol: CommandSymbol;
  readonly scope: LaunchScope;
}

/** The name that a place of a launch file is at: of a wrapper, an input, an output, a variable or a secret. */
export function launchNameAt(place: LaunchPlace, scope: LaunchScope): LaunchName | undefined {
  if (place.at === 'root') return undefined;
  const path = place.path.join('/');
  const { symbols } = scope;
  if (place.at === 'key') {
    const key = place.property?.key;
    if (key === undefined) return undefined;
    return found(key, inKey(path, key.value, scope), scope);
  }
  const property = place.property.key.value;
  if (path !== '' || place.value?.kind !== 'string') return undefined;
  const { value } = place.value;
  if (place.at === 'value' && property === 'wrapper') {
    const wrapper = symbols.wrappers.find((one) => one.wrapper?.name === value)?.wrapper;
    return found(place.value, wrapper, scope);
  }
  if (place.at === 'element' && property === 'secrets') {
    return found(place.value, symbolNamed(symbols.systemProperties, value), scope);
  }
  return undefined;
}

function inKey(path: string, name: string, scope: LaunchScope): CommandSymbol | undefined {
  switch (path) {
    case 'inputs':
      return launchInputNamed(scope, name);
    case 'expect/outputs':
      return symbolNamed(scope.symbols.outputs, name);
    case 'environment':
      return symbolNamed(scope.symbols.environmentVariables, name);
    default:
      return undefined;
  }
}

function found({ start, end }: Span, symbol: CommandSymbol | undefined, scope: LaunchScope): LaunchName | undefined {
  return symbol && { span: { start, end }, symbol, scope };
}
