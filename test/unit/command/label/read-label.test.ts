import { deepEqual, ok } from 'node:assert/strict';
import { readLabel } from '../../../../src/command/label/read-label';

describe('Reading an image label', () => {
  it('names the Commands and their wrappers', () => {
    const label = '[{"name":"a","xnat":[{"name":"on-scan"},{"name":"on-session"}]},{"name":"b"}]';
    deepEqual(readLabel(label), {
      ok: true,
      commands: [
        { name: 'a', wrappers: ['on-scan', 'on-session'] },
        { name: 'b', wrappers: [] },
      ],
    });
  });

  it('takes the dialect the server takes', () => {
    deepEqual(readLabel("# list\n[{'name':'a'}]"), { ok: true, commands: [{ name: 'a', wrappers: [] }] });
  });

  it('refuses a single Command outside a list', () => {
    const reading = readLabel('{"name":"a"}');
    ok(!reading.ok && reading.reason.includes('list'));
  });

  it('says where the JSON is broken', () => {
    const reading = readLabel('[{"name":"a\\d"}]');
    ok(!reading.ok && /character 12\b/.test(reading.reason), JSON.stringify(reading));
  });

  it('lists what has no name', () => {
    deepEqual(readLabel('[{}, 5]'), {
      ok: true,
      commands: [
        { name: '(no name)', wrappers: [] },
        { name: '(no name)', wrappers: [] },
      ],
    });
  });
});
