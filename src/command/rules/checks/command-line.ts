import { type CommandLine, readCommandLine } from '../../command-line';
import { lastIndexStartingBefore, valueOf } from '../../document/navigation';
import { spanInString } from '../../document/string-offsets';
import type { StringNode } from '../../document/syntax-tree';
import { headPlace, isWritten, type LocatedCommand, pointerTo, type Place } from '../../model/located-command';
import { isSetupOrWrapup } from '../../model/vocabulary';
import type { CommandTemplates } from '../../template/command-templates';
import type { Report } from '../create-problem';
import { quoted } from '../wording';

const SHELL = /^(?:\/(?:usr\/)?bin\/)?(?:sh|bash|dash|ash|ksh|zsh)$/;
const PLAIN_SHELL = /^(?:\/(?:usr\/)?bin\/)?sh$/;

/** The command line: whether there is one, whether it is quoted right, and whether a shell reads what is written for one. */
export function checkCommandLine(
  command: LocatedCommand,
  text: string,
  templates: CommandTemplates,
  report: Report,
): void {
  const line = command.value.commandLine;
  if (line === undefined) {
    if (isWritten(command, 'command-line')) return;
    report(
      'command-line-missing',
      headPlace(command),
      'There is no "command-line": the server stores the Command, and every launch fails. Add one; an empty text runs ' +
        "the image's own default command.",
    );
    return;
  }
  const node = valueOf(command.node, 'command-line');
  if (node?.kind !== 'string') return;
  // Setup and wrapup Commands never override the entrypoint, whatever they say.
  const throughShell = !isSetupOrWrapup(command.value.type) && command.value.overrideEntrypoint === true;
  const read = readCommandLine(templates.mask(line));
  const place = (start: number, end: number): Place => placeIn(command, text, node, start, end);

  if (read.openQuote !== undefined) {
    const quote = line.charAt(read.openQuote);
    report(
      'command-line-unbalanced-quote',
      place(read.openQuote, read.openQuote + 1),
      throughShell
        ? `This ${quote} is never closed, so /bin/sh refuses the line at launch. Close it, or put a backslash before it.`
        : `This ${quote} is never closed, so at launch the rest of the line is one single argument. Close it, or put a ` +
            'backslash before it.',
    );
  }
  if (throughShell) checkShellInShell(line, read, place, report);
  else checkShellSyntax(command, line, read, place, report);
}

function placeIn(command: LocatedCommand, text: string, node: StringNode, start: number, end: number): Place {
  return { pointer: pointerTo(command, 'command-line'), span: spanInString(text, node, start, end) };
}

function checkShellSyntax(
  command: LocatedCommand,
  line: string,
  read: CommandLine,
  place: (start: number, end: number) => Place,
  report: Report,
): void {
  if (startsShell(read) || isOneScript(read)) return;
  for (const { offset, quoting } of read.live) {
    const found = shellSyntaxAt(line, offset, quoting);
    if (found === undefined || (found === '*' && isPattern(read, offset))) continue;
    const remedy = isSetupOrWrapup(command.value.type)
      ? 'Put the line into a script of the image, or run it through "sh -c".'
      : 'Set "override-entrypoint" to true to run the line through /bin/sh.';
    report(
      'shell-syntax-without-shell',
      place(offset, offset + found.length),
      `The service runs this line without a shell, so ${quoted(found)} reaches the image's entrypoint as plain text. ${remedy}`,
    );
    return;
  }
}

/** What a shell would do something with at a live character; undefined where it would not. */
function shellSyntaxAt(line: string, offset: number, quoting: 'none' | 'double'): string | undefined {
  const rest = line.slice(offset, offset + 64);
  const expansion = /^(?:\$(?:[A-Za-z_][A-Za-z0-9_]*|\{[^}]*\}|\()|`)/.exec(rest)?.[0];
  if (expansion !== undefined || quoting === 'double') return expansion;
  return /^(?:&&|\|\||[|<>;*])/.exec(rest)?.[0];
}

/** Whether the author runs the line through a shell of the image's. */
function startsShell({ words: [shell, ...options] }: CommandLine): boolean {
  if (shell === undefined || !SHELL.test(shell.text)) return false;
  const script = options.findIndex(({ text }) => !text.startsWith('-'));
  return options.slice(0, Math.max(script, 0)).some(({ text }) => /^-[a-z]*c$/.test(text));
}

/** Whether the whole line is one quoted word with blanks in it: that is written for an image whose entrypoint is a shell. */
function isOneScript({ words: [script, ...more] }: CommandLine): boolean {
  return script !== undefined && more.length === 0 && /\s/.test(script.text);
}

/** Options that take a pattern for the program itself, as those of find, grep, tar and rsync do. */
const TAKES_PATTERN = /^(?:-i?(?:name|path|wholename|lname)|--(?:include|exclude)(?:-dir)?)$/;

/** Whether a star is meant for the program, which then gets it as its author wishes. */
function isPattern({ words }: CommandLine, offset: number): boolean {
  const index = lastIndexStartingBefore(words, offset);
  const [option = '', value] = words[index]?.text.split('=') ?? [];
  return TAKES_PATTERN.test(value === undefined ? (words[index - 1]?.text ?? '') : option);
}

function checkShellInShell(
  line: string,
  { words: [shell, option, script, extra] }: CommandLine,
  place: (start: number, end: number) => Place,
  report: Report,
): void {
  if (shell === undefined || option?.text !== '-c' || script === undefined || !SHELL.test(shell.text)) return;
  const bare = script.end - script.start === script.text.length && !/["'\\]/.test(line.slice(script.start, script.end));
  if (bare && extra !== undefined) {
    report(
      'shell-in-shell',
      place(shell.start, option.end),
      `With "override-entrypoint" the line already runs through /bin/sh -c, and this second shell takes only ` +
        `${quoted(script.text)} as its script: what follows is lost. Remove ${quoted(`${shell.text} -c`)}.`,
      { severity: 'warning' },
    );
  } else if (PLAIN_SHELL.test(shell.text)) {
    report(
      'shell-in-shell',
      place(shell.start, option.end),
      `With "override-entrypoint" the line already runs through /bin/sh -c, which expands variables and takes away one ` +
        `layer of quotes before this second shell starts. Remove ${quoted(`${shell.text} -c`)} and the quotes around ` +
        'the script.',
    );
  }
}
