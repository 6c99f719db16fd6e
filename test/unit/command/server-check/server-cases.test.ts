import assert from 'node:assert/strict';
import { createCommandDocument, type CommandMode } from '../../../../src/command/document/command-document';
import { decodeBody } from '../../../../src/command/document/decode-body';
import { serverVerdict } from '../../../../src/command/server-check/server-verdict';
import { needsSharedData, readSharedLines } from '../../../support/shared-data';

/** One body and what the server's own code made of it. */
interface ServerCase {
  readonly id: string;
  readonly text?: string;
  readonly b64?: string;
  readonly server: 'accept' | 'reject';
  readonly stage: 'parse' | 'validate' | 'exception' | null;
  readonly errors: readonly string[];
  /** What reading it as a stored Command gives, where that differs. */
  readonly direct?: { readonly parse: 'ok' | 'error'; readonly errors: readonly string[] };
}

/** Where a reference is blank, the server says so, and besides that it does not know what is meant. */
const SAID_TWICE = new Set([
  'derived-from-blank',
  'handler-output-blank',
  'handler-target-blank',
  'output-mount-blank',
]);

/** Where the problem of a message is: at the property, or at the object that lacks it. */
const PLACES: readonly (readonly [message: RegExp, place: RegExp])[] = [
  [/^Command name cannot be blank/, /^(\/name)?$/],
  [/ - {2}Secrets /, /^\/secrets\/\d+\/destination\/identifier$/],
  [/ cannot declare any environment variables\.$/, /^\/environment-variables$/],
  [/ cannot declare any wrappers\.$/, /^\/xnat$/],
  [/ cannot declare any (inputs|mounts|outputs|ports|secrets)\.$/, /^\/(inputs|mounts|outputs|ports|secrets)$/],
  [/ - {2}has visibility /, /^\/visibility$/],
  [/ - {2}incorrect ulimit format: /, /^\/ulimits\/[^/]*$/],
  [/ - input name /, /^\/inputs\/\d+\/name$/],
  [/ - Command input (".*" name should|name cannot)/s, /^\/inputs\/\d+\/name$/],
  [/ - Command input ".*" (default value|one or more default values) /s, /^\/inputs\/\d+\/default-value$/],
  [/ - Command input ".*" has select-values set/s, /^\/inputs\/\d+\/select-values$/],
  [/ - Command input ".*" is designated as type/s, /^\/inputs\/\d+\/type$/],
  [/ - Invalid multiple-delimiter /, /^\/inputs\/\d+\/multiple-delimiter$/],
  [/ - output name /, /^\/outputs\/\d+(\/name)?$/],
  [/ - (Command output ".*" name should|Output name cannot)/s, /^\/outputs\/\d+(\/name)?$/],
  [/ - Output ".*" - mount cannot/s, /^\/outputs\/\d+(\/mount)?$/],
  [/ - output ".*" references unknown mount/s, /^\/outputs\/\d+(\/mount)?$/],
  [/ - Mount ".*" path cannot/s, /^\/mounts\/\d+(\/path)?$/],
  [/ - mount name /, /^\/mounts\/\d+(\/name)?$/],
  [/ - Mount name cannot/, /^\/mounts\/\d+(\/name)?$/],
  [/ - wrapper name /, /^\/xnat\/\d+(\/name)?$/],
  [/ - Command wrapper name cannot/, /^\/xnat\/\d+(\/name)?$/],
  [/You cannot set "via-setup-command"/, inputPlace('via-setup-command')],
  [/ - Command wrapper input ".*" - Unknown type /s, inputPlace('type')],
  [/ - Command wrapper input ".*" - property ".*" cannot be blank/s, inputPlace('derived-from-wrapper-input')],
  [/ - derived input ".*" is derived from /s, inputPlace('derived-from-wrapper-input')],
  [/ - Command wrapper input (".*" name should|name cannot)/s, inputPlace('name')],
  [/ - (external|derived) input name /, inputPlace('name')],
  [/ - derived input ".*" is designated as a "multiple" input/s, inputPlace('multiple')],
  [/ - (external|derived) input ".*" provides values for /s, inputPlace('provides-value-for-command-input')],
  [/ - command output ".*" is not handled by any output handler/s, /^\/outputs\/\d+\/name$/],
  [/ - Command wrapper output ".*" - property "accepts-command-output"/s, handlerPlace('accepts-command-output')],
  [/ - output handler refers to unknown command output/, handlerPlace('accepts-command-output')],
  [/ - Command wrapper output ".*" - property "as-a-child-of"/s, handlerPlace('as-a-child-of')],
  [/ - output handler (does not refer to|".*" has "as-a-child-of")/s, handlerPlace('as-a-child-of(-wrapper-input)?')],
  [/ - Command wrapper output ".*" - Unknown type/s, handlerPlace('type')],
  [/ - Command wrapper output ".*" - when type = Resource/s, handlerPlace('label')],
  [/ - output handler name /, handlerPlace('name')],
  [/ - (Command wrapper output (- name|".*" name))/s, handlerPlace('name')],
  [/ - image name /, /^(\/image)?$/],
];

