import type { BindingFault, ExpectedShape } from '../binding/binding-fault';
import type { CommandMode } from '../document/command-document';
import { headOf, pathOf, pointerOf } from '../document/navigation';
import type { JsonNode, Span } from '../document/syntax-tree';
import type { Problem, RelatedPlace } from '../problem';
import { createProblem } from '../rules/create-problem';
import { FAILURE } from './report';
import { unreadable } from './syntax-problems';
import { quote } from './wording';

/** The problem that a binding fault is to the author. */
export function bindingProblem(fault: BindingFault, mode: CommandMode): Problem {
  const consequence = 'refusedAt' in fault ? FAILURE[mode] : unreadable(mode);
  const { what, advice, related = [] } = describe(fault);
  return createProblem(fault.code, placeOf(fault), `${what} ${consequence} ${advice}`, { related });
}

function placeOf(fault: BindingFault): { pointer: string; span: Span } {
  const pointer = pointerOf(fault.node);
  const isWhole = fault.code === 'json-root' || fault.code === 'wrong-type' || fault.code === 'secret-type-missing';
  return {
    pointer,
    span: isWhole ? startOf(fault.node) : fault.code === 'input-name-missing' ? headOf(fault.node) : fault.node,
  };
}

/** A misplaced object or list is marked at its opening bracket: what is in it may be right. */
function startOf(node: JsonNode): Span {
  const isContainer = node.kind === 'object' || node.kind === 'array';
  return isContainer ? { start: node.start, end: Math.min(node.start + 1, node.end) } : node;
}

interface Description {
  readonly what: string;
  readonly advice: string;
  readonly related?: readonly RelatedPlace[];
}

function describe(fault: BindingFault): Description {
  switch (fault.code) {
    case 'json-root':
      return fault.expected === 'list'
        ? { what: 'A label holds a list of Commands, even of one.', advice: 'Put the Command between [ and ].' }
        : { what: 'A Command is one object.', advice: describeRoot(fault.node) };
    case 'wrong-type':
      return {
        what: `${subject(fault.node)} must be ${EXPECTED[fault.expected]}, not ${actual(fault.node)}.`,
        advice: adviceFor(fault.node, fault.expected),
      };
    case 'null-element':
      return { what: 'A list cannot hold null here.', advice: 'Remove it.' };
    case 'null-map-value':
      return {
        what: `${subject(fault.node)} cannot be null.`,
        advice: 'Write "" for an empty value, or remove the entry.',
      };
    case 'duplicate-key':
      return {
        what: `The key ${quote(fault.node.value)} stands here twice, which this map does not allow.`,
        advice: 'Remove one of them.',
        related: [{ span: fault.first, message: 'The first of the two.' }],
      };
    case 'input-name-missing':
      return {
        what: `${fault.of === 'command-input' ? 'An input' : 'A wrapper input'} needs a name.`,
        advice: 'Add "name".',
      };
    case 'secret-type-missing':
      return {
        what: `The ${side(fault.node)} of a secret is an object with a "type".`,
        advice: `Add "type": "${fault.known}".`,
      };
    case 'secret-type-unknown':
      return {
        what: `This is no type for the ${side(fault.node)} of a secret.`,
        advice: `Use "${fault.known}", the only one.`,
      };
  }
}

function describeRoot(node: JsonNode): string {
  return node.kind === 'array' ? 'Take it out of the list.' : 'Write it between { and }.';
}

const EXPECTED: Readonly<Record<ExpectedShape, string>> = {
  text: 'text',
  integer: 'a whole number of at most 64 bits',
  decimal: 'a number',
  boolean: 'true or false',
  list: 'a list',
  map: 'an object of names and values',
  object: 'an object',
};

function actual(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return 'an object';
    case 'array':
      return 'a list';
    case 'string':
      return quote(node.value);
    case 'number':
      return quote(node.raw).slice(1, -1);
    case 'boolean':
      return String(node.value);
    case 'null':
      return 'null';
  }
}

function adviceFor(node: JsonNode, expected: ExpectedShape): string {
  switch (expected) {
    case 'text':
      return node.kind === 'array'
        ? 'Write the list as text, such as "[\\"a\\", \\"b\\"]", or one value.'
        : 'Write one value between quotation marks.';
    case 'integer':
    case 'decimal':
      return 'Write the digits alone, without a unit.';
    case 'boolean':
      return 'Write true or false.';
    case 'list':
      return 'Put it between [ and ].';
    case 'map':
      return 'Write it like { "NAME": "value" }.';
    case 'object':
      return 'Write it between { and }.';
  }
}

/** The property or element that a value is, as a message begins with it. */
function subject(node: JsonNode): string {
  const step = pathOf(node).at(-1);
  return typeof step === 'string' ? quote(step) : 'An element of this list';
}

/** Which half of a secret the node is in. */
function side(node: JsonNode): 'source' | 'destination' {
  return pathOf(node).includes('destination') ? 'destination' : 'source';
}
