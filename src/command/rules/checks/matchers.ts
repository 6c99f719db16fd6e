import type { CommandDocument } from '../../document/command-document';
import { valueOf } from '../../document/navigation';
import { spanInString } from '../../document/string-offsets';
import type { JsonNode, Span } from '../../document/syntax-tree';
import type { MatcherError, MatcherExpression, PathOperand } from '../../matcher/matcher-ast';
import { recallMatcher } from '../../matcher/recall-matcher';
import { isBlank } from '../../model/blank';
import type { WrapperInput } from '../../model/command';
import { keyPlace, type Located, type LocatedCommand, type LocatedWrapper } from '../../model/located-command';
import { placeOf, pointerTo } from '../../model/located-command';
import { derivationOf, isWrapperInputType, isXnatObjectType, objectPropertiesOf } from '../../model/xnat-objects';
import type { CommandTemplates } from '../../template/command-templates';
import type { Report } from '../create-problem';
import { createNearest } from '../nearest';
import { capitalised, didYouMean, quoted, withArticle } from '../wording';
import { existenceTests, pathsOf, propertiesOnPath } from './matcher-paths';

/** Where and how the service applies the matcher of a wrapper input. */
type Use = 'object' | 'list' | 'text' | 'never' | 'upwards';

/** Matchers: whether they are applied at all, can be read, and select what they seem to. */
export function checkMatchers(
  document: CommandDocument,
  command: LocatedCommand,
  templates: CommandTemplates,
  report: Report,
): void {
  if (command.value.type !== 'docker') return;
  for (const input of command.inputs) {
    if (isBlank(input.value.matcher)) continue;
    report(
      'matcher-ignored',
      keyPlace(input, 'matcher'),
      `The service never applies the matcher of an input of the Command, so ${quoted(input.value.name)} takes any value. ` +
        'Delete it; only inputs of a wrapper are matched.',
      { unnecessary: true },
    );
  }
  for (const wrapper of command.wrappers) {
    const parents = new Map(wrapper.inputs.toReversed().map((input) => [input.value.name, input]));
    const below = new TypesBelow(wrapper);
    for (const [index, input] of wrapper.inputs.entries()) {
      const node = valueOf(input.node, 'matcher');
      const { matcher } = input.value;
      if (matcher === undefined || isBlank(matcher) || node === undefined) continue;
      // What an input of a wrong type is meant to be, and so what its matcher does, nobody can tell.
      if (!isWrapperInputType(input.value.type) && input.value.type !== 'file') continue;
      const derived = wrapper.derivedInputs[index - wrapper.externalInputs.length];
      const use = useOf(input, parents.get(derived?.value.derivedFromWrapperInput ?? ''), derived);
      if (reportUnused(input, use, report)) continue;
      new MatcherCheck(document, input, node, use, templates, report).check(matcher, below);
    }
  }
}

function useOf(
  input: Located<WrapperInput>,
  parent: Located<WrapperInput> | undefined,
  derived: Located<WrapperInput> | undefined,
): Use {
  const { type } = input.value;
  if (derived === undefined) return isXnatObjectType(type) && type !== 'File' ? 'object' : 'never';
  const how = parent === undefined ? undefined : derivationOf(type, parent.value.type)?.how;
  if (how === 'up') return 'upwards';
  if (how === 'property' || how === 'directory' || type === 'string' || type === 'Directory') return 'text';
  return 'list';
}

/** Reports a matcher that is not applied or can match nothing; tells whether there was something to report. */
function reportUnused(input: Located<WrapperInput>, use: Use, report: Report): boolean {
  const { name, type } = input.value;
  if (use === 'never' || use === 'upwards') {
    report(
      'matcher-ignored',
      keyPlace(input, 'matcher'),
      use === 'never'
        ? `${quoted(name)} is ${withArticle(type)}, which the service takes as it is given: it applies matchers to objects of the ` +
            'archive alone. Delete it.'
        : `There is one ${type} only that ${quoted(name)} can be, and the service takes it without asking the matcher. ` +
            'Delete it.',
      { unnecessary: true },
    );
    return true;
  }
  if (use !== 'text') return false;
  report(
    'matcher-on-derived-string',
    keyPlace(input, 'matcher'),
    `${quoted(name)} is a text, which has no properties to match: with a matcher it never gets a value. Delete it, or ` +
      'match the object that the text is taken from.',
  );
  return true;
}

class MatcherCheck {
  constructor(
    private readonly document: CommandDocument,
    private readonly input: Located<WrapperInput>,
    private readonly node: JsonNode,
    private readonly use: Use,
    private readonly templates: CommandTemplates,
    private readonly report: Report,
  ) {}

  check(text: string, below: TypesBelow): void {
    const isTemplate = this.templates.isTemplate(text);
    // What a key or a JSONPath is filled with may be anything; the letters in its place are read as a word.
    const reading = recallMatcher(isTemplate ? this.templates.mask(text) : text);
    if (!reading.ok) {
      if (!isTemplate) this.unreadable(text, reading.error);
      return;
    }
    const { expression } = reading.matcher;
    this.precedence(text, expression);
    for (const { path, wanted, start, end } of existenceTests(expression)) {
      if (path.definite || !wanted) continue;
      this.report(
        'matcher-always-true',
        this.place({ start, end }),
        'A list is there even when nothing is in it, so this test is always true. To ask for an element, write ' +
          '"\'X\' in @.resources[*].label".',
      );
    }
    for (const path of pathsOf(expression)) this.path(path, below);
  }

