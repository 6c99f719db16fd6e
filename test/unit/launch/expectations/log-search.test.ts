import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createLogSearch } from '../../../../src/launch/expectations/log-search';

describe('createLogSearch', () => {
  it('finds a text however the log is cut, within one stream', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ minLength: 1 }),
        fc.string(),
        fc.nat(12),
        (before, text, after, size) => {
          const log = Buffer.from(before + text + after);
          const search = createLogSearch([text, `${text}\u0000never`]);
          for (let at = 0; at < log.length; at += size + 1) search.push('stderr', log.subarray(at, at + size + 1));
          return search.found().has(Buffer.from(text).toString()) && !search.found().has(`${text}\u0000never`);
        },
      ),
    );
  });

  it('does not join the streams', () => {
    const search = createLogSearch(['ab']);
    search.push('stdout', Buffer.from('a'));
    search.push('stderr', Buffer.from('b'));
    assert.equal(search.found().size, 0);
  });

  it('finds an empty text in an empty log, and remembers the last lines', () => {
    const search = createLogSearch(['']);
    assert.ok(search.found().has(''));
    assert.equal(search.tail(), '');
    for (let line = 0; line < 1000; line++) search.push('stdout', Buffer.from(`line ${line}\n`));
    assert.deepEqual(search.tail().split('\n').slice(0, 1), ['line 980']);
    assert.ok(search.tail().endsWith('\nline 999'));
  });
});
