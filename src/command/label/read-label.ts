import { bindDocument } from '../binding/bind-command';
import { reportOn } from '../check-command';
import { createCommandDocument, type CommandDocument } from '../document/command-document';
import { positionAt } from '../document/line-index';
import type { Span } from '../document/syntax-tree';
import type { Command } from '../model/command';
import type { Problem } from '../problem';

/** A Command in a label. */
export interface LabelledCommand {
  /** Its place in the label's list. */
  readonly index: number;
  /** As the service would bind it. */
  readonly command: Command;
  /** Why the service would not install it; undefined where it would. */
  readonly refusal: string | undefined;
  /** The worst thing that is wrong with it; undefined where nothing is. */
  readonly worst: Problem['severity'] | undefined;
}

/** Why the service installs nothing of a label. */
export interface LabelFault {
  /** What is wrong, and what to do: sentences. */
  readonly reason: string;
  /** The most likely way the label came to be so; undefined where there is no telling. */
  readonly origin: string | undefined;
  /** Where it is wrong, both counted from 1. */
  readonly line: number;
  readonly column: number;
  /** The text around that place, in one line. */
  readonly excerpt: string;
}

/** What the service makes of a label. */
export type LabelReading =
  | { readonly ok: true; readonly commands: readonly LabelledCommand[] }
  | { readonly ok: false; readonly fault: LabelFault };

/**
 * Reads the value of an image's `org.nrg.commands` label as the Container Service does when it has pulled the image: one
 * thing that it cannot read, and it installs none of the Commands; one that it refuses, and it installs the others.
 *
 * @param image the name it is pulled by, which takes the place of the Commands' own; undefined where there is none
 */
export function readLabel(label: string, image?: string): LabelReading {
  const document = createCommandDocument(label, 'label');
  const { problems, refusedAt } = reportOn(document, { image });
  const first = problems.find(isRefusal);
  if (refusedAt === 'parse' && first !== undefined) return { ok: false, fault: faultOf(document, first) };
  const byCommand = problemsByCommand(problems);
  return {
    ok: true,
    commands: bindDocument(document).commands.map(({ command, pointer }) => {
      const own = byCommand.get(pointer) ?? [];
      return {
        index: Number(pointer.slice(1)),
        command,
        refusal: own.find(isRefusal)?.message,
        worst: SEVERITIES.find((severity) => own.some((problem) => problem.severity === severity)),
      };
    }),
  };
}

/** The problems of each Command, by its pointer. */
function problemsByCommand(problems: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> {
  const byCommand = new Map<string, Problem[]>();
  for (const problem of problems) {
    const command = /^\/[^/]*/.exec(problem.pointer)?.[0] ?? '';
    const others = byCommand.get(command);
    if (others === undefined) byCommand.set(command, [problem]);
    else others.push(problem);
  }
  return byCommand;
}

const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const;

const isRefusal = ({ severity, when }: Problem) => severity === 'error' && when === 'create';

function faultOf(document: CommandDocument, { message, span }: Problem): LabelFault {
  const { line, character } = positionAt(document.lines, span.start);
  return {
    reason: message,
    origin: originOf(document, span),
    line: line + 1,
    column: character + 1,
    excerpt: excerptAt(document.text, span),
  };
}

/**
 * Inside the double quotes of a Dockerfile a backslash must be written as two. Where it was not, Docker has taken one away:
 * `\\d` has become `\d`, which is no JSON, and `\"` a bare quote that ends its text too early.
 */
function originOf({ text, syntaxFaults }: CommandDocument, span: Span): string | undefined {
  const fault = syntaxFaults.find((candidate) => candidate.span.start === span.start);
  const endsText = fault?.kind === 'missing-comma' && /^"[^\s"]/.test(text.slice(span.start - 1));
  return fault?.kind === 'bad-escape' || endsText ? LOST_BACKSLASH : undefined;
}

const LOST_BACKSLASH =
  'A backslash was probably lost when the label was written: in the double quotes of a Dockerfile each must be written as two. “Copy as LABEL” does so.';

/** How much is shown on either side of a fault, in UTF-16 code units. */
const EXCERPT = 30;

function excerptAt(text: string, { start }: Span): string {
  const before = text.slice(Math.max(0, start - EXCERPT), start);
  const after = text.slice(start, start + EXCERPT);
  const whole = `${start > EXCERPT ? '…' : ''}${before}▸${after}${start + EXCERPT < text.length ? '…' : ''}`;
  return whole.replaceAll(/\s+/g, ' ').trim();
}
