import * as vscode from 'vscode';
import type { LogStream } from '../../launch/engine';
import { createTerminalFilter } from '../../launch/terminal-filter';

/** How long text may wait so that a flood reaches the editor in few large pieces; below what an eye notices. */
const FLUSH_MILLISECONDS = 40;

/** The most that waits for one flush, in UTF-16 code units; of a faster flood the middle is left out here (not on disk). */
const FLUSH_LIMIT = 256 * 1024;

const RED = '\u001b[31m';
const DEFAULT_COLOUR = '\u001b[39m';

/** A terminal that shows the log of one run and stays open when the run is over. */
export interface RunTerminal {
  /**
   * Shows text as the container wrote it, but for what would tamper with the terminal, standard error in red; a lone line
   * feed starts a new line.
   */
  write(bytes: Uint8Array, stream: LogStream): void;
  /** Shows a line of our own, set apart from the log. */
  note(line: string): void;
  show(): void;
}

/**
 * Opens a terminal for a run.
 *
 * @param name title of the terminal's tab
 * @param onInterrupt called when the person presses Ctrl+C in it or closes it, not when the window goes
 */
export function openRunTerminal(name: string, onInterrupt: () => void): RunTerminal {
  const written = new vscode.EventEmitter<string>();
  let isOpen = false;
  let waiting = '';
  let timer: NodeJS.Timeout | undefined;
  let shown: LogStream = 'stdout';
  const filters = { stdout: createTerminalFilter(), stderr: createTerminalFilter() };
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!isOpen || waiting === '') return;
    written.fire(waiting);
    waiting = '';
  };

  const add = (text: string) => {
    waiting += text.replaceAll(/\r?\n/g, '\r\n');
    if (waiting.length > FLUSH_LIMIT) waiting = cutMiddle(waiting);
    if (isOpen) timer ??= setTimeout(flush, FLUSH_MILLISECONDS);
  };

  /** Only at a change, so that colours of the container's own, and its escape sequences, stay whole. */
  const change = (stream: LogStream) => {
    if (stream !== shown) add(stream === 'stderr' ? RED : DEFAULT_COLOUR);
    shown = stream;
  };

  const terminal = vscode.window.createTerminal({
    name,
    iconPath: new vscode.ThemeIcon('play-circle'),
    isTransient: true,
    pty: {
      onDidWrite: written.event,
      open() {
        isOpen = true;
        flush();
      },
      close() {
        clearTimeout(timer);
        written.dispose();
        isOpen = false;
      },
      handleInput(data: string) {
        if (data === '\u0003') onInterrupt();
      },
    },
  });

  const closing = vscode.window.onDidCloseTerminal((closed) => {
    if (closed !== terminal) return;
    closing.dispose();
    // A window that is closed or loaded again closes it, too: the run goes on then, and the next window takes it up.
    if (closed.exitStatus?.reason !== vscode.TerminalExitReason.Shutdown) onInterrupt();
  });

  return {
    write(bytes, stream) {
      const text = decoders[stream].decode(filters[stream].push(bytes), { stream: true });
      if (text === '') return;
      change(stream);
      add(text);
    },
    note(line) {
      change('stdout');
      add(`\u001b[0;2m${line}\u001b[0m\n`);
    },
    show: () => terminal.show(true),
  };
}

/** The beginning and the end of a text that is too long to show, with a note where the rest was. */
function cutMiddle(text: string): string {
  const half = FLUSH_LIMIT / 4;
  return `${text.slice(0, half)}\r\n… part of the output is left out here …\r\n${text.slice(-half)}`;
}
