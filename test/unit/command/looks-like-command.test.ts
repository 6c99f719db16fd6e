import { equal } from 'node:assert/strict';
import { createCommandDocument } from '../../../src/command/document/command-document';
import { looksLikeCommand } from '../../../src/command/looks-like-command';

describe('Telling a Command from other JSON', () => {
  const looks = (text: string) => looksLikeCommand(createCommandDocument(text, 'create').root);
  const COMMAND = '{"name": "a", "image": "i:1", "command-line": "x"}';

  it('takes a Command and a list of Commands', () => {
    equal(looks(COMMAND), true);
    equal(looks(`[${COMMAND}, ${COMMAND}]`), true);
  });

  it('does not take a list within a list', () => {
    equal(looks(`[[${COMMAND}]]`), false);
    equal(looks(`[]`), false);
  });

  it('does not take lists nested deeper than the call stack', () => {
    equal(looks('['.repeat(300_000)), false);
  });
});
