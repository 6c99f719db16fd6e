import type { CommandDocument } from '../../document/command-document';
import { valueOf } from '../../document/navigation';
import { spanInString } from '../../document/string-offsets';
import type { StringNode } from '../../document/syntax-tree';
import { parseJsonPath } from '../../matcher/matcher-parser';
import { type LocatedCommand, pointerTo } from '../../model/located-command';
import type { CommandTemplates } from '../../template/command-templates';
import { findJsonPath, type JsonPathPart } from '../../template/scan-template';
import type { Report } from '../create-problem';
import { quoted } from '../wording';

/** What the wrapper's JSON holds that is no text, by the last name of a path. */
const NOT_TEXT: ReadonlyMap<string, string> = new Map([
  ['id', 'a number'],
  ['required', 'a boolean'],
  ['user-settable', 'a boolean'],
  ['sensitive', 'a boolean'],
  ['load-children', 'a boolean'],
  ['multiple', 'a boolean'],
  ['contexts', 'a list'],
  ['tags', 'a list'],
  ['external-inputs', 'a list'],
  ['derived-inputs', 'a list'],
  ['output-handlers', 'a list'],
]);

/** JSONPaths between carets: in templates, and in default values, where they work too. */
export function checkJsonPaths(
  document: CommandDocument,
  command: LocatedCommand,
  templates: CommandTemplates,
  report: Report,
): void {
  if (command.value.type !== 'docker') return;
  const check = (node: StringNode, pointer: string, path: JsonPathPart | undefined): void => {
    if (path !== undefined) checkJsonPath(document, node, pointer, path, report);
  };
  for (const { place, scan } of templates.templates) check(place.node, place.pointer, scan.jsonPath);
  for (const input of [...command.inputs, ...command.wrappers.flatMap(({ externalInputs }) => externalInputs)]) {
    const node = valueOf(input.node, 'default-value');
    if (node?.kind === 'string') check(node, pointerTo(input, 'default-value'), findJsonPath(node.value));
  }
}

function checkJsonPath(
  document: CommandDocument,
  node: StringNode,
  pointer: string,
  { root, path, start, end }: JsonPathPart,
  report: Report,
): void {
  const place = { pointer, span: spanInString(document.text, node, start, end) };
  if (root === 'wrapper' ? path.includes('^') : /^\$.*\^(?:wrapper:|\$)/.test(path)) {
    report(
      'jsonpath-multiple',
      place,
      'A text can hold one JSONPath only: the service takes everything from the first caret to the last one for it, and ' +
        'the launch fails. Get the second value through an input.',
    );
  } else if (root === 'command') {
    report(
      'jsonpath-command-root',
      place,
      path.startsWith('$')
        ? `Without "wrapper:" the service looks ${quoted(path)} up in the Command, where it finds nothing whatever is ` +
            'written: every launch fails. Write "^wrapper:…^" to look in the wrapper, or the value itself.'
        : `The service takes what stands between two carets for a JSONPath, so ${quoted(path)} makes every launch fail. ` +
            'Leave one of the carets out, or put the text into a script of the image.',
    );
  } else {
    const kind = kindOfResult(path);
    if (kind === undefined) return;
    report(
      'jsonpath-not-text',
      place,
      `${quoted(path)} leads to ${kind} of the wrapper, and only text can be put in its place: the launch fails. Choose ` +
        'a property that is a text.',
    );
  }
}

/** What a path of the wrapper's JSON leads to, where that is surely no text. */
function kindOfResult(text: string): string | undefined {
  const reading = parseJsonPath(text);
  if (!('path' in reading)) return undefined;
  const last = reading.path.steps.at(-1);
  if (last === undefined) return 'the whole';
  if (last.kind !== 'property' || last.names.length !== 1) return undefined;
  return NOT_TEXT.get(last.names[0] ?? '');
}
