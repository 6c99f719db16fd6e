import { equal } from 'node:assert/strict';
import { createCommandDocument } from '../../../src/command/document/command-document';
import { looksForeign, looksLikeCommand } from '../../../src/command/looks-like-command';

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

  it('knows what is of another tool', () => {
    const foreign = (text: string) => looksForeign(createCommandDocument(text, 'create').root);
    equal(foreign('{"name": "ping", "description": "Says pong", "options": [], "permissions": []}'), true);
    equal(foreign('["a", "b"]'), true);
    equal(foreign(COMMAND), false);
    equal(foreign('{}'), false);
    equal(foreign(''), false);
    equal(foreign('{"name": "half"}'), false);
    equal(foreign('{"name": "half", "comand-line": "x"}'), false);
    equal(foreign('{"image": "i:1", "whatever": 1}'), false);
  });
});