  private place(span: Span): { pointer: string; span: Span } {
    return {
      pointer: pointerTo(this.input, 'matcher'),
      span: this.node.kind === 'string' ? spanInString(this.document.text, this.node, span.start, span.end) : this.node,
    };
  }

  private unreadable(text: string, error: MatcherError): void {
    const consequence =
      this.use === 'object' ? 'every launch fails' : `${quoted(this.input.value.name)} never gets a value`;
    if (/^\s*\[\?/.test(text)) {
      this.report(
        'matcher-syntax',
        this.place({ start: text.indexOf('['), end: text.length }),
        `The service puts "[?(" and ")]" around a matcher itself, and cannot read it with another pair: ${consequence}. ` +
          'Leave them out.',
      );
      return;
    }
    const word = text.slice(error.span.start, error.span.end);
    const span = error.span.end > error.span.start ? error.span : { start: 0, end: text.length };
    this.report(
      'matcher-syntax',
      this.place(span),
      `The service cannot read this matcher: ${consequence}. ${slipOf(error, word)}`,
    );
  }

  private precedence(text: string, expression: MatcherExpression): void {
    if (this.use !== 'list' || expression.kind !== 'or') return;
    // The service pastes its own test in front, as here.
    const pasted = recallMatcher(`@.id == '1' && ${this.templates.mask(text)}`);
    if (!pasted.ok || pasted.matcher.expression.kind !== 'or') return;
    this.report(
      'matcher-or-precedence',
      placeOf(this.input, 'matcher'),
      'When somebody chooses an object, the service puts that choice in front with "&&", which binds to the first ' +
        'alternative alone: with the second one, another object is launched. Put the whole into parentheses.',
    );
  }

  private path(path: PathOperand, below: TypesBelow): void {
    if (path.root !== 'item') return;
    let isListMissed = false;
    for (const { type, name, span, property } of propertiesOnPath(path, elementType(this.input.value.type))) {
      if (property === undefined) {
        this.report(
          'matcher-property-unknown',
          this.place(span),
          () =>
            `${capitalised(withArticle(type))} has no property ${quoted(name)}: a test for a value never holds, and one against it always does.` +
            didYouMean(createNearest(objectPropertiesOf(type).map((candidate) => candidate.name))(name)),
        );
        return;
      }
      if (isListMissed || property.of === undefined || below.has(this.input, property.of)) continue;
      isListMissed = true;
      this.report(
        'matcher-needs-loaded-children',
        this.place(span),
        `The launch form may see ${quoted(name)} as an empty list: it loads only what some input below ` +
          `${quoted(this.input.value.name)} is about, and none is ${withArticle(property.of)}. Derive one from it.`,
      );
    }
  }
}

const SLIPS: Readonly<Record<MatcherError['fault'], string>> = {
  'single-equals': 'Equality is written "==".',
  'unknown-operator': '',
  'missing-operand': 'Something is missing at the end, or on one side of an operator.',
  'bare-word': '',
  'unclosed-string': 'A quote is never closed.',
  'unclosed-regex': 'A regular expression ends with a slash, and is followed by nothing but flags.',
  'unclosed-bracket': 'A bracket is never closed.',
  'bad-regex': 'The regular expression is not one of Java.',
  'bad-path': 'A path is wrong: it starts with "@", and its parts are parted by dots, as in "@.scan-type".',
  'surplus-text': 'Nothing can follow here but "&&", "||" or the end.',
  'too-deep': 'Brackets and filters are nested too deeply in it.',
  other: '',
};

function slipOf(error: MatcherError, word: string): string {
  if (/^and$/i.test(word)) return '"and" is written "&&".';
  if (/^or$/i.test(word)) return '"or" is written "||".';
  switch (error.fault) {
    case 'unknown-operator':
      return `There is no operator ${quoted(word)}.`;
    case 'bare-word':
      return `Text needs quotes, and a property starts with "@.", as in "@.label == 'DICOM'".`;
    case 'other':
      return `The reason it gives: ${error.message}`;
    default:
      return SLIPS[error.fault];
  }
}

/** What a matcher looks at: of a list of files, each file. */
function elementType(type: string): string {
  return type === 'File[]' ? 'File' : type;
}

/** The types of the inputs that are derived from an input, directly or through others. */
class TypesBelow {
  private known: KnownBelow | undefined;

  constructor(private readonly wrapper: LocatedWrapper) {}

  has(input: Located<WrapperInput>, type: string): boolean {
    // Few matchers look at what is below, so nothing is gathered before one does.
    const { types, hasStray } = (this.known ??= typesBelow(this.wrapper));
    return hasStray || (types.get(input.value.name)?.has(type) ?? false);
  }
}

interface KnownBelow {
  readonly types: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether some input is derived from one that there is not: it may be meant to hang below any other. */
  readonly hasStray: boolean;
}

function typesBelow(wrapper: LocatedWrapper): KnownBelow {
  const names = new Set(wrapper.inputs.map(({ value }) => value.name));
  const all = new Map<string, Set<string>>();
  for (const { value } of wrapper.derivedInputs.toReversed()) {
    const parent = value.derivedFromWrapperInput;
    if (parent === undefined) continue;
    const types = all.get(parent) ?? new Set();
    types.add(elementType(value.type));
    for (const deeper of all.get(value.name) ?? []) types.add(deeper);
    all.set(parent, types);
  }
  const hasStray = wrapper.derivedInputs.some(({ value }) => !names.has(value.derivedFromWrapperInput ?? ''));
  return { types: all, hasStray };
}
