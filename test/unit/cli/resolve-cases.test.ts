import assert from 'node:assert/strict';
import { resolveCase } from '../../../src/cli/resolve-cases';
import { needsSharedData, readSharedLines } from '../../support/shared-data';

interface ResolveCase {
  readonly id: string;
  readonly expect: Readonly<Record<string, unknown>> & {
    readonly error?: { readonly stage: string; readonly class: string; readonly message: string };
  };
}

describe('resolveCase', () => {
  it('gives id and answer', () => {
    const command = {
      name: 'c',
      image: 'i',
      'command-line': 'run #a#',
      inputs: [{ name: 'a', sensitive: true }],
      xnat: [{ name: 'w' }],
    };
    const answer: unknown = JSON.parse(
      resolveCase(JSON.stringify({ id: 1, command, wrapper: 'w', inputs: { a: 'x' } })),
    );
    assert.deepEqual(answer, {
      id: 1,
      commandLine: 'run x',
      environment: {},
      mounts: [],
      ports: {},
      image: 'i:latest',
      inputs: { command: { a: 'x' } },
      sensitive: ['a'],
    });
    const failure: unknown = JSON.parse(
      resolveCase(JSON.stringify({ id: 2, command, wrapper: 'w', inputs: { a: ';' } })),
    );
    assert.deepEqual(failure, {
      id: 2,
      error: {
        stage: 'resolve',
        class: 'org.nrg.containers.exceptions.IllegalInputException',
        message: 'Input "a" has a value containing illegal string ";".',
      },
    });
  });

  it('joins several values, without those that are blank', () => {
    const scan = (id: string, note: string) => ({ type: 'Scan', id, uri: `/s/${id}`, note });
    const command = {
      name: 'c',
      image: 'i:1',
      'command-line': 'run #n#',
      inputs: [{ name: 'n', sensitive: true }],
      xnat: [
        {
          name: 'w',
          'external-inputs': [{ name: 'session', type: 'Session' }],
          'derived-inputs': [
            {
              name: 'scan',
              type: 'Scan',
              multiple: true,
              sensitive: true,
              'derived-from-wrapper-input': 'session',
              'derived-from-xnat-object-property': 'note',
              'provides-value-for-command-input': 'n',
            },
          ],
        },
      ],
    };
    const session = { type: 'Session', uri: '/s', scans: [scan('1', 'a'), scan('2', ' '), scan('3', 'b')] };
    const answer = JSON.parse(
      resolveCase(JSON.stringify({ id: 1, command, wrapper: 'w', inputs: { session } })),
    ) as Record<string, unknown>;
    assert.deepEqual(answer.inputs, {
      external: { session: '/s' },
      derived: { scan: 'a,  , b' },
      command: { n: 'a b' },
    });
    assert.deepEqual(answer.sensitive, ['scan', 'n']);
  });

  describe('as the service answers', () => {
    needsSharedData();

    it('agrees in every case', () => {
      const cases = readSharedLines('cases/resolve.jsonl') as readonly ResolveCase[];
      assert.ok(cases.length >= 420);
      for (const each of cases) {
        const { id, ...answer } = JSON.parse(resolveCase(JSON.stringify(each))) as Record<string, unknown>;
        const { error, ...expected } = each.expect;
        // What lies under an error is the service's own affair.
        const known = error && { stage: error.stage, class: error.class, message: error.message };
        assert.deepEqual(answer, known ? { error: known } : expected, each.id);
        assert.equal(id, each.id);
      }
    });
  });
});
