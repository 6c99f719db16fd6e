import assert from 'node:assert/strict';
import { listenForInterruption, type Interruption } from '../../../src/cli/interruption';

describe('an interruption', () => {
  let now: number;
  let said: string;
  let ended: readonly string[];
  let interruption: Interruption;

  beforeEach(() => {
    [now, said, ended] = [0, '', []];
    const output = {
      out: () => undefined,
      error: (text: string) => (said += text),
      onReaderGone: () => undefined,
      isLost: () => Promise.resolve(false),
    };
    interruption = listenForInterruption(output, {
      now: () => now,
      endAtOnce: (signal) => {
        assert.equal(process.listenerCount(signal), 0);
        ended = [...ended, signal];
      },
    });
  });

  afterEach(() => interruption.dispose());

  it('stops in good order, also where one Ctrl-C comes twice', () => {
    process.emit('SIGINT');
    assert.ok(interruption.signal.aborted);
    now = 1_000;
    process.emit('SIGTERM');
    assert.match(said, /^Stopping\..*\nStill stopping, to leave no container behind\.\n$/);
    assert.deepEqual(ended, []);
    assert.equal(interruption.exitCode(), 130);
  });

  it('ends at once where the end does not come', () => {
    process.emit('SIGINT');
    now = 5_000;
    process.emit('SIGTERM');
    assert.deepEqual(ended, ['SIGTERM']);
    assert.match(said, /\nEnded at once\. What the launch has made may still be on the engine/);
  });
});
