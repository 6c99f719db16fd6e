import { deepEqual, equal } from 'node:assert/strict';
import { createLaunchConsole, type LogLayout } from '../../../src/cli/launch-console';
import type { LogStream } from '../../../src/launch/engine';
import type { LaunchStep } from '../../../src/launch/run/launch-event';

describe('The log of a launch on the screen', () => {
  const step: LaunchStep = { id: 'main', kind: 'main', title: 'tool' };
  const output = (isTTY: boolean) => {
    const written: string[] = [];
    const stream = {
      isTTY,
      write: (chunk: string | Uint8Array) => written.push(Buffer.from(chunk).toString('latin1')) > 0,
      once: () => stream,
      off: () => stream,
    };
    return { stream: stream as unknown as NodeJS.WriteStream, text: () => written.join('') };
  };
  const screenOn = (layout: LogLayout, isTTY: boolean) => {
    const [stdout, stderr] = [output(isTTY), output(isTTY)];
    const screen = createLaunchConsole(layout, stdout.stream, stderr.stream);
    const log = (stream: LogStream, text: string) =>
      screen.onEvent({ kind: 'log', step, stream, bytes: Buffer.from(text, 'latin1') });
    return { screen, log, texts: () => [stdout.text(), stderr.text()] };
  };

  it('goes byte for byte where it goes to no terminal', async () => {
    const { log, texts } = screenOn('apart', false);
    await log('stdout', '\u001b[2J\u001b[1mx\xff\n');
    deepEqual(texts(), ['\u001b[2J\u001b[1mx\xff\n', '']);
  });

  for (const layout of ['apart', 'marked'] as const) {
    it(`does not tamper with a terminal, ${layout}`, async () => {
      const { screen, log, texts } = screenOn(layout, true);
      await log('stdout', '\u001b]0;tit');
      await log('stderr', '\u001b[31moops\n');
      await log('stdout', 'le\u0007a\u001b[Ab\u001b[8m\n');
      screen.note('ours');
      const [out, error] = texts();
      const ending = '\u001b[0m';
      deepEqual(
        [out, error],
        layout === 'apart'
          ? [`ab\u001b[8m\n${ending}`, `\u001b[31moops\n${ending}ours\n`]
          : ['', `stderr | \u001b[31moops\nstdout | ab\u001b[8m\n${ending}${ending}ours\n`],
      );
    });
  }

  it('begins no line for what is not shown', async () => {
    const { screen, log, texts } = screenOn('marked', true);
    await log('stdout', '\u001b[?25l');
    screen.end();
    equal(texts().join(''), '');
  });
});
