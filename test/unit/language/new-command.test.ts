import assert from 'node:assert/strict';
import { newCommandText, resultsFor } from '../../../src/language/new-command';
import { STARTING_POINTS } from '../../../src/language/pieces/wrapper-part';
import { checkText } from '../../support/problems';

describe('A new Command', () => {
  for (const runsOn of STARTING_POINTS) {
    for (const givesBack of resultsFor(runsOn)) {
      it(`opens without any problem: on ${runsOn}, gives back ${givesBack}`, () => {
        for (const image of [
          'busybox',
          'org/tool_2:1.0',
          'registry.example.org:5000/org/tool:2',
          `org/tool:1@sha256:${'a'.repeat(64)}`,
        ]) {
          const text = newCommandText({ image, runsOn, givesBack });
          assert.deepEqual(
            checkText(text).map(({ code, message }) => [code, message]),
            [],
            text,
          );
        }
      });
    }
  }

  it('is named after the image and runs it with a tag', () => {
    const { name, image } = JSON.parse(
      newCommandText({ image: ' host:5000/org/My.Tool ', runsOn: 'Scan', givesBack: 'files' }),
    ) as Record<string, unknown>;
    assert.deepEqual({ name, image }, { name: 'my-tool', image: 'host:5000/org/My.Tool:latest' });
  });

  it('stores nothing where there is nothing to store it under', () => {
    const { outputs } = JSON.parse(newCommandText({ image: 'busybox', runsOn: 'site', givesBack: 'files' })) as Record<
      string,
      unknown
    >;
    assert.deepEqual(outputs, []);
  });

  it('ends its last line', () => {
    assert.match(newCommandText({ image: 'busybox', runsOn: 'Session', givesBack: 'files' }), /\}\n$/);
  });
});
