import type { LogStream } from '../launch/engine';
import type { LaunchEvent } from '../launch/run/launch-event';
import { createTerminalFilter } from '../launch/terminal-filter';

/** Shows what goes on in a launch: steps on standard error, and the log. */
export interface LaunchConsole {
  onEvent(event: LaunchEvent): void | Promise<void>;
  progress(message: string): void;
  /** A line of our own. */
  note(line: string): void;
  /** To be called when a launch is over: what of a line is still open is ended. */
  end(): void;
}

/**
 * `apart`: each stream of the container goes to our stream of that name, byte for byte where that is no terminal. `marked`: both go to standard error,
 * each line behind the name of its stream, so that standard output is left to the verdict.
 */
export type LogLayout = 'apart' | 'marked';

const ERASE_LINE = '\r\u001b[K';
const LINE_FEED = 0x0a;

type Output = Pick<NodeJS.WriteStream, 'write' | 'once' | 'off'> & { readonly isTTY?: boolean };

/** Also tells the end of the log: whether its last line is open. */
export function createLaunchConsole(layout: LogLayout, stdout: Output, stderr: Output): LaunchConsole {
  /** A message that the next one replaces stands in the last line of a terminal. */
  let isShowingProgress = false;
  /** What the line begins with that is still open, if one is. */
  let open: LogStream | undefined;

  const outputs = layout === 'apart' ? { stdout, stderr } : { stdout: stderr, stderr };
  const filters = { stdout: createTerminalFilter(), stderr: createTerminalFilter() };

  const clear = () => {
    if (isShowingProgress) stderr.write(ERASE_LINE);
    isShowingProgress = false;
  };
  const endColours = () => {
    for (const stream of ['stdout', 'stderr'] as const) {
      const ending = filters[stream].reset();
      if (ending !== '') outputs[stream].write(ending);
    }
  };
  const endLine = () => {
    if (open !== undefined) outputs[open].write('\n');
    open = undefined;
  };
  const note = (line: string) => {
    clear();
    endColours();
    endLine();
    stderr.write(`${line}\n`);
  };
  const progress = (message: string) => {
    if (stderr.isTTY !== true || open !== undefined) return;
    stderr.write(`${ERASE_LINE}${message}`);
    isShowingProgress = true;
  };

  const log = (stream: LogStream, written: Uint8Array): void | Promise<void> => {
    const bytes = outputs[stream].isTTY === true ? filters[stream].push(written) : written;
    if (bytes.length === 0) return;
    clear();
    const isOpen = bytes[bytes.length - 1] !== LINE_FEED;
    if (layout === 'apart') {
      open = isOpen ? stream : undefined;
      return handOver(outputs[stream], bytes);
    }
    const mark = `${stream} | `;
    if (open !== stream) endLine();
    const continued = open === stream;
    open = isOpen ? stream : undefined;
    const text = Buffer.from(bytes).toString('latin1');
    const body = (isOpen ? text : text.slice(0, -1)).replaceAll('\n', `\n${mark}`);
    return handOver(stderr, Buffer.from(`${continued ? '' : mark}${body}${isOpen ? '' : '\n'}`, 'latin1'));
  };

  return {
    progress,
    note,
    end() {
      clear();
      endColours();
      endLine();
    },
    onEvent(event) {
      switch (event.kind) {
        case 'log':
          return log(event.stream, event.bytes);
        case 'began':
          note(event.step.title);
          return;
        case 'progressed':
          if (event.step.kind === 'pull') progress(`${event.step.title}: ${event.message}`);
          return;
        case 'note':
          note(event.message);
          return;
        case 'status':
        case 'sent':
        case 'created':
        case 'ended':
        case 'stopping':
          return;
      }
    },
  };
}

/** A reader that is slow slows the container. One that is gone is not waited for. */
function handOver(stream: Output, bytes: Uint8Array): void | Promise<void> {
  if (stream.write(bytes)) return;
  return new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done);
      stream.off('close', done);
      stream.off('error', done);
      resolve();
    };
    stream.once('drain', done);
    stream.once('close', done);
    stream.once('error', done);
  });
}
