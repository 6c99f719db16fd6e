import type { CommandDocument } from '../document/command-document';
import { nodeAtPointer, parentOf, propertyHolding, withHolders } from '../document/navigation';
import type { Problem, Severity } from '../problem';
import { nameMeant } from './misspelt';
import type { RuleCode } from './registry';

/** Rules whose remark is void where the marked value is wrong altogether: whoever mends that mends both. */
const ECHOES: ReadonlySet<string> = new Set<RuleCode>([
  'handler-target-type-unusual',
  'image-invalid-reference',
  'scalar-coerced',
]);

/** Rules that mark a value for the sake of another one, so that it may well stay. */
const FOR_ANOTHER_VALUE: ReadonlySet<string> = new Set<RuleCode>([
  'backend-specific',
  'multiple-needs-value-target',
  'multiple-provides-files',
  'resource-value-suspicious',
]);

/** What a fault makes other rules say, who see its consequences. */
interface Consequences {
  /** Of the value that the fault is in. */
  readonly value?: readonly RuleCode[];
  /** Of the object that the fault is in. */
  readonly here?: readonly RuleCode[];
  /** Of anything in the same wrapper or, where the fault is in none, in the same Command. */
  readonly around?: readonly RuleCode[];
}

/** Of what the children of an object are loaded for. */
const CHILDREN: readonly RuleCode[] = ['matcher-needs-loaded-children'];
const WRONG_TYPE: Consequences = {
  here: [
    'unmountable-type',
    'derived-property-missing',
    'derived-type-incompatible',
    'matcher-ignored',
    'matcher-on-derived-string',
    'matcher-property-unknown',
    'parser-ignored',
  ],
  around: CHILDREN,
};
const NAME_OF_INPUT: Consequences = {
  around: [
    'delimiter-ignored',
    'input-unused',
    'provides-value-unknown-input',
    'template-unknown-key',
    'template-wrapper-key-in-command-line',
  ],
};
const NAME_OF_MOUNT: Consequences = { around: ['mount-unused', 'provides-files-unknown-mount'] };
const LEADS_TO_NO_MOUNT: Consequences = { around: ['mount-unused'] };
const HOLDS_TEMPLATES: Consequences = { around: ['input-unused'] };

/** The consequences of faults, by their rules. */
const OF_FAULTS: Readonly<Partial<Record<RuleCode, Consequences>>> = {
  'command-line-missing': HOLDS_TEMPLATES,
  'handler-output-unknown': LEADS_TO_NO_MOUNT,
  'input-name-blank': NAME_OF_INPUT,
  'invisible-character': { value: ['mount-name-k8s', 'mount-path-relative'] },
  'input-name-chars': NAME_OF_INPUT,
  'mount-name-blank': NAME_OF_MOUNT,
  'output-mount-blank': LEADS_TO_NO_MOUNT,
  'output-mount-unknown': LEADS_TO_NO_MOUNT,
  'output-no-wrapper': LEADS_TO_NO_MOUNT,
  'provides-files-unknown-mount': LEADS_TO_NO_MOUNT,
  'via-setup-without-mount': LEADS_TO_NO_MOUNT,
  'wrapper-input-name-blank': { around: ['template-unknown-key', 'template-wrapper-key-in-command-line'] },
  'wrapper-input-name-duplicate': { around: ['several-external-inputs'] },
  'wrapper-input-name-chars': { around: ['template-unknown-key'] },
  'wrapper-input-type-unknown': WRONG_TYPE,
  'wrapper-type-file-lowercase': WRONG_TYPE,
  'derived-type-incompatible': WRONG_TYPE,
  'derived-type-never-resolves': WRONG_TYPE,
  'derived-from-blank': { around: CHILDREN },
  'derived-from-self': { around: CHILDREN },
  'derived-from-unknown': { around: CHILDREN },
};

/** The consequences of leaving a property out, for one that is written by a wrong name. */
const OF_MISSING: ReadonlyMap<string, Consequences> = new Map(
  Object.entries<Consequences>({
    'command-line': { around: ['command-line-missing', 'input-unused'] },
    'command-line-flag': { here: ['separator-without-flag'] },
    'container-name': HOLDS_TEMPLATES,
    contexts: { here: ['contexts-empty'] },
    'default-value': { here: ['derived-may-be-ambiguous'] },
    'derived-from-xnat-object-property': { here: ['derived-property-missing', 'parser-ignored'] },
    'derived-inputs': {
      around: [
        'delimiter-ignored',
        'input-name-collision',
        'input-unused',
        'matcher-needs-loaded-children',
        'mount-unused',
        'template-unknown-key',
      ],
    },
    'environment-variables': HOLDS_TEMPLATES,
    'external-inputs': { around: ['input-unused', 'mount-unused', 'no-external-input', 'template-unknown-key'] },
    identifier: { here: ['secret-identifier-blank'] },
    inputs: NAME_OF_INPUT,
    matcher: { here: ['derived-may-be-ambiguous'] },
    mount: LEADS_TO_NO_MOUNT,
    mounts: { around: ['provides-files-unknown-mount'] },
    multiple: { here: ['derived-may-be-ambiguous'], around: ['delimiter-ignored'] },
    outputs: LEADS_TO_NO_MOUNT,
    path: { around: ['xml-output-path'] },
    'override-entrypoint': { around: ['shell-syntax-without-shell'] },
    ports: HOLDS_TEMPLATES,
    'provides-files-for-command-mount': LEADS_TO_NO_MOUNT,
    'provides-value-for-command-input': { around: ['delimiter-ignored', 'input-name-collision'] },
    'replacement-key': { around: ['input-unused', 'template-unknown-key'] },
    source: { here: ['secret-source-missing'] },
    type: {
      here: [...(WRONG_TYPE.here ?? []), 'boolean-values-ignored', 'delimiter-ignored'],
      around: [
        'derived-type-incompatible',
        'handler-parent-not-creatable',
        'handler-target-not-object',
        'matcher-needs-loaded-children',
      ],
    },
    version: { around: ['version-missing'] },
    'working-directory': HOLDS_TEMPLATES,
    'xsi-type': { here: ['handler-xsi-type-missing'] },
    xnat: { around: ['delimiter-ignored', 'mount-unused', 'output-no-wrapper', 'template-unknown-key'] },
  }),
);

