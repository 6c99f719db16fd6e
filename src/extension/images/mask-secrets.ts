import { namesCredential } from '../../command/rules/checks/credentials';

/** A value that looks like a secret, in what a builder noted of a step or an engine says of an image. */
export interface SecretLook {
  /** What it is the value of: a variable, an option, or the kind of token. */
  readonly name: string;
  /** Where in the text the value stands, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

const MASK = '•••';

/** A name and its value: `TOKEN=…`, `--password …`; the value in quotes, or up to the next blank. */
const ASSIGNED = /(?<![\w.-])(-{0,2})([A-Za-z_][\w.-]*)(=|(?<=--[\w-]+) +)("(?:[^"\\]|\\.)*"|'[^']*'|[^\s;&|"']+)/g;

/** Values that are secrets whatever they are called. */
const SHAPES: readonly (readonly [name: string, shape: RegExp])[] = [
  ['password in an address', /(?<=:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g],
  ['Authorization header', /(?<=Authorization:\s*(?:Bearer|Basic|Token)\s+)[\w.~+/=-]+/gi],
  ['GitHub token', /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,})/g],
  ['GitLab token', /\bglpat-[\w-]{20,}/g],
  ['AWS access key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g],
  ['JSON web token', /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g],
];

/** What precedes the command line of a step that was run with build arguments: `|2 A=b C=d /bin/sh -c …`. */
const BUILD_ARGUMENTS = /^(?:RUN )?\|\d+ (.*?)(?= \/bin\/| \S*sh -\w*c )/s;

/** An instruction whose values a builder writes down without quotes: each goes on to the next name. */
const UNQUOTED = /^(?:\/bin\/sh -c #\(nop\)\s+)?(?:ENV|ARG) (.*)$/s;

/** Finds values that look like secrets, in the order of the text. */
export function secretLooks(text: string): readonly SecretLook[] {
  const found = [...unquotedValues(text), ...assignedValues(text), ...shapedValues(text)];
  const looks: SecretLook[] = [];
  for (const look of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (look.start >= (looks.at(-1)?.end ?? 0)) looks.push(look);
  }
  return looks;
}

/** A text with such values masked. */
export function maskSecrets(text: string): string {
  let masked = '';
  let from = 0;
  for (const { start, end } of secretLooks(text)) {
    masked += text.slice(from, start) + MASK;
    from = end;
  }
  return masked + text.slice(from);
}

function unquotedValues(text: string): readonly SecretLook[] {
  const match = BUILD_ARGUMENTS.exec(text) ?? UNQUOTED.exec(text);
  const pairs = match?.[1];
  if (match === null || pairs === undefined) return [];
  const offset = match[0].length - pairs.length;
  const names = [...pairs.matchAll(/(?:^| )([A-Za-z_]\w*)=/g)];
  return names.flatMap((name, index) => {
    const start = name.index + name[0].length;
    const end = names[index + 1]?.index ?? pairs.length;
    return lookOf(name[1] ?? '', pairs.slice(start, end), offset + start);
  });
}

function assignedValues(text: string): readonly SecretLook[] {
  return [...text.matchAll(ASSIGNED)].flatMap((match) => {
    const [whole, , name = '', , value = ''] = match;
    return lookOf(name, value, match.index + whole.length - value.length);
  });
}

function shapedValues(text: string): readonly SecretLook[] {
  return SHAPES.flatMap(([name, shape]) =>
    [...text.matchAll(shape)].map((match) => ({ name, start: match.index, end: match.index + match[0].length })),
  );
}

function lookOf(name: string, value: string, start: number): readonly SecretLook[] {
  return namesCredential(name) && isLiteral(value) ? [{ name, start, end: start + value.length }] : [];
}

/** A variable, a path or a switch is no secret. */
const isLiteral = (value: string) => !/^(?:$|\/|\$|true$|false$|<)/i.test(value.trim().replaceAll(/^["']|["']$/g, ''));