function inputPlace(property: string): RegExp {
  return new RegExp(`^/xnat/\\d+/(external|derived)-inputs/\\d+(/${property})?$`);
}

function handlerPlace(property: string): RegExp {
  return new RegExp(`^/xnat/\\d+/output-handlers/\\d+(/${property})?$`);
}

function placeOf(message: string): RegExp {
  const place = PLACES.find(([form]) => form.test(message))?.[1];
  assert.ok(place, message);
  return place;
}

function check(row: ServerCase, mode: CommandMode) {
  const bytes = row.text === undefined ? Buffer.from(row.b64 ?? '', 'base64') : Buffer.from(row.text, 'utf8');
  return serverVerdict(createCommandDocument(decodeBody(bytes), mode));
}

describe('serverVerdict, against what the server said', function () {
  this.timeout(60_000);
  needsSharedData();
  let rows: readonly ServerCase[] = [];
  before(() => {
    rows = readSharedLines('cases/validate.jsonl') as readonly ServerCase[];
  });

  it('agrees on acceptance, stage and messages of every body that creates a Command', () => {
    const found = rows.map((row) => {
      const { server, refusedAt, messages } = check(row, 'create');
      return { id: row.id, server, refusedAt, messages };
    });
    const expected = rows.map((row) => ({
      id: row.id,
      server: row.server === 'accept' ? 'accepts' : 'refuses',
      refusedAt: row.stage,
      messages: row.errors,
    }));
    assertAgree(found, expected);
  });

  it('agrees on the messages of every body that updates a Command', () => {
    // An exception's messages are those of creation, which an update does not go through.
    const comparable = rows.filter((row) => row.stage !== 'exception' || row.direct !== undefined);
    const found = comparable.map((row) => {
      const { refusedAt, messages } = check(row, 'update');
      return { id: row.id, parse: refusedAt === 'parse' ? 'error' : 'ok', messages };
    });
    const expected = comparable.map((row) => ({
      id: row.id,
      parse: row.direct?.parse ?? (row.stage === 'parse' ? 'error' : 'ok'),
      messages: row.direct?.errors ?? row.errors,
    }));
    assertAgree(found, expected);
  });

  it('has a problem for each message of the server', () => {
    for (const row of rows.filter(({ stage }) => stage === 'validate')) {
      const { problems } = check(row, 'create');
      const blank = problems.filter(({ code }) => SAID_TWICE.has(code)).length;
      assert.equal(problems.length + blank, row.errors.length, row.id);
    }
  });

  it('has the problem for each message at the place that is to change', () => {
    for (const row of rows.filter(({ stage }) => stage === 'validate')) {
      const pointers = check(row, 'create').problems.map(({ pointer }) => pointer);
      const wanted = new Map<RegExp, number>();
      for (const error of row.errors) {
        const place = placeOf(error);
        wanted.set(place, (wanted.get(place) ?? 0) + 1);
      }
      for (const [place, count] of wanted) {
        const there = pointers.filter((pointer) => place.test(pointer)).length;
        assert.ok(there >= count, `${row.id}: ${there} of ${count} at ${place} among ${pointers.join(' ')}`);
      }
    }
  });

  it('has a problem for every refusal and none for an accepted body', () => {
    for (const row of rows) {
      const { server, problems } = check(row, 'create');
      assert.equal(problems.length > 0, server === 'refuses', row.id);
    }
  });
});

/** One failing case is enough to show; all of them are counted. */
function assertAgree(found: readonly { id: string }[], expected: readonly { id: string }[]): void {
  assert.ok(expected.length > 1000, 'there are cases');
  const differing = expected.flatMap((row, i) => (JSON.stringify(row) === JSON.stringify(found[i]) ? [] : [i]));
  const [first] = differing;
  if (first !== undefined) {
    assert.deepEqual(found[first], expected[first], `${differing.length} of ${expected.length} differ`);
  }
}
