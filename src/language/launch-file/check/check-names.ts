import type { CommandDocument } from '../../../command/document/command-document';
import { replaceString } from '../../../command/document/json-changes';
import { valueOf } from '../../../command/document/navigation';
import type { JsonNode, ObjectNode, StringNode } from '../../../command/document/syntax-tree';
import type { QuickFix } from '../../../command/problem';
import { createNearest } from '../../../command/rules/nearest';
import { anyOf, didYouMean, quoted } from '../../../command/rules/wording';
import { symbolNamed, type CommandSymbol } from '../../command-symbol';
import { keysOf, launchInputNamed, launchInputs, type LaunchScope } from '../launch-surroundings';
import { launchProblem, type LaunchProblem, type LaunchProblemCode } from './launch-problem';

/** Names of the launch file that the Command or its wrapper does not have. */
export function checkNames(document: CommandDocument, file: ObjectNode, scope: LaunchScope): readonly LaunchProblem[] {
  return [
    ...checkWrapper(document, file, scope),
    ...checkInputNames(document, file, scope),
    ...checkSecrets(document, file, scope),
    ...checkOutputs(document, file, scope),
    ...checkEnvironment(file, scope),
  ];
}

function checkWrapper(document: CommandDocument, file: ObjectNode, { symbols, wrapper }: LaunchScope) {
  if (wrapper !== undefined) return [];
  const names = namesOf(symbols.wrappers.flatMap((one) => one.wrapper ?? []));
  const asked = valueOf(file, 'wrapper');
  const place = asked ?? valueOf(file, 'command');
  if (place === undefined) return [];
  const problem = (message: string, fixes: readonly QuickFix[] = []) => [
    launchProblem('launch-wrapper-unknown', 'error', place, message, fixes),
  ];
  if (names.length === 0) return problem('The Command has no wrapper, so XNAT cannot launch it.');
  if (asked === undefined) return problem(`The Command has several wrappers. Say which: ${anyOf(names.map(quoted))}.`);
  if (asked.kind !== 'string') return [];
  const near = createNearest(names)(asked.value);
  const message = `The Command has no wrapper ${quoted(asked.value)}, but ${anyOf(names.map(quoted))}.`;
  return problem(message, fixTo(document, asked, near ?? (names.length === 1 ? names[0] : undefined)));
}

function checkInputNames(document: CommandDocument, file: ObjectNode, scope: LaunchScope): readonly LaunchProblem[] {
  // Of which wrapper they are is not known.
  if (scope.wrapper === undefined) return [];
  const keys = keysOf(valueOf(file, 'inputs'));
  const known = nearestOfMissing(namesOf(launchInputs(scope)), keys);
  return keys.flatMap((key) => {
    if (launchInputNamed(scope, key.value) !== undefined) return [];
    const near = known(key.value);
    const message = `Neither the wrapper nor the Command has an input ${quoted(key.value)}: the launch would not use it.`;
    return unknown('launch-input-unknown', document, key, message, near);
  });
}

function checkSecrets(document: CommandDocument, file: ObjectNode, { symbols }: LaunchScope): readonly LaunchProblem[] {
  const nearest = createNearest(namesOf(symbols.systemProperties));
  const list = valueOf(file, 'secrets');
  const items: readonly JsonNode[] = list?.kind === 'array' ? list.items : [];
  return items.flatMap((item) => {
    if (item.kind !== 'string' || symbolNamed(symbols.systemProperties, item.value) !== undefined) return [];
    const message = `The Command takes no secret from ${quoted(item.value)}.`;
    return unknown('launch-secret-unknown', document, item, message, nearest(item.value));
  });
}

function checkOutputs(document: CommandDocument, file: ObjectNode, { symbols }: LaunchScope): readonly LaunchProblem[] {
  const keys = keysOf(valueOf(valueOf(file, 'expect'), 'outputs'));
  const known = nearestOfMissing(namesOf(symbols.outputs), keys);
  return keys.flatMap((key) => {
    if (symbolNamed(symbols.outputs, key.value) !== undefined) return [];
    const message = `The Command has no output ${quoted(key.value)}.`;
    return unknown('launch-output-unknown', document, key, message, known(key.value));
  });
}

function checkEnvironment(file: ObjectNode, { symbols }: LaunchScope): readonly LaunchProblem[] {
  return keysOf(valueOf(file, 'environment')).flatMap((key) => {
    const name = quoted(key.value);
    if (key.value === '' || /[=\0]/.test(key.value)) {
      return [launchProblem('launch-environment', 'error', key, `No variable can be named ${name}.`)];
    }
    if (symbolNamed(symbols.secrets, key.value) === undefined) return [];
    const message = `The Command gets ${name} from a secret. Leave it out here: values of secrets are never kept in a launch file.`;
    return [launchProblem('launch-environment', 'warning', key, message)];
  });
}

/** A name that is there already is not what another one was meant to be: mending it would write it twice. */
function nearestOfMissing(names: readonly string[], keys: readonly StringNode[]): (word: string) => string | undefined {
  const given = new Set(keys.map(({ value }) => value));
  return createNearest(names.filter((name) => !given.has(name)));
}

function unknown(
  code: LaunchProblemCode,
  document: CommandDocument,
  node: StringNode,
  message: string,
  near: string | undefined,
): readonly LaunchProblem[] {
  return [launchProblem(code, 'warning', node, message + didYouMean(near), fixTo(document, node, near))];
}

function fixTo(document: CommandDocument, node: StringNode, name: string | undefined): readonly QuickFix[] {
  if (name === undefined) return [];
  return [{ title: `Change to ${quoted(name)}`, edits: [replaceString(document, node, name)], kind: 'safe' }];
}

function namesOf(symbols: readonly CommandSymbol[]): readonly string[] {
  return symbols.map(({ name }) => name);
}