/**
 * Leaves out what follows from a fault that is a problem already, and remarks about values of which something graver is
 * said. What the server refuses stays: it says all of it.
 */
export function withoutEchoes(document: CommandDocument, problems: readonly Problem[]): Problem[] {
  const expected = new Map<RuleCode, EchoesOfOneRule>();
  for (const problem of problems) {
    const { value, here, around } = consequencesOf(document, problem) ?? {};
    for (const code of value ?? []) echoesOf(code, expected).values.add(problem.pointer);
    for (const code of here ?? []) echoesOf(code, expected).addObject(parentOf(problem.pointer), problem);
    for (const code of around ?? []) echoesOf(code, expected).addSurroundings(surroundingsOf(problem.pointer));
  }
  const left = problems.filter((problem) => !(expected.get(problem.code as RuleCode)?.has(problem) ?? false));
  return withoutMilderRemarks(left);
}

function echoesOf(code: RuleCode, expected: Map<RuleCode, EchoesOfOneRule>): EchoesOfOneRule {
  let echoes = expected.get(code);
  if (echoes === undefined) expected.set(code, (echoes = new EchoesOfOneRule()));
  return echoes;
}

/** Where one rule says no news, told by place: a text may have thousands of faults, and of their echoes. */
class EchoesOfOneRule {
  /** Pointers of the values that faults are in. */
  readonly values = new Set<string>();
  /** The faults by the pointers of the objects that they are in; no more than two of each, as none is its own echo. */
  private readonly objects = new Map<string, Problem[]>();
  private readonly surroundings = new Set<string>();
  /** The surroundings of faults with all that holds them. */
  private readonly holders = new Set<string>();

  addObject(pointer: string, fault: Problem): void {
    const faults = this.objects.get(pointer);
    if (faults === undefined) this.objects.set(pointer, [fault]);
    else if (faults.length < 2) faults.push(fault);
  }

  addSurroundings(pointer: string): void {
    this.surroundings.add(pointer);
    for (const holder of withHolders(pointer)) this.holders.add(holder);
  }

  has(problem: Problem): boolean {
    const { pointer } = problem;
    const isIn = (object: string): boolean => this.objects.get(object)?.some((fault) => fault !== problem) ?? false;
    return this.values.has(pointer) || isIn(pointer) || isIn(parentOf(pointer)) || this.meets(surroundingsOf(pointer));
  }

  /** Whether some fault's surroundings hold these, or these hold them. */
  private meets(pointer: string): boolean {
    if (this.surroundings.size === 0) return false;
    return this.holders.has(pointer) || withHolders(pointer).some((holder) => this.surroundings.has(holder));
  }
}

function consequencesOf(document: CommandDocument, { code, pointer }: Problem): Consequences | undefined {
  if (code !== 'unknown-property') return OF_FAULTS[code as RuleCode];
  const node = nodeAtPointer(document.root, pointer);
  const property = node && propertyHolding(node);
  if (node?.parent?.kind !== 'object' || property === undefined) return undefined;
  const meant = nameMeant(node.parent, property);
  return meant === undefined ? undefined : OF_MISSING.get(meant);
}

/** Leaves out remarks about values of which something graver is said. */
function withoutMilderRemarks(problems: readonly Problem[]): Problem[] {
  const placeOf = ({ span }: Problem): string => `${span.start}-${span.end}`;
  const echoed = new Set(problems.filter(({ code }) => ECHOES.has(code)).map(placeOf));
  if (echoed.size === 0) return [...problems];
  const others = problems.filter(({ code }) => !ECHOES.has(code) && !FOR_ANOTHER_VALUE.has(code));
  const marked = new Set(others.map(placeOf));
  const wrong = new Set(others.filter(({ severity }) => isGrave(severity)).map(placeOf));
  // That a number will be read as text is the least that can be said of a value.
  const voidBy = (code: string): ReadonlySet<string> => (code === 'scalar-coerced' ? marked : wrong);
  return problems.filter((problem) => !(ECHOES.has(problem.code) && voidBy(problem.code).has(placeOf(problem))));
}

const isGrave = (severity: Severity): boolean => severity === 'error' || severity === 'warning';

/** The pointer of the wrapper that a place is in or, outside of wrappers, of the Command. */
function surroundingsOf(pointer: string): string {
  return /^(?:\/\d+)?(?:\/xnat\/\d+(?=\/|$))?/.exec(pointer)?.[0] ?? '';
}
